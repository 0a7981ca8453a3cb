/** The audit trail: who called which tool with which arguments, and how the call ended. */
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { Refusal } from "../model/Refusal.ts"
import { quotePath } from "../text/escapes.ts"
import { type AuditEntry, type AuditOrigin, formatAuditLine, isStartOfTrail } from "./AuditEntry.ts"
import { appendLine, prepareFile } from "./files/appendLine.ts"
import type { FileFailure } from "./files/FileFailure.ts"

/**
 * Prepares the file, or says why it cannot hold a trail: then the server must not start. An existing trail stays, and
 * only the user may read it from then on. A file that is not a trail stays as it is.
 */
export const checkAudit = (path: string): Effect.Effect<void, string> =>
  Effect.mapError(
    prepareFile(path, isStartOfTrail),
    ({ why }) => `The audit trail cannot be kept in ${quotePath(path)}: ${why}. Name another file.`
  )

const writeRefusal = (path: string, { why }: FileFailure): Refusal =>
  new Refusal(
    "audit",
    `This server writes every call to its audit trail, and it cannot write to ` +
      `${quotePath(path)}: ${why}. The person who runs the server has to fix that; then call again.`
  )

export interface Audit {
  /** False if the server keeps no trail: then the callers need not prepare anything for it. */
  readonly isOn: boolean
  /**
   * Writes a line, and ends when the line is on the disk. If it fails, the caller must send nothing and must not pass
   * on an answer of Losant: the refusal says why.
   */
  readonly record: (entry: AuditEntry) => Effect.Effect<void, Refusal>
}

/** The default keeps no trail. */
export const AuditTrail = Context.Reference<Audit>("@effect-losant/mcp-server/AuditTrail", {
  defaultValue: () => ({ isOn: false, record: () => Effect.void })
})

/** A trail in a file. `redact` removes secrets from a text. */
export const layer = (path: string, origin: AuditOrigin, redact: (text: string) => string): Layer.Layer<never> =>
  Layer.succeed(AuditTrail, {
    isOn: true,
    record: (entry) =>
      Effect.mapError(
        Effect.suspend(() => appendLine(path, formatAuditLine(entry, origin, redact), isStartOfTrail)),
        (failure) => writeRefusal(path, failure)
      )
  })
