/** Mutants that no test can notice, because they do the same as the source: each with the reason. */
import { readFileSync } from "node:fs"
import type { Tried } from "./mutate.ts"

interface Equivalent {
  readonly source: string
  /** The text that is replaced, on one line. */
  readonly original: string
  readonly replacements: ReadonlyArray<string>
  /** A part of the line on which the text begins, where the source has the same text elsewhere too. */
  readonly on?: string
  readonly reason: string
}

/** A text that Stryker puts in place of an empty one. */
const anyText = '"Stryker was here!"'

export const equivalents: ReadonlyArray<Equivalent> = [
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
    source: "packages/fleet/src/danger/updateLosses.ts",
    original: "after === undefined",
    replacements: ["false"],
    reason: "A limit that is lowered has a new value: only the type allows that there is none."
  },
  {
    source: "packages/fleet/src/danger/limitUse.ts",
    original: "[]",
    replacements: ['["Stryker was here"]'],
    on: "Object.values<unknown>(bySource)",
    reason: "Only numbers count, and a text is none."
  },
  {
    source: "packages/fleet/src/danger/limitUse.ts",
    original: "[]",
    replacements: ['["Stryker was here"]'],
    on: "clear = []",
    reason: "No limit has this name."
  },
  {
    source: "packages/fleet/src/danger/roles.ts",
    original: "before === undefined",
    replacements: ["false"],
    reason: "A role that Losant did not answer has no rank either: only the type needs the question."
  },
  {
    source: "packages/fleet/src/danger/roles.ts",
    original: "(rankOf(after) ?? 0) < rank",
    replacements: ["(rankOf(after) ?? 0) <= rank"],
    reason: "No two roles have the same rank, and the same role was answered before."
  },
  {
    source: "packages/fleet/src/danger/roles.ts",
    original: '"none"',
    replacements: ['""'],
    reason: "A role without a rank counts as the lowest, which none is."
  },
  {
    source: "packages/mcp-server/src/safety/confirmation/formAnswer.ts",
    original: '"confirm"',
    replacements: ['""'],
    reason: "Any name of the form does that the request and its answer share."
  },
  {
    source: "packages/mcp-server/src/safety/confirmation/ConfirmationTokens.ts",
    original: '"token"',
    replacements: ['""'],
    on: "const seal =",
    reason: "The uses of the key have to differ, and nothing else."
  },
  {
    source: "packages/mcp-server/src/safety/confirmation/ConfirmationTokens.ts",
    original: '"call"',
    replacements: ['""'],
    on: "call: tag(",
    reason: "The uses of the key have to differ, and nothing else."
  },
  {
    source: "packages/mcp-server/src/safety/confirmation/ConfirmationTokens.ts",
    original: '"values"',
    replacements: ['""'],
    on: "values: tag(",
    reason: "The uses of the key have to differ, and nothing else."
  },
  {
    source: "packages/mcp-server/src/safety/confirmation/ConfirmationTokens.ts",
    original: '"state"',
    replacements: ['""'],
    on: "state: tag(",
    reason: "The uses of the key have to differ, and nothing else."
  },
  {
    source: "packages/mcp-server/src/safety/confirmation/ConfirmationTokens.ts",
    original: '""',
    replacements: [anyText],
    on: "const [tokenPurpose, end",
    reason: "A text with fewer parts has no seal: only the type needs another value."
  },
  {
    source: "packages/mcp-server/src/safety/confirmation/ConfirmationTokens.ts",
    original: '""',
    replacements: [anyText],
    on: "parts.at(-1)",
    reason: "A text that is split has a last part: only the type needs another."
  },
  {
    source: "packages/mcp-server/src/safety/confirmation/ConfirmationTokens.ts",
    original: '""',
    replacements: [anyText],
    on: "const [, end",
    reason: "A text with fewer parts has no seal: only the type needs another value."
  },
  {
    source: "packages/mcp-server/src/policy/OrgRules.ts",
    original: 'rule.kind === "id"',
    replacements: ["true"],
    reason: "Only a rule of this kind has an id: only the type needs the question."
  },
  {
    source: "packages/mcp-server/src/policy/Policy.ts",
    original: "[]",
    replacements: ['["Stryker was here"]'],
    on: "return []",
    reason: "A rule that cannot be parsed is a problem, and with a problem no rule is used."
  },
  {
    source: "packages/mcp-server/src/policy/Policy.ts",
    original: "() => true",
    replacements: ["() => undefined"],
    on: "readOnly: flags.readOnly === true",
    reason: "A variable that cannot be parsed is a problem, and with a problem there is no policy."
  },
  {
    source: "packages/mcp-server/src/policy/Policy.ts",
    original: "true",
    replacements: ["false"],
    on: "() => true",
    reason: "A variable that cannot be parsed is a problem, and with a problem there is no policy."
  },
  {
    source: "packages/mcp-server/src/policy/nameFilter.ts",
    original: '""',
    replacements: [anyText],
    reason: "A text that is split has a first piece, maybe an empty one: only the type needs another."
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

const lineOf = (source: string, line: number): string => readFileSync(source, "utf8").split("\n")[line - 1] ?? ""

/** Tells if a mutant is known to do the same as its source. */
export const isEquivalent = (source: string, { line, original, replacement }: Tried): boolean =>
  equivalents.some(
    (known) =>
      known.source === source &&
      known.original === original &&
      known.replacements.includes(replacement) &&
      lineOf(source, line).includes(known.on ?? "")
  )
