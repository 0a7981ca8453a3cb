/** JSON without secrets. */
import { identity } from "effect/Function"
import * as Predicate from "effect/Predicate"
import * as Result from "effect/Result"

type Redact = (text: string) => string

const parseStructure = (text: string): unknown =>
  /^[[{]/.test(text) ? Result.getOrUndefined(Result.try((): unknown => JSON.parse(text))) : undefined

/**
 * Redacts a text. If it is JSON, its texts are redacted, and it stays JSON: a part of a secret may begin in the middle of
 * an escape.
 */
const redactText = (text: string, redact: Redact): string => {
  const structure = parseStructure(text)
  return structure === undefined ? redact(text) : JSON.stringify(redactIn(structure, redact))
}

/** Redacts all texts and keys of a value of JSON. Two keys never become the same. */
export const redactIn = (value: unknown, redact: Redact): unknown => {
  if (typeof value === "string") return redactText(value, redact)
  if (Array.isArray(value)) return value.map((item: unknown) => redactIn(item, redact))
  if (!Predicate.isObject(value)) return value
  const names = new Set<string>()
  return Object.fromEntries(
    Object.entries(value).map(([key, field], index) => {
      const safeKey = redact(key)
      const name = names.has(safeKey) ? `${safeKey}#${index}` : safeKey
      names.add(name)
      return [name, redactIn(field, redact)]
    })
  )
}

/**
 * The JSON of a value without secrets. The value is walked through only if its JSON holds one; `keep` restores then what
 * has to stay.
 */
export const redactedJson = (value: unknown, redact: Redact, keep: (safe: unknown) => unknown = identity): string => {
  const json = JSON.stringify(value)
  return redact(json) === json ? json : JSON.stringify(keep(redactIn(value, redact)))
}
