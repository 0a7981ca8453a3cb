/** Compares two states of an organization by the parts that change independently, such as each limit and each tag. */

import * as DateTime from "effect/DateTime"
import * as Equal from "effect/Equal"
import * as Option from "effect/Option"
import * as Predicate from "effect/Predicate"
import type * as Schema from "effect/Schema"

/** The parts by path, such as `name`, `limits.device`, `tags.region` or `banner.level`. */
export type Parts = Readonly<Record<string, Schema.Json>>

type Fields = Readonly<Record<string, unknown>>

/** Groups tags by key: their order has no meaning, and a key may have several values. */
const tagParts = (tags: ReadonlyArray<unknown>): ReadonlyArray<readonly [string, unknown]> => {
  const byKey = new Map<string, ReadonlySet<string>>()
  for (const tag of tags) {
    const { key, value }: Fields = { ...Object(tag) }
    byKey.set(String(key), new Set([...(byKey.get(String(key)) ?? []), String(value)]))
  }
  return [...byKey].map(([key, values]) => [`tags.${key}`, [...values].sort()])
}

const partsOfField = (name: string, value: unknown): ReadonlyArray<readonly [string, unknown]> => {
  if (name === "tags" && Array.isArray(value)) return tagParts(value)
  return Predicate.isObject(value) && !Array.isArray(value)
    ? Object.entries(value).map(([key, part]) => [`${name}.${key}`, part])
    : [[name, value]]
}

const timeOf = (value: unknown): unknown =>
  typeof value === "string"
    ? Option.getOrElse(Option.map(DateTime.make(value), DateTime.toEpochMillis), () => value)
    : value

/** Maps values with the same meaning to the same value: an empty field means the same as no field. */
const normalize = (path: string, value: unknown): unknown => {
  if (value === null || value === "") return undefined
  if (path === "disabledAt") return value === false ? undefined : timeOf(value)
  if (!Array.isArray(value)) return value
  return value.length === 0 ? undefined : [...value].sort()
}

const isSame = (path: string, one: unknown, other: unknown): boolean =>
  Equal.equals(normalize(path, one), normalize(path, other))

const flatten = (state: object, names: ReadonlyArray<string>): ReadonlyMap<string, unknown> => {
  const fields: Fields = { ...state }
  return new Map(names.flatMap((name) => (fields[name] === undefined ? [] : partsOfField(name, fields[name]))))
}

/** A missing part is null, so that it can be recorded. */
const toPart = (value: unknown): Schema.Json =>
  // Sound: these are fields of Losant's answers, which are JSON.
  (value ?? null) as Schema.Json

/** The parts of `before` that `after` changes, with their values in `before`. It ignores fields that `after` lacks. */
export const changedParts = (before: object, after: object): Parts => {
  const names = Object.keys(after)
  const [was, is] = [flatten(before, names), flatten(after, names)]
  const paths = [...new Set([...was.keys(), ...is.keys()])].filter((path) => !isSame(path, was.get(path), is.get(path)))
  return Object.fromEntries(paths.map((path) => [path, toPart(was.get(path))]))
}

/** The paths of `parts` whose values are others in `state`. */
export const movedPaths = (parts: Parts, state: object): ReadonlyArray<string> => {
  const current = flatten(state, fieldsOf(parts))
  return Object.entries(parts)
    .filter(([path, value]) => !isSame(path, value, current.get(path)))
    .map(([path]) => path)
}

/** The names of the fields to which the parts belong. */
export const fieldsOf = (parts: Parts): ReadonlyArray<string> => [
  ...new Set(Object.keys(parts).map((path) => path.split(".", 1)[0] ?? path))
]
