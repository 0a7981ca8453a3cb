// The command: it reads the arguments, runs the check, and gives the output and the exit code.
import * as Effect from "effect/Effect"
import { check } from "./check.ts"
import type { Exception } from "./exceptions.ts"

const usage = `Usage: npm run check:contract -- FOLDER

Compares core's declarations with Losant's published contract. FOLDER holds api-info.json (or apiInfo.json), the
schemas as *.json beside it or in schemas/, and where they are known the scopes in scopes.json; lib/schemas of a
checkout of Losant's JavaScript client is such a folder.`

/** The end of the command. The exit code is 0 without differences, 1 with some, and 2 if nothing could be compared. */
export interface Outcome {
  readonly exitCode: 0 | 1 | 2
  readonly text: string
}

/** Runs the command. */
export const run = (args: ReadonlyArray<string>, exceptions: ReadonlyArray<Exception>): Effect.Effect<Outcome> => {
  const [folder] = args
  if (folder === undefined || args.length > 1 || folder.startsWith("-")) {
    return Effect.succeed({ exitCode: 2, text: usage })
  }
  return check(folder, exceptions).pipe(
    Effect.map(
      ({ differences, summary }): Outcome => ({
        exitCode: differences.length === 0 ? 0 : 1,
        text: [...differences, summary].join("\n")
      })
    ),
    Effect.catchTag("FolderError", ({ message }) => Effect.succeed<Outcome>({ exitCode: 2, text: message }))
  )
}
