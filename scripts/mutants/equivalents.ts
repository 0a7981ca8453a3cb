/** Mutants that no test can notice, because they do the same as the source: each with the reason. */
import { readFileSync } from "node:fs"
import { core } from "./equivalents/core.ts"
import type { Equivalent } from "./equivalents/Equivalent.ts"
import { fleet } from "./equivalents/fleet.ts"
import { server } from "./equivalents/server.ts"
import type { Tried } from "./mutate.ts"

export const equivalents: ReadonlyArray<Equivalent> = [...core, ...fleet, ...server]

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
