/** One text for equal values: what a confirmation is bound to. */
import * as Predicate from "effect/Predicate"

const byName = ([one]: [string, unknown], [other]: [string, unknown]): number => (one < other ? -1 : 1)

/** The value as JSON with the keys of its objects in order, so that only what differs in meaning differs. */
export const canonical = (value: unknown): string =>
  JSON.stringify(value, (_key, inner: unknown) =>
    Predicate.isObject(inner) ? Object.fromEntries(Object.entries(inner).sort(byName)) : inner
  )
