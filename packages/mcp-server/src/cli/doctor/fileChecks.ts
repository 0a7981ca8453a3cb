/** Whether the server can write what it keeps. Folder and file are made where they are missing, as the server does. */
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import { parseAudit } from "../../config/auditSettings.ts"
import type { Flags } from "../../config/Flags.ts"
import { parseJournal } from "../../config/journalSettings.ts"
import type { Environment } from "../../model/Environment.ts"
import { checkAudit } from "../../safety/AuditTrail.ts"
import { tryOut } from "../../safety/files/newFile.ts"
import { quote } from "../../text/escapes.ts"
import { type Check, failed, notChecked, ok } from "./Check.ts"

const longestPath = 1_000

const checkJournal = (environment: Environment, deletes: boolean): Effect.Effect<Check> =>
  Result.match(parseJournal(environment), {
    onFailure: (problem) =>
      Effect.succeed(failed("journal", problem, "Correct LOSANT_MCP_JOURNAL where the client starts the server.")),
    onSuccess: (settings) => {
      if (settings.kind === "off") {
        return Effect.succeed(notChecked("journal", "it is off: what is deleted is not saved before"))
      }
      if (!deletes) return Effect.succeed(notChecked("journal", "no tool is shown that deletes an organization"))
      const path = quote(settings.path, longestPath)
      return Effect.match(tryOut(settings.path), {
        onSuccess: () => ok("journal", `files can be written to ${path}`),
        onFailure: ({ why }) =>
          failed(
            "journal",
            `no file can be written to ${path}: ${why}`,
            "Put that right, or set LOSANT_MCP_JOURNAL to another folder. Until then no organization can be deleted."
          )
      })
    }
  })

const checkTrail = (environment: Environment, flags: Flags): Effect.Effect<Check> =>
  Result.match(parseAudit(environment, flags.audit), {
    onFailure: (problem) =>
      Effect.succeed(
        failed("audit", problem, "Correct it where the client starts the server, which does not start with it.")
      ),
    onSuccess: (path) =>
      path === undefined
        ? Effect.succeed(notChecked("audit", "there is no trail; --audit names a file for one"))
        : Effect.match(checkAudit(path), {
            onSuccess: () => ok("audit", `lines can be appended to ${quote(path, longestPath)}`),
            onFailure: (problem) => failed("audit", problem, "Put that right: the server does not start with it.")
          })
  })

/** `deletes`: whether organizations can be deleted, which are saved before. */
export const checkFiles = (
  environment: Environment,
  flags: Flags,
  deletes: boolean
): Effect.Effect<ReadonlyArray<Check>> =>
  Effect.all([checkJournal(environment, deletes), checkTrail(environment, flags)])
