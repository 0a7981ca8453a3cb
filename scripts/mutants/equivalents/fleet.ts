/** Mutants of fleet that no test can notice, each with the reason. */
import type { Equivalent } from "./Equivalent.ts"

export const fleet: ReadonlyArray<Equivalent> = [
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
