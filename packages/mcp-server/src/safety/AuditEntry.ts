/** A line of the audit trail: JSON of limited length, without secrets. */
import * as DateTime from "effect/DateTime"
import * as Predicate from "effect/Predicate"
import { sanitize } from "../answers/sanitize.ts"
import type { Redact } from "../model/HideToken.ts"
import type { Refusal } from "../model/Refusal.ts"
import type { Subject } from "../model/Subject.ts"
import { escapeAndCut } from "../text/escapes.ts"
import type { JsonObject } from "../text/json.ts"
import { hideLookAlikes } from "../text/secrets.ts"

/**
 * - `begun`: a write is about to be sent. If the call has no later line, the process ended in between.
 * - `done`, `failed`: the call was answered so.
 * - `unknown`: nobody knows whether Losant carried the write out.
 * - `refused`: this server or its policy refused the call, or the person did not confirm it.
 * - `asked`: the person was asked to confirm, or the assistant got a token for the confirmation.
 * - `dryRun`: the call answered what it would send, and sent nothing.
 * - `cancelled`: the client cancelled the call.
 */
export type AuditOutcome = "begun" | "done" | "failed" | "refused" | "asked" | "dryRun" | "unknown" | "cancelled"

export interface AuditEntry {
  /** The time of the call, in milliseconds since 1970. */
  readonly time: number
  /** All lines of a call have the same id, and no other call has it. */
  readonly callId: string
  readonly tool: string
  /** Losant's name for the action. */
  readonly action?: string
  readonly instanceId?: string
  /** Undefined until the call has resolved its subject. */
  readonly subject?: Subject
  /** The arguments as the assistant gave them. */
  readonly arguments: JsonObject
  readonly outcome: AuditOutcome
  /** The way in which the person confirmed what was sent, if it was a view of the client. */
  readonly confirmedBy?: "view"
  /** The tag of the error. */
  readonly error?: string
  /** For a refusal of this server. */
  readonly refusal?: Pick<Refusal, "reason" | "message">
  /** The status of Losant's last answer. */
  readonly status?: number
  readonly requestId?: string
  /** In milliseconds. */
  readonly durationMs: number
  /** The name that the client gives itself. */
  readonly client: string
}

/** The server that writes a line: several servers may share a file. */
export interface AuditOrigin {
  readonly profile?: string
  /** The host of Losant's API, such as `api.losant.com`, or another text that tells one Losant from another. */
  readonly host: string
}

// In characters. An assistant may write longer descriptions: the line says that it cut them.
const maxTextLength = 1_000
const maxArgumentsLength = 16_384
const maxNameLength = 200
const maxRefusalLength = 500
const maxNames = 50

const replacement = "<redacted>"
const secretName = /token|secret|password|passphrase|authorization|api-?_?key/i

/**
 * Replaces secrets. Every text below the name of a secret may be a secret or a part of one. {@link sanitize} has limited
 * the depth before.
 */
const redactSecrets = (value: unknown, isSecret = false): unknown => {
  if (Array.isArray(value)) return value.map((item: unknown) => redactSecrets(item, isSecret))
  // Some limits have such names too. Their values are numbers, which stay.
  if (!Predicate.isObject(value)) return isSecret && typeof value === "string" ? replacement : value
  return Object.fromEntries(
    Object.entries(value).map(([key, field]) => [key, redactSecrets(field, isSecret || secretName.test(key))])
  )
}

const redactArguments = (values: JsonObject, redact: Redact): unknown => {
  const cleanValue = redactSecrets(sanitize(values, maxTextLength, (text) => hideLookAlikes(redact(text))))
  const length = JSON.stringify(cleanValue).length
  return length <= maxArgumentsLength
    ? cleanValue
    : {
        leftOut: `${length} characters`,
        names: Object.keys(values)
          .slice(0, maxNames)
          .map((name) => clean(name, redact))
      }
}

const clean = (text: string, redact: Redact, longest = maxNameLength): string =>
  escapeAndCut(redact(text), longest).text

const refusalFields = ({ reason, message }: Pick<Refusal, "reason" | "message">, redact: Redact): JsonObject => ({
  reason,
  message: clean(message, (text) => hideLookAlikes(redact(text)), maxRefusalLength)
})

/** True for the start of a file whose lines {@link formatAuditLine} wrote. */
export const isStartOfTrail = (start: string): boolean => /^\{"time":"[^"]{1,40}","callId":"/.test(start)

/** An organization keeps the fields `orgId` and `orgName` beside: programs that read trails of 0.1.0 look for them. */
const subjectFields = (subject: Subject | undefined, redact: Redact): JsonObject => {
  if (subject === undefined) return {}
  const { kind, id, name } = subject
  const cleanValue = {
    ...(id === undefined ? {} : { id: clean(id, redact) }),
    ...(name === undefined ? {} : { name: clean(name, redact) })
  }
  return {
    ...(kind === "organization" && cleanValue.id !== undefined ? { orgId: cleanValue.id } : {}),
    ...(kind === "organization" && cleanValue.name !== undefined ? { orgName: cleanValue.name } : {}),
    subject: { kind, ...cleanValue }
  }
}

/** The line of an entry, without a line end. */
export const formatAuditLine = (entry: AuditEntry, { profile, host }: AuditOrigin, redact: Redact): string => {
  const text = (name: string, value: string | undefined) =>
    value === undefined ? {} : { [name]: clean(value, redact) }
  return JSON.stringify({
    time: DateTime.formatIso(DateTime.makeUnsafe(entry.time)),
    ...text("callId", entry.callId),
    ...text("tool", entry.tool),
    ...text("action", entry.action),
    ...text("profile", profile),
    ...text("host", host),
    ...text("instanceId", entry.instanceId),
    ...subjectFields(entry.subject, redact),
    arguments: redactArguments(entry.arguments, redact),
    outcome: entry.outcome,
    ...text("confirmedBy", entry.confirmedBy),
    ...text("error", entry.error),
    ...(entry.refusal === undefined ? {} : refusalFields(entry.refusal, redact)),
    ...(entry.status === undefined ? {} : { status: entry.status }),
    ...text("requestId", entry.requestId),
    durationMs: entry.durationMs,
    ...text("client", entry.client)
  })
}
