/** The difference between two states of the same fields, by value. */
import * as DateTime from "effect/DateTime"
import * as Equal from "effect/Equal"
import * as Option from "effect/Option"
import * as Predicate from "effect/Predicate"
import type { Change, Changes } from "../../model/FieldChanges.ts"
import type { Values } from "../../model/Values.ts"
import { shortened } from "./truncateChange.ts"

const objects = (value: unknown): ReadonlyArray<Values> =>
  Array.isArray(value) ? value.filter(Predicate.isObject).map((item) => ({ ...item })) : []

type Entry = readonly [path: string, value: unknown]

/** Tags by key: their order says nothing, and one key may stand there with several values. */
const tagEntries = (tags: unknown): ReadonlyArray<Entry> => {
  const byKey = new Map<string, ReadonlyArray<string>>()
  for (const { key, value } of objects(tags)) {
    const values = byKey.get(String(key)) ?? []
    byKey.set(String(key), [...new Set([...values, String(value)])].sort())
  }
  return [...byKey].map(([key, values]): Entry => [`tags.${key}`, values.length === 1 ? values[0] : values])
}

const roleEntries =
  (name: string) =>
  (roles: unknown): ReadonlyArray<Entry> =>
    objects(roles).map(({ resourceId, role }): Entry => [`${name}.${String(resourceId).toLowerCase()}`, role])

const memberEntries = (members: unknown): ReadonlyArray<Entry> =>
  objects(members).map(({ email, userId, role }): Entry => [`members.${String(email ?? userId).toLowerCase()}`, role])

const inParts: ReadonlyMap<string, (value: unknown) => ReadonlyArray<Entry>> = new Map([
  ["tags", tagEntries],
  ["members", memberEntries],
  ["applicationRoles", roleEntries("applicationRoles")],
  ["dashboardRoles", roleEntries("dashboardRoles")]
])

const entriesOf = (name: string, value: unknown): ReadonlyArray<Entry> => {
  const parts = inParts.get(name)
  if (parts !== undefined) return parts(value)
  return Predicate.isObject(value)
    ? Object.entries(value).map(([key, part]): Entry => [`${name}.${key}`, part])
    : [[name, value]]
}

/** The fields as what can change by itself: each limit, each tag. */
const flattened = (fields: Values, names: ReadonlyArray<string>): ReadonlyMap<string, unknown> =>
  new Map(names.flatMap((name) => (fields[name] === undefined ? [] : entriesOf(name, fields[name]))))

const time = (value: unknown): unknown =>
  typeof value === "string"
    ? Option.getOrElse(Option.map(DateTime.make(value), DateTime.toEpochMillis), () => value)
    : value

/** What two values have in common that say the same: an empty field is as good as none. */
const meaning = (path: string, value: unknown): unknown => {
  if (path === "disabledAt") return value === false ? undefined : time(value)
  if (path === "email") return String(value).toLowerCase()
  if (Array.isArray(value)) {
    if (value.length === 0) return undefined
    return path === "whitelistedEmailDomains" ? [...value].sort() : value
  }
  return value === "" ? undefined : value
}

/** Whether two values of a field say the same. */
const isSame = (path: string, one: unknown, other: unknown): boolean =>
  Equal.equals(meaning(path, one), meaning(path, other))

const sides = (before: unknown, after: unknown): Change => ({
  ...(before === undefined ? {} : { before }),
  ...(after === undefined ? {} : { after })
})

const pathsOf = (...maps: ReadonlyArray<ReadonlyMap<string, unknown>>): ReadonlyArray<string> => [
  ...new Set(maps.flatMap((map) => [...map.keys()]))
]

const changesOf = (was: ReadonlyMap<string, unknown>, is: ReadonlyMap<string, unknown>): Changes =>
  Object.fromEntries(
    pathsOf(was, is)
      .filter((path) => !isSame(path, was.get(path), is.get(path)))
      .map((path) => [path, sides(was.get(path), is.get(path))])
  )

/** The fields of `after` that differ from `before`, whole. Other fields of `before` stay out of it. */
export const differences = (before: Values, after: Values): Changes => {
  const names = Object.keys(after)
  return changesOf(flattened(before, names), flattened(after, names))
}

/** The changes with long texts and lists shortened. */
export const shortenedChanges = (changes: Changes): Changes =>
  Object.fromEntries(Object.entries(changes).map(([path, change]) => [path, shortened(change)]))

/** The names of the fields that the changes are in. */
export const changedFields = (changes: Changes): ReadonlyArray<string> => [
  ...new Set(Object.keys(changes).map((path) => path.split(".", 1)[0] ?? path))
]

/** How the answer to a write compares with what there was, and with what was sent. */
export interface Comparison {
  /** The fields that are different now, shortened. */
  readonly changed: Changes
  /** The fields that Losant made something else of than was sent: `before` is what was sent, `after` what is there now. */
  readonly notApplied: Changes
}

/** Compares the fields of `is`, which a write answered, with the same fields before and as they were sent. */
export const compareAnswer = (before: Values, sent: Values, is: Values): Comparison => {
  const names = Object.keys(is)
  const answered = flattened(is, names)
  return {
    changed: shortenedChanges(changesOf(flattened(before, names), answered)),
    notApplied: changesOf(flattened(sent, names), answered)
  }
}
