import type { Schemas } from "@effect-losant/core"
import * as Effect from "effect/Effect"
import type { AnyCollection, Json } from "../../resources/Collection.ts"
import type { StoredCollection } from "../../resources/StoredCollection.ts"
import { matchesGlob } from "../../util/Glob.ts"
import { parseMillis } from "../../util/Time.ts"

interface Input {
  readonly start?: number
  readonly end?: number
  readonly auditLogFilter?: Schemas.InstanceAuditLogFilter
}

type Wanted = Readonly<Record<string, string | undefined>>

/** True if an entry has all values of one item of a filter. The fields of the entry begin with the name of the filter. */
const hasValues = (entry: Json, prefix: string, wanted: Wanted): boolean =>
  Object.entries(wanted).every(([name, value = "*"]) =>
    matchesGlob(value, String(entry[`${prefix}${name.charAt(0).toUpperCase()}${name.slice(1)}`] ?? ""))
  )

const fits = (filter: Schemas.InstanceAuditLogFilter, entry: Json): boolean => {
  const { responseCode, ...subjects } = filter
  return (
    (responseCode?.some((code) => code === entry["responseStatus"]) ?? true) &&
    Object.entries<ReadonlyArray<Wanted> | undefined>(subjects).every(
      ([prefix, items = []]) => items.length === 0 || items.some((item) => hasValues(entry, prefix, item))
    )
  )
}

/** The audit log of an instance. Its entries are made by the writes. @since 0.2.0 */
export const instanceAuditLogs = (stored: StoredCollection): AnyCollection => ({
  ...stored,
  items: (state, params, request) =>
    Effect.map(stored.items(state, params, request), (entries) => {
      // Sound: decoded by the declaration of the list; the action of one entry has none of these.
      const {
        start = Number.NEGATIVE_INFINITY,
        end = Number.POSITIVE_INFINITY,
        auditLogFilter
      } = request.input as Input
      if (start === Number.NEGATIVE_INFINITY && end === Number.POSITIVE_INFINITY && auditLogFilter === undefined) {
        return entries
      }
      return entries.filter((entry) => {
        const time = parseMillis(String(entry["creationDate"]))
        return time >= start && time <= end && (auditLogFilter === undefined || fits(auditLogFilter, entry))
      })
    })
})
