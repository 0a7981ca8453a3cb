/** Mutants of core that no test can notice, each with the reason. */
import { anyText, type Equivalent } from "./Equivalent.ts"

export const core: ReadonlyArray<Equivalent> = [
  {
    source: "packages/core/src/internal/transport/body.ts",
    original: "length !== undefined",
    replacements: ["true"],
    reason: "A length that is missing is no number, which is not less than any."
  },
  {
    source: "packages/core/src/internal/transport/body.ts",
    original: "first !== undefined && chunks.length === 1",
    replacements: ["false"],
    reason: "One piece is copied then, which only the time tells."
  },
  {
    source: "packages/core/src/internal/transport/body.ts",
    original: "first !== undefined",
    replacements: ["true", "first === undefined"],
    reason: "One piece is there, or is copied then: only the type needs the question."
  },
  {
    source: "packages/core/src/internal/transport/body.ts",
    original: '"utf-8"',
    replacements: ['""'],
    reason: "A decoder without a name reads UTF-8."
  },
  {
    source: "packages/core/src/internal/transport/headers.ts",
    original: '""',
    replacements: [anyText],
    on: 'headerOf("retry-after")',
    reason: "This text is no number and no date either."
  },
  {
    source: "packages/core/src/internal/transport/headers.ts",
    original: '""',
    replacements: [anyText],
    on: 'headerOf("date")',
    reason: "This text is no number and no date either."
  },
  {
    source: "packages/core/src/internal/guards/slowdown.ts",
    original: "{ wakeUp = () => {} }",
    replacements: ["{}"],
    reason: "Nobody waits any more for what is woken up."
  },
  {
    source: "packages/core/src/internal/guards/slowdown.ts",
    original: "maxUnderWay >= fullSpeed",
    replacements: ["maxUnderWay > fullSpeed"],
    reason: "A limit that has grown by fractions is never exactly 64."
  },
  {
    source: "packages/core/src/internal/guards/limiter.ts",
    original: "perSecond === undefined",
    replacements: ["false"],
    reason: "Without a rate the spacing is no number, and a wait that is no number is no wait."
  },
  {
    source: "packages/core/src/internal/call/retryRule.ts",
    original: 'error._tag === "LosantTimeout"',
    replacements: ["true"],
    reason: "Only a timeout has a phase."
  },
  {
    source: "packages/core/src/internal/guards/circuit.ts",
    original: '"LosantServerError"',
    replacements: ['""'],
    reason: "Nobody reads the last failure before there was one."
  },
  {
    source: "packages/core/src/internal/guards/circuit.ts",
    original: "era += 1",
    replacements: ["era -= 1"],
    reason: "Eras have to differ, and nothing else: they are compared for being the same."
  },
  {
    source: "packages/core/src/internal/guards/circuit.ts",
    original: 'ending === "success"',
    replacements: ["false"],
    reason: "A success is then told as a failure that is no trouble, which closes the circuit as well."
  },
  {
    source: "packages/core/src/internal/guards/circuit.ts",
    original: '"success"',
    replacements: ['""'],
    reason: "A success is then told as a failure that is no trouble, which closes the circuit as well."
  },
  {
    source: "packages/core/src/internal/transport/safeCause.ts",
    original: '""',
    replacements: [anyText],
    reason: "This text begins with no code of a compression either."
  },
  {
    source: "packages/core/src/internal/transport/failure.ts",
    original: "status >= 300",
    replacements: ["true"],
    reason: "An answer below 300 is no error, and fetch shows no 1xx."
  },
  {
    source: "packages/core/src/internal/transport/failure.ts",
    original: "status < 400",
    replacements: ["status <= 400"],
    reason: "400 has an error of its own, and is no status that is asked about here."
  },
  {
    source: "packages/core/src/internal/call/provesDeletion.ts",
    original: '""',
    replacements: [anyText],
    reason: "This text names no id either, and says of nothing that it was not found."
  }
]
