/** The trail of the calls: who asked for what, and how it went. */
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { Refusal } from "../model/Refusal.ts"
import { quote } from "../text/escapes.ts"
import { type AuditEntry, type AuditOrigin, formatAuditLine, isStartOfTrail } from "./AuditEntry.ts"
import { appendLine, prepareFile } from "./files/appendLine.ts"
import type { FileFailure } from "./files/FileFailure.ts"

const longestPath = 1_000

/**
 * Makes the file ready, or says why no trail can be kept: then the server must not start. An old trail stays, and is made
 * readable for the user alone; another file is left as it is.
 */
export const checkAudit = (path: string): Effect.Effect<void, string> =>
  Effect.mapError(
    prepareFile(path, isStartOfTrail),
    ({ why }) => `The audit trail cannot be kept in ${quote(path, longestPath)}: ${why}. Name another file.`
  )

const writeRefusal = (path: string, { why }: FileFailure): Refusal =>
  new Refusal(
    "audit",
    `This server answers for every call with a line in its audit trail, and that cannot be written to ` +
      `${quote(path, longestPath)}: ${why}. The person who runs the server has to put that right; then call again.`
  )

export interface Audit {
  /** Whether there is a trail; where there is none, nothing need be prepared for it. */
  readonly isOn: boolean
  /**
   * Writes a line, and ends when it is on the disk. Where it fails, nothing is to be sent, and no answer of Losant's
   * given away: the refusal says why.
   */
  readonly record: (entry: AuditEntry) => Effect.Effect<void, Refusal>
}

/** Without a layer there is no trail. */
export const AuditTrail = Context.Reference<Audit>("@effect-losant/mcp-server/AuditTrail", {
  defaultValue: () => ({ isOn: false, record: () => Effect.void })
})

/** A trail in a file. `redact` takes secrets out of a text. */
export const layer = (path: string, origin: AuditOrigin, redact: (text: string) => string): Layer.Layer<never> =>
  Layer.succeed(AuditTrail, {
    isOn: true,
    record: (entry) =>
      Effect.mapError(
        Effect.suspend(() => appendLine(path, formatAuditLine(entry, origin, redact))),
        (failure) => writeRefusal(path, failure)
      )
  })
