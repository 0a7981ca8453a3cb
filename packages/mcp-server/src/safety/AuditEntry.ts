/** What the audit trail holds of a call: one line of JSON, bounded, without secrets. */
import * as DateTime from "effect/DateTime"
import * as Predicate from "effect/Predicate"
import { bounded } from "../answers/sanitize.ts"
import type { Redact } from "../model/HideToken.ts"
import type { Subject } from "../model/Subject.ts"
import type { Values } from "../model/Values.ts"
import { escapeAndCut } from "../text/escapes.ts"
import { hideLookAlikes } from "../text/secrets.ts"

/**
 * - `begun`: a write is about to be sent. Without a later line of the same call the process ended in between.
 * - `done`, `failed`: as the call was answered.
 * - `unknown`: a write of which nobody knows whether Losant carried it out.
 * - `refused`: by this server, its policy, or because it was not confirmed.
 * - `asked`: the person was asked to confirm, or the assistant was given a token for it.
 * - `dryRun`: what would be sent was answered, and nothing sent.
 * - `cancelled`: by the client.
 */
export type AuditOutcome = "begun" | "done" | "failed" | "refused" | "asked" | "dryRun" | "unknown" | "cancelled"

export interface AuditEntry {
  /** When the call was made, in milliseconds. */
  readonly time: number
  /** The same in all lines of a call, and in no other's. */
  readonly callId: string
  readonly tool: string
  /** Losant's name of the action. */
  readonly action?: string
  readonly instanceId?: string
  /** The thing that the call is about, as soon as it is known. */
  readonly subject?: Subject
  /** As the assistant gave them. */
  readonly arguments: Values
  readonly outcome: AuditOutcome
  /** The tag of the error. */
  readonly error?: string
  /** Of Losant's last answer. */
  readonly status?: number
  readonly requestId?: string
  /** In milliseconds. */
  readonly durationMs: number
  /** The client's name as it gives it. */
  readonly client: string
}

/** Which server writes, where several share a file. */
export interface AuditOrigin {
  readonly profile?: string
  /** Of Losant's API, such as `api.losant.com`, or what else tells one Losant from another. */
  readonly host: string
}

// In characters. What an assistant writes as a description may be longer; that it was cut is said in the line.
const longestText = 1_000
const longestArguments = 16_384
const longestName = 200
const mostNames = 50

const replacement = "<redacted>"
const secret = /token|secret|password|passphrase|authorization|api-?_?key/i

/** Nothing deeper than {@link bounded} lets through. Below a secret's name every text may be one, or a part of it. */
const withoutSecrets = (value: unknown, isSecret = false): unknown => {
  if (Array.isArray(value)) return value.map((item: unknown) => withoutSecrets(item, isSecret))
  // Limits have such names too, and numbers for values.
  if (!Predicate.isObject(value)) return isSecret && typeof value === "string" ? replacement : value
  return Object.fromEntries(
    Object.entries(value).map(([key, field]) => [key, withoutSecrets(field, isSecret || secret.test(key))])
  )
}

const shownArguments = (values: Values, redact: Redact): unknown => {
  const shown = withoutSecrets(bounded(values, longestText, (text) => hideLookAlikes(redact(text))))
  const length = JSON.stringify(shown).length
  return length <= longestArguments
    ? shown
    : {
        leftOut: `${length} characters`,
        names: Object.keys(values)
          .slice(0, mostNames)
          .map((name) => clean(name, redact))
      }
}

const clean = (text: string, redact: Redact): string => escapeAndCut(redact(text), longestName).text

/** Whether a file that begins so is a trail: its lines are those of {@link lineOf}. */
export const isStartOfTrail = (start: string): boolean => /^\{"time":"[^"]{1,40}","callId":"/.test(start)

/** An organization has fields of its own besides: readers of trails look for the `orgId` that version 0.1.0 wrote. */
const subjectFields = (subject: Subject | undefined, redact: Redact): Values => {
  if (subject === undefined) return {}
  const { kind, id, name } = subject
  const shown = {
    ...(id === undefined ? {} : { id: clean(id, redact) }),
    ...(name === undefined ? {} : { name: clean(name, redact) })
  }
  return {
    ...(kind === "organization" && shown.id !== undefined ? { orgId: shown.id } : {}),
    ...(kind === "organization" && shown.name !== undefined ? { orgName: shown.name } : {}),
    subject: { kind, ...shown }
  }
}

/** The line of an entry, without a line end. */
export const lineOf = (entry: AuditEntry, { profile, host }: AuditOrigin, redact: Redact): string => {
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
    arguments: shownArguments(entry.arguments, redact),
    outcome: entry.outcome,
    ...text("error", entry.error),
    ...(entry.status === undefined ? {} : { status: entry.status }),
    ...text("requestId", entry.requestId),
    durationMs: entry.durationMs,
    ...text("client", entry.client)
  })
}
