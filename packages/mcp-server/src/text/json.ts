/** JSON texts: a lenient reader, and a canonical form. */
import * as Predicate from "effect/Predicate"
import * as Result from "effect/Result"

/** Parses a text that is JSON, and returns every other value unchanged. Some clients send each argument as a text. */
export const parseJsonText = (value: unknown): unknown =>
  typeof value === "string"
    ? Result.getOrElse(
        Result.try((): unknown => JSON.parse(value)),
        () => value
      )
    : value

const byKey = ([one]: [string, unknown], [other]: [string, unknown]): number => (one < other ? -1 : 1)

/** JSON with sorted keys: equal values give the same text, so that a confirmation can be bound to the text. */
export const canonicalJson = (value: unknown): string =>
  JSON.stringify(value, (_key, inner: unknown) =>
    Predicate.isObject(inner) ? Object.fromEntries(Object.entries(inner).sort(byKey)) : inner
  )
