/** What Losant answers, made safe to show: nothing in it is hidden, endless, or in the way of who reads it. */
import { identity } from "effect/Function"
import * as Predicate from "effect/Predicate"
import type { Redact } from "../model/HideToken.ts"
import type { Values } from "../model/Values.ts"
import { escapeAndCut, escapeOne, fitsUnescaped } from "../text/escapes.ts"

/**
 * The longest text in an answer, in characters (UTF-16 code units). A name fits though each of its 255 characters be
 * escaped, and so does a banner: only descriptions are longer.
 */
export const longestText = 2_048

/** The longest text in an answer that asked for it: the longest description, though each character be escaped. */
export const longestWhole = 262_144

const longestKey = 100
const deepest = 16

const plainKey = /^[\w$-]+$/

const below = (path: string, key: string): string => {
  if (!plainKey.test(key)) return `${path}[${JSON.stringify(key)}]`
  return path === "" ? key : `${path}.${key}`
}

const disguised = (key: string): string => escapeOne(key) + key.slice(1)

/**
 * A key of an object, which whoever answers may choose. Two keys never become one: one that is cut gets its number, and
 * is longer than any that is not. As `__proto__` it would replace an object's prototype in careless hands.
 */
const shownKey = (key: string, index: number): string => {
  if (key === "__proto__") return disguised(key)
  const { text, isCut } = escapeAndCut(key, longestKey)
  return isCut ? `${text.padEnd(longestKey, "…")}…#${index}` : text
}

/** Whether an answer is shown as it came: nearly all are, and then they need no copy, and no path of any value. */
const isShownAsItCame = (answer: Values, longest: number, redact: Redact): boolean => {
  // A list repeats the keys of its items.
  const known = new Set<string>()

  const text = (value: string, most: number): boolean => fitsUnescaped(value, most) && redact(value) === value
  const key = (name: string): boolean => {
    if (known.has(name)) return true
    known.add(name)
    return name !== "__proto__" && text(name, longestKey)
  }
  const inner = (value: unknown, depth: number): boolean => {
    if (typeof value === "string") return text(value, longest)
    if (typeof value === "number") return Number.isFinite(value)
    if (!Predicate.isObjectOrArray(value)) return true
    return Array.isArray(value) ? list(value, depth) : object(value, depth)
  }
  const list = (items: ReadonlyArray<unknown>, depth: number): boolean =>
    items.every((item) => depth < deepest && inner(item, depth + 1))
  const object = (fields: Values, depth: number): boolean => {
    // Not a list of the entries, which would take as long as all the rest.
    for (const name in fields) {
      if (depth === deepest || !key(name) || !inner(fields[name], depth + 1)) return false
    }
    return true
  }

  return !Object.hasOwn(answer, "truncated") && object(answer, 0)
}

/**
 * The answer with its texts and keys escaped, and cut where they are too long. `truncated` lists the paths of what was
 * cut, such as `items.0.description`, where anything was. A field of that name that Losant answers is not taken for
 * ours: its first letter is escaped. `redact` is applied to each text and key before it is escaped.
 */
export const bounded = (answer: Values, longest: number = longestText, redact: Redact = identity): Values =>
  isShownAsItCame(answer, longest, redact) ? answer : rewritten(answer, longest, redact)

/** What {@link bounded} says, for an answer of which something changes: a new one, value by value. */
export const rewritten = (answer: Values, longest: number, redact: Redact): Values => {
  const truncated: Array<string> = []

  const text = (value: string, path: string): string => {
    const { text, isCut } = escapeAndCut(redact(value), longest)
    if (isCut) truncated.push(path)
    return text
  }
  // JSON has numbers that are too large for a number, and would come as null.
  const number = (value: number, path: string): number => {
    if (Number.isFinite(value)) return value
    truncated.push(path)
    return Math.sign(value) * Number.MAX_VALUE
  }
  const object = (value: object, path: string, depth: number): Values =>
    Object.fromEntries(
      Object.entries(value).map(([key, field], index) => {
        const shown = path === "" && key === "truncated" ? disguised(key) : shownKey(redact(key), index)
        const at = below(path, shown)
        if (shown.length > longestKey) truncated.push(at)
        return [shown, inner(field, at, depth)]
      })
    )
  const inner = (value: unknown, path: string, depth: number): unknown => {
    if (typeof value === "string") return text(value, path)
    if (typeof value === "number") return number(value, path)
    if (!Predicate.isObjectOrArray(value)) return value
    const isTooDeep = depth === deepest && Object.keys(value).length > 0
    if (isTooDeep) truncated.push(path)
    if (Array.isArray(value)) {
      return isTooDeep ? [] : value.map((item: unknown, index) => inner(item, below(path, String(index)), depth + 1))
    }
    return isTooDeep ? {} : object(value, path, depth + 1)
  }

  const shown = object(answer, "", 1)
  return truncated.length === 0 ? shown : { truncated, ...shown }
}
