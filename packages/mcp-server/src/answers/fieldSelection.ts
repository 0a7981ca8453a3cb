/** The argument `fields`: which fields of an answer somebody wants, and from where on. */
import * as Predicate from "effect/Predicate"
import type { Values } from "../model/Values.ts"
import { quote } from "../text/escapes.ts"
import { closestName, didYouMean } from "../text/fuzzySuggestions.ts"

export interface Wanted {
  readonly name: string
  /** The characters of a text, or items of a list, that were read before. */
  readonly from: number
}

const fromOn = /^(.+)@(\d{1,9})$/s

/** The name of a field, with from where on where that is said: `description@2000`. */
const wantedOne = (text: string): Wanted => {
  const [, name, from] = fromOn.exec(text) ?? []
  return name === undefined ? { name: text, from: 0 } : { name, from: Number(from) }
}

/** The fields that are asked for, where any are. */
export const wanted = (fields: ReadonlyArray<string> | undefined): ReadonlyArray<Wanted> | undefined =>
  fields?.map(wantedOne)

/** The names in the argument `fields` of a tool that may have one. */
export const fieldsIn = ({ fields }: Values): ReadonlyArray<string> | undefined =>
  Array.isArray(fields) ? fields.filter(Predicate.isString) : undefined

/** How the rest of a field is asked for. */
export const restOf = (name: string, from: number): string => `${name}@${from}`

const separator = "."

/** What `names` say of what is within the field: `limits.device` says `device` of `limits`. */
const within = (field: string, names: ReadonlyArray<string>): ReadonlyArray<string> =>
  names.filter((name) => name.startsWith(field + separator)).map((name) => name.slice(field.length + 1))

/** The fields of these names. With a dot a name is that of a field within an object: `limits.device`. */
export const picked = (names: ReadonlyArray<string>, of: Values): Values =>
  Object.fromEntries(
    Object.entries(of).flatMap(([field, value]): ReadonlyArray<readonly [string, unknown]> => {
      if (names.includes(field)) return [[field, value]]
      const inner = within(field, names)
      if (inner.length === 0 || !Predicate.isObject(value)) return []
      const part = picked(inner, { ...value })
      return Object.keys(part).length === 0 ? [] : [[field, part]]
    })
  )

const isThere = (name: string, of: Values): boolean => Object.keys(picked([name], of)).length > 0

// What begins with an underscore is no field, but a link or the like.
const plainName = /^[A-Za-z][\w.-]{0,99}$/

/** The names that could have been meant: those beside the name, within the same object where it names one. */
const candidatesFor = (name: string, items: ReadonlyArray<Values>): ReadonlyArray<string> => {
  const [field = ""] = name.split(separator)
  const inner = items.flatMap((item) => {
    const value = Object.hasOwn(item, field) ? item[field] : undefined
    return name !== field && Predicate.isObject(value) ? Object.keys(value).map((key) => field + separator + key) : []
  })
  const names = inner.length > 0 ? inner : items.flatMap((item) => Object.keys(item))
  return [...new Set(names)].filter((one) => plainName.test(one))
}

// So many are spoken of one by one; all of them are listed beside.
const mostNamed = 8
const longestName = 100

/** What is said of the names that none of the items has: which may have been meant, or else which there are. */
export const absentFrom = (names: ReadonlyArray<string>, items: ReadonlyArray<Values>): Values => {
  const absent = names.filter((name) => !items.some((item) => isThere(name, item)))
  if (absent.length === 0 || items.length === 0) return {}
  const known = absent.slice(0, mostNamed).map((name) => ({ name, candidates: candidatesFor(name, items) }))
  const described = known.map(({ name, candidates }) => quote(name, longestName) + didYouMean(name, candidates))
  const unlike = known.filter(({ name, candidates }) => closestName(name, candidates) === undefined)
  const others = [...new Set(unlike.flatMap(({ candidates }) => candidates))]
  const list = others.length === 0 ? "" : ` There are ${others.join(", ")}.`
  return { absent, note: `Not there: ${described.join(", ")}.${list}` }
}
