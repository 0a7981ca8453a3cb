/** Compares two states of the same fields by value. */
import * as DateTime from "effect/DateTime"
import * as Equal from "effect/Equal"
import * as Option from "effect/Option"
import type { Change, Changes } from "../../model/FieldChanges.ts"
import { isJsonList, isJsonObject, type Json, type JsonObject } from "../../text/json.ts"
import { truncateChange } from "./truncateChange.ts"

const objects = (value: Json | undefined): ReadonlyArray<JsonObject> =>
  isJsonList(value) ? value.filter(isJsonObject) : []

type Entry = readonly [path: string, value: Json | undefined]

/** Groups tags by key: their order has no meaning, and a key may have several values. */
const tagEntries = (tags: Json | undefined): ReadonlyArray<Entry> => {
  const byKey = new Map<string, ReadonlyArray<string>>()
  for (const { key, value } of objects(tags)) {
    const values = byKey.get(String(key)) ?? []
    byKey.set(String(key), [...new Set([...values, String(value)])].sort())
  }
  return [...byKey].map(([key, values]): Entry => [`tags.${key}`, values.length === 1 ? values[0] : values])
}

const roleEntries =
  (name: string) =>
  (roles: Json | undefined): ReadonlyArray<Entry> =>
    objects(roles).map(({ resourceId, role }): Entry => [`${name}.${String(resourceId).toLowerCase()}`, role])

const memberEntries = (members: Json | undefined): ReadonlyArray<Entry> =>
  objects(members).map(({ email, userId, role }): Entry => [`members.${String(email ?? userId).toLowerCase()}`, role])

const partReaders: ReadonlyMap<string, (value: Json | undefined) => ReadonlyArray<Entry>> = new Map([
  ["tags", tagEntries],
  ["members", memberEntries],
  ["applicationRoles", roleEntries("applicationRoles")],
  ["dashboardRoles", roleEntries("dashboardRoles")]
])

const entriesOf = (name: string, value: Json | undefined): ReadonlyArray<Entry> => {
  const parts = partReaders.get(name)
  if (parts !== undefined) return parts(value)
  return isJsonObject(value)
    ? Object.entries(value).map(([key, part]): Entry => [`${name}.${key}`, part])
    : [[name, value]]
}

/** Splits fields into the parts that change independently, such as each limit and each tag. */
const flatten = (fields: JsonObject, names: ReadonlyArray<string>): ReadonlyMap<string, Json | undefined> =>
  new Map(names.flatMap((name) => (fields[name] === undefined ? [] : entriesOf(name, fields[name]))))

const normalizeTime = (value: unknown): unknown =>
  typeof value === "string"
    ? Option.getOrElse(Option.map(DateTime.make(value), DateTime.toEpochMillis), () => value)
    : value

/** Maps values with the same meaning to the same value: an empty field means the same as no field. */
const normalize = (path: string, value: unknown): unknown => {
  if (path === "disabledAt") return value === false ? undefined : normalizeTime(value)
  if (path === "email") return String(value).toLowerCase()
  if (Array.isArray(value)) {
    if (value.length === 0) return undefined
    return path === "whitelistedEmailDomains" ? [...value].sort() : value
  }
  return value === "" ? undefined : value
}

const isSame = (path: string, one: unknown, other: unknown): boolean =>
  Equal.equals(normalize(path, one), normalize(path, other))

const makeChange = (before: Json | undefined, after: Json | undefined): Change => ({
  ...(before === undefined ? {} : { before }),
  ...(after === undefined ? {} : { after })
})

const pathsOf = (...maps: ReadonlyArray<ReadonlyMap<string, Json | undefined>>): ReadonlyArray<string> => [
  ...new Set(maps.flatMap((map) => [...map.keys()]))
]

const compareEntries = (
  was: ReadonlyMap<string, Json | undefined>,
  is: ReadonlyMap<string, Json | undefined>
): Changes =>
  Object.fromEntries(
    pathsOf(was, is)
      .filter((path) => !isSame(path, was.get(path), is.get(path)))
      .map((path) => [path, makeChange(was.get(path), is.get(path))])
  )

/** The fields of `after` that differ from `before`, not truncated. It ignores other fields of `before`. */
export const differences = (before: JsonObject, after: JsonObject): Changes => {
  const names = Object.keys(after)
  return compareEntries(flatten(before, names), flatten(after, names))
}

/** Truncates long texts and lists in the changes. */
export const truncateChanges = (changes: Changes): Changes =>
  Object.fromEntries(Object.entries(changes).map(([path, change]) => [path, truncateChange(change)]))

/** The names of the fields that have changes. */
export const changedFields = (changes: Changes): ReadonlyArray<string> => [
  ...new Set(Object.keys(changes).map((path) => path.split(".", 1)[0] ?? path))
]

/** The answer to a write, compared with the state before and with the request. */
export interface Comparison {
  /** The fields that differ from the state before, truncated. */
  readonly changed: Changes
  /** The fields whose value differs from the request: `before` is the sent value, `after` is the answered one. */
  readonly notApplied: Changes
}

/** Compares the fields of `is`, the answer of a write, with the same fields before the write and in the request. */
export const compareAnswer = (before: JsonObject, sent: JsonObject, is: JsonObject): Comparison => {
  const names = Object.keys(is)
  const answerEntries = flatten(is, names)
  return {
    changed: truncateChanges(compareEntries(flatten(before, names), answerEntries)),
    notApplied: compareEntries(flatten(sent, names), answerEntries)
  }
}
