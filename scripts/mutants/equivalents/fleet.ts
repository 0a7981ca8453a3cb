/** Mutants of fleet that no test can notice, each with the reason. */
import type { Equivalent } from "./Equivalent.ts"

export const fleet: ReadonlyArray<Equivalent> = [
  {
    source: "packages/fleet/src/apply/apply.ts",
    original: "{ discard: true }",
    replacements: ["{}"],
    reason: "Nobody reads the results."
  },
  {
    source: "packages/fleet/src/apply/apply.ts",
    original: "true",
    replacements: ["false"],
    on: "discard: true",
    reason: "Nobody reads the results."
  },
  {
    source: "packages/fleet/src/apply/apply.ts",
    original: "orgId.toLowerCase()",
    replacements: ["orgId.toUpperCase()"],
    reason: "Either case is the same for every spelling of an id."
  },
  {
    source: "packages/fleet/src/apply/apply.ts",
    original: 'entries.filter(({ state }) => state === "planned")',
    replacements: ["entries"],
    reason: "An attempt does nothing with a write that is not planned."
  },
  {
    source: "packages/fleet/src/apply/apply.ts",
    original: 'state === "planned"',
    replacements: ["true"],
    reason: "An attempt does nothing with a write that is not planned."
  },
  {
    source: "packages/fleet/src/apply/OrgTurns.ts",
    original: "turn.users += 1",
    replacements: ["turn.users -= 1"],
    reason: "A turn that nobody uses stays in the map then: only memory tells it."
  },
  {
    source: "packages/fleet/src/apply/OrgTurns.ts",
    original: "turn.users -= 1",
    replacements: ["turn.users += 1"],
    reason: "A turn that nobody uses stays in the map then: only memory tells it."
  },
  {
    source: "packages/fleet/src/apply/OrgTurns.ts",
    original: "(turn) => Effect.sync(() => { turn.users -= 1 if (turn.users === 0) turns.delete(key) })",
    replacements: ["() => undefined"],
    reason: "A turn that nobody uses stays in the map then: only memory tells it."
  },
  {
    source: "packages/fleet/src/apply/OrgTurns.ts",
    original: "{ turn.users -= 1 if (turn.users === 0) turns.delete(key) }",
    replacements: ["{}"],
    reason: "A turn that nobody uses stays in the map then: only memory tells it."
  },
  {
    source: "packages/fleet/src/apply/OrgTurns.ts",
    original: "turn.users === 0",
    replacements: ["false"],
    reason: "A turn that nobody uses stays in the map then: only memory tells it."
  },
  {
    source: "packages/fleet/src/apply/OrgTurns.ts",
    original: '"@effect-losant/fleet/OrgTurns"',
    replacements: ['""'],
    on: "Context.Reference",
    reason: "The name has to differ from those of other references, and nothing else."
  },
  {
    source: "packages/fleet/src/apply/Run.ts",
    original: '{ kind: "notFound" }',
    replacements: ["{}"],
    on: 'Effect.succeed({ kind: "notFound" })',
    reason: "A write that waits for its organization is never begun, so nobody looks for it."
  },
  {
    source: "packages/fleet/src/apply/Run.ts",
    original: '"notFound"',
    replacements: ['""'],
    on: 'Effect.succeed({ kind: "notFound" })',
    reason: "A write that waits for its organization is never begun, so nobody looks for it."
  },
  {
    source: "packages/fleet/src/apply/Run.ts",
    original: 'case "begun": return { kind: "waiting" }',
    replacements: ['case "begun":'],
    reason: "What is begun is not settled, and what is unknown and not settled waits too."
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
    source: "packages/fleet/src/ledger/records.ts",
    original: "[]",
    replacements: ['["Stryker was here"]'],
    on: "envelope.exec",
    reason: "The list of a text that does not match has no second and no third item either."
  },
  {
    source: "packages/fleet/src/ledger/records.ts",
    original: "expected === undefined || record === undefined",
    replacements: ["expected === undefined && record === undefined"],
    reason: "A text that matches has both parts, and one that does not has neither: only the type needs both questions."
  },
  {
    source: "packages/fleet/src/ledger/records.ts",
    original: "expected === undefined",
    replacements: ["false"],
    reason: "A text that matches has both parts, and one that does not has neither: only the type needs both questions."
  },
  {
    source: "packages/fleet/src/ledger/records.ts",
    original: "record === undefined",
    replacements: ["false"],
    reason: "A text that matches has both parts, and one that does not has neither: only the type needs both questions."
  },
  {
    source: "packages/fleet/src/ledger/records.ts",
    original: 'head.success.line.kind === "set"',
    replacements: ["true"],
    reason: "The records of other kinds have no set: only the type needs the question."
  }
]
