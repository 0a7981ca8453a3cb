/** JSON: its types, a lenient reader of texts, and a canonical form. */
import * as Predicate from "effect/Predicate"
import * as Result from "effect/Result"

/** A value of JSON. */
export type Json = string | number | boolean | null | ReadonlyArray<Json> | JsonObject

/** An object of JSON. An absent field may be undefined: JSON leaves it out. */
export interface JsonObject {
  readonly [name: string]: Json | undefined
}

/** True for a list of JSON. */
export const isJsonList = (value: Json | undefined): value is ReadonlyArray<Json> => Array.isArray(value)

/** True for an object of JSON. A list is not one. */
export const isJsonObject = (value: Json | undefined): value is JsonObject => Predicate.isObject(value)

/** A copy of an object with the type of JSON: for answers and bodies of actions, and for messages of MCP. */
export const toJsonObject = (value: object): JsonObject =>
  // Sound: these are JSON by the schemas of core and by the protocol. Their own types only lack an index.
  ({ ...value }) as JsonObject

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
