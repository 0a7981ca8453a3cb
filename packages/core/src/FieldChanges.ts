/**
 * Compares two states of the same thing by the parts that change independently, such as each limit and each tag.
 *
 * @example
 * ```ts
 * import { FieldChanges } from "@effect-losant/core"
 *
 * // { "limits.device": { before: 10, after: 20 } }
 * const changes = FieldChanges.compare({ name: "Plant", limits: { device: 10 } }, { limits: { device: 20 } })
 * ```
 *
 * @module
 * @since 0.2.0
 */
import * as DateTime from "effect/DateTime"
import * as Equal from "effect/Equal"
import * as Option from "effect/Option"
import * as Predicate from "effect/Predicate"
import type * as Schema from "effect/Schema"

/**
 * The value of a part in both states. A side is absent if the part does not exist there.
 *
 * @example
 * ```ts
 * import type { FieldChanges } from "@effect-losant/core"
 *
 * const isNew = ({ before }: FieldChanges.Change) => before === undefined
 * ```
 *
 * @since 0.2.0
 */
export type Change = { readonly before?: Schema.Json; readonly after?: Schema.Json }

/**
 * The parts that differ, by path, such as `name`, `limits.device`, `tags.region` or `banner.level`.
 *
 * @example
 * ```ts
 * import type { FieldChanges } from "@effect-losant/core"
 *
 * const touchesLimits = (changes: FieldChanges.Changes) =>
 *   Object.keys(changes).some((path) => path.startsWith("limits."))
 * ```
 *
 * @since 0.2.0
 */
export type Changes = Readonly<Record<string, Change>>

type Fields = Readonly<Record<string, unknown>>
type Part = readonly [path: string, value: unknown]

const objects = (value: unknown): ReadonlyArray<Fields> =>
  Array.isArray(value) ? value.filter(Predicate.isObject).map((item) => ({ ...item })) : []

/** Groups tags by key: their order has no meaning, and a key may have several values. */
const tagParts = (tags: unknown): ReadonlyArray<Part> => {
  const byKey = new Map<string, ReadonlyArray<string>>()
  for (const { key, value } of objects(tags)) {
    const values = byKey.get(String(key)) ?? []
    byKey.set(String(key), [...new Set([...values, String(value)])].sort())
  }
  return [...byKey].map(([key, values]): Part => [`tags.${key}`, values.length === 1 ? values[0] : values])
}

const roleParts =
  (name: string) =>
  (roles: unknown): ReadonlyArray<Part> =>
    objects(roles).map(({ resourceId, role }): Part => [`${name}.${String(resourceId).toLowerCase()}`, role])

const memberParts = (members: unknown): ReadonlyArray<Part> =>
  objects(members).map(({ email, userId, role }): Part => [`members.${String(email ?? userId).toLowerCase()}`, role])

const partReaders: ReadonlyMap<string, (value: unknown) => ReadonlyArray<Part>> = new Map([
  ["tags", tagParts],
  ["members", memberParts],
  ["applicationRoles", roleParts("applicationRoles")],
  ["dashboardRoles", roleParts("dashboardRoles")]
])

const partsOf = (name: string, value: unknown): ReadonlyArray<Part> => {
  const parts = partReaders.get(name)
  if (parts !== undefined) return parts(value)
  return Predicate.isObject(value) && !Array.isArray(value)
    ? Object.entries(value).map(([key, part]): Part => [`${name}.${key}`, part])
    : [[name, value]]
}

const flatten = (state: object, names: ReadonlyArray<string>): ReadonlyMap<string, unknown> => {
  const fields: Fields = { ...state }
  return new Map(names.flatMap((name) => (fields[name] === undefined ? [] : partsOf(name, fields[name]))))
}

const normalizeTime = (value: unknown): unknown =>
  typeof value === "string"
    ? Option.getOrElse(Option.map(DateTime.make(value), DateTime.toEpochMillis), () => value)
    : value

/** Maps values with the same meaning to the same value: an empty field means the same as no field. */
const normalize = (path: string, value: unknown): unknown => {
  if (value === undefined || value === null || value === "") return undefined
  if (path === "disabledAt") return value === false ? undefined : normalizeTime(value)
  if (path === "email") return String(value).toLowerCase()
  if (Array.isArray(value)) {
    if (value.length === 0) return undefined
    return path === "whitelistedEmailDomains" ? [...value].sort() : value
  }
  return value
}

const isSame = (path: string, one: unknown, other: unknown): boolean =>
  Equal.equals(normalize(path, one), normalize(path, other))

const side = (name: "before" | "after", value: unknown): Change =>
  // Sound: these are parts of bodies and answers, which are JSON.
  value === undefined ? {} : { [name]: value as Schema.Json }

/**
 * The parts of the fields of `after` that differ from `before`. Other fields of `before` do not count. An empty field
 * means the same as no field, and the order of tags and of email domains has no meaning.
 *
 * @example
 * ```ts
 * import { FieldChanges } from "@effect-losant/core"
 *
 * // { "tags.region": { before: "eu", after: ["eu", "us"] } }
 * const changes = FieldChanges.compare(
 *   { tags: [{ key: "region", value: "eu" }] },
 *   { tags: [{ key: "region", value: "us" }, { key: "region", value: "eu" }] }
 * )
 * ```
 *
 * @since 0.2.0
 */
export const compare = (before: object, after: object): Changes => {
  const names = Object.keys(after)
  const [was, is] = [flatten(before, names), flatten(after, names)]
  const paths = [...new Set([...was.keys(), ...is.keys()])].filter((path) => !isSame(path, was.get(path), is.get(path)))
  return Object.fromEntries(
    paths.map((path) => [path, { ...side("before", was.get(path)), ...side("after", is.get(path)) }])
  )
}

const fieldOf = (path: string): string => path.split(".", 1)[0] ?? path

/**
 * The names of the fields that have changes, each once.
 *
 * @example
 * ```ts
 * import { FieldChanges } from "@effect-losant/core"
 *
 * // ["limits"]
 * const names = FieldChanges.fieldsOf({ "limits.device": { after: 1 }, "limits.member": { before: 3 } })
 * ```
 *
 * @since 0.2.0
 */
export const fieldsOf = (changes: Changes): ReadonlyArray<string> => [...new Set(Object.keys(changes).map(fieldOf))]

/**
 * The paths whose values in `state` are others than in `parts`. A part that is null is one that was not there.
 *
 * @example
 * ```ts
 * import { FieldChanges } from "@effect-losant/core"
 *
 * // ["limits.device"]
 * const paths = FieldChanges.moved({ name: "Plant", "limits.device": 10 }, { name: "Plant", limits: { device: 20 } })
 * ```
 *
 * @since 0.2.0
 */
export const moved = (parts: Readonly<Record<string, Schema.Json>>, state: object): ReadonlyArray<string> => {
  const current = flatten(state, [...new Set(Object.keys(parts).map(fieldOf))])
  return Object.entries(parts)
    .filter(([path, value]) => !isSame(path, value, current.get(path)))
    .map(([path]) => path)
}
