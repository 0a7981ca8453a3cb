/** Checks that the server can write its files. Like the server, the checks make a missing folder or file. */
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import { parseAudit } from "../../config/auditSettings.ts"
import type { Flags } from "../../config/Flags.ts"
import { parseJournal } from "../../config/journalSettings.ts"
import type { Environment } from "../../model/Environment.ts"
import { checkAudit } from "../../safety/AuditTrail.ts"
import { checkWritable } from "../../safety/files/newFile.ts"
import { quotePath } from "../../text/escapes.ts"
import { type Check, failed, notChecked, ok } from "./Check.ts"

const checkJournal = (environment: Environment, canDelete: boolean): Effect.Effect<Check> =>
  Result.match(parseJournal(environment), {
    onFailure: (problem) =>
      Effect.succeed(failed("journal", problem, "Correct LOSANT_MCP_JOURNAL where the client starts the server.")),
    onSuccess: (settings) => {
      if (settings.kind === "off") {
        return Effect.succeed(notChecked("journal", "it is off: an organization is not saved before its deletion"))
      }
      if (!canDelete) return Effect.succeed(notChecked("journal", "no available tool deletes an organization"))
      const path = quotePath(settings.path)
      return Effect.match(checkWritable(settings.path), {
        onSuccess: () => ok("journal", `files can be written to ${path}`),
        onFailure: ({ why }) =>
          failed(
            "journal",
            `no file can be written to ${path}: ${why}`,
            "Correct this folder, or set LOSANT_MCP_JOURNAL to another one. Until then no organization can be deleted."
          )
      })
    }
  })

const checkAuditTrail = (environment: Environment, flags: Flags): Effect.Effect<Check> =>
  Result.match(parseAudit(environment, flags.audit), {
    onFailure: (problem) =>
      Effect.succeed(
        failed(
          "audit",
          problem,
          "Correct the setting where the client starts the server. Until then the server does not start."
        )
      ),
    onSuccess: (path) =>
      path === undefined
        ? Effect.succeed(notChecked("audit", "there is no audit trail; --audit names a file for it"))
        : Effect.match(checkAudit(path), {
            onSuccess: () => ok("audit", `lines can be appended to ${quotePath(path)}`),
            onFailure: (problem) =>
              failed("audit", problem, "Correct this file, or name another one. Until then the server does not start.")
          })
  })

/** Checks the journal and the audit trail. `canDelete`: a visible tool deletes organizations, so the journal is needed. */
export const checkFiles = (
  environment: Environment,
  flags: Flags,
  canDelete: boolean
): Effect.Effect<ReadonlyArray<Check>> =>
  Effect.all([checkJournal(environment, canDelete), checkAuditTrail(environment, flags)])
