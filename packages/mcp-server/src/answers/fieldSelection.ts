/** The argument `fields`: it selects fields of an answer, and the position at which a long field begins. */
import * as Predicate from "effect/Predicate"
import { quote } from "../text/escapes.ts"
import { closestName, didYouMean } from "../text/fuzzySuggestions.ts"
import { isJsonObject, type Json, type JsonObject } from "../text/json.ts"

export interface FieldRequest {
  readonly name: string
  /** The position at which the field begins: a character of a text, or an item of a list. */
  readonly from: number
}

const fieldForm = /^(.+)@(\d{1,9})$/s

/** Parses a name, with a position or without: `description@2000`. */
const parseField = (text: string): FieldRequest => {
  const [, name, from] = fieldForm.exec(text) ?? []
  return name === undefined ? { name: text, from: 0 } : { name, from: Number(from) }
}

/** Parses the argument; undefined without it. */
export const parseFields = (fields: ReadonlyArray<string> | undefined): ReadonlyArray<FieldRequest> | undefined =>
  fields?.map(parseField)

/** The names in the argument `fields`, if the tool has the argument. */
export const getFieldNames = ({ fields }: { readonly fields?: unknown }): ReadonlyArray<string> | undefined =>
  Array.isArray(fields) ? fields.filter(Predicate.isString) : undefined

/** The form in which the argument asks for the rest of a field. */
export const formatField = (name: string, from: number): string => `${name}@${from}`

const separator = "."

/** The parts of the names below a field: for `limits`, `limits.device` gives `device`. */
const innerNames = (field: string, names: ReadonlyArray<string>): ReadonlyArray<string> =>
  names.filter((name) => name.startsWith(field + separator)).map((name) => name.slice(field.length + 1))

/** Picks the named fields of an object. A dot names a field of an inner object: `limits.device`. */
export const pickFields = (names: ReadonlyArray<string>, of: JsonObject): JsonObject =>
  Object.fromEntries(
    Object.entries(of).flatMap(([field, value]): ReadonlyArray<readonly [string, Json | undefined]> => {
      if (names.includes(field)) return [[field, value]]
      const inner = innerNames(field, names)
      if (inner.length === 0 || !isJsonObject(value)) return []
      const part = pickFields(inner, value)
      return Object.keys(part).length === 0 ? [] : [[field, part]]
    })
  )

const hasField = (name: string, of: JsonObject): boolean => Object.keys(pickFields([name], of)).length > 0

// A name that begins with an underscore is a link of HAL or the like.
const plainName = /^[A-Za-z][\w.-]{0,99}$/

/** The names to suggest: those in the inner object that the name begins with, or else those of the items. */
const candidatesFor = (name: string, items: ReadonlyArray<JsonObject>): ReadonlyArray<string> => {
  const [field = ""] = name.split(separator)
  const inner = items.flatMap((item) => {
    const value = Object.hasOwn(item, field) ? item[field] : undefined
    return name !== field && isJsonObject(value) ? Object.keys(value).map((key) => field + separator + key) : []
  })
  const names = inner.length > 0 ? inner : items.flatMap((item) => Object.keys(item))
  return [...new Set(names)].filter((one) => plainName.test(one))
}

// The note describes this many names. The field `absent` lists all of them.
const maxDescribedNames = 8
const maxNameLength = 100

/** Describes the names that no item has, with suggestions for each, or else with the names that exist. */
export const describeAbsent = (names: ReadonlyArray<string>, items: ReadonlyArray<JsonObject>): JsonObject => {
  const absent = names.filter((name) => !items.some((item) => hasField(name, item)))
  if (absent.length === 0 || items.length === 0) return {}
  const suggestions = absent
    .slice(0, maxDescribedNames)
    .map((name) => ({ name, candidates: candidatesFor(name, items) }))
  const descriptions = suggestions.map(
    ({ name, candidates }) => quote(name, maxNameLength) + didYouMean(name, candidates)
  )
  const withoutSuggestion = suggestions.filter(({ name, candidates }) => closestName(name, candidates) === undefined)
  const others = [...new Set(withoutSuggestion.flatMap(({ candidates }) => candidates))]
  const list = others.length === 0 ? "" : ` There are ${others.join(", ")}.`
  return { absent, note: `Not there: ${descriptions.join(", ")}.${list}` }
}
