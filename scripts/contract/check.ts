// The whole check: it compares the contract in a folder with core, and leaves out the exceptions.
import * as Effect from "effect/Effect"
import { withoutAccepted } from "./acceptedDifferences.ts"
import { compareApis } from "./compare.ts"
import { contractOf } from "./contract.ts"
import { core, resources } from "./core.ts"
import { correctFolder } from "./corrections.ts"
import type { Exception } from "./exceptions.ts"
import { type FolderError, readFolder } from "./folder.ts"
import { lineOf } from "./types.ts"

/** The result of the check: a line for each difference, and a summary. */
export interface Report {
  readonly differences: ReadonlyArray<string>
  readonly summary: string
}

const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? "" : "s"}`

/** Compares core's declarations with the contract in a folder. */
export const check = (path: string, exceptions: ReadonlyArray<Exception>): Effect.Effect<Report, FolderError> =>
  Effect.map(readFolder(path, resources), (read) => {
    const { folder, unused } = correctFolder(read, exceptions)
    const contract = contractOf(folder)
    const compared = [...core.actions.keys()].filter((name) => contract.actions.has(name)).length
    const { left, meant, unused: unmatched } = withoutAccepted(compareApis(contract, core).map(lineOf), exceptions)
    const differences = [...left, ...unused, ...unmatched]
    const scopes = folder.scopes === undefined ? "; the folder lists no scopes, so only own scopes were compared" : ""
    return {
      differences,
      summary: `${counted(compared, "action")} compared, ${counted(differences.length, "difference")} (and ${meant} on purpose${scopes})`
    }
  })
