/** Makes an answer of Losant safe to show: without hidden characters, endless texts or unusual keys. */
import { identity } from "effect/Function"
import type { Redact } from "../model/HideToken.ts"
import { escapeAndCut, escapeOne, fitsUnescaped } from "../text/escapes.ts"
import { isJsonList, isJsonObject, type Json, type JsonObject } from "../text/json.ts"

/**
 * The longest text in an answer, in characters (UTF-16 code units). A name of 255 characters fits even if all of them
 * are escaped, and so does a banner. Only descriptions are longer.
 */
export const maxTextLength = 2_048

/** The longest text if the call asked for it: the longest description with every character escaped. */
export const maxWholeTextLength = 262_144

const maxKeyLength = 100
const maxDepth = 16

const plainKey = /^[\w$-]+$/

const joinPath = (path: string, key: string): string => {
  if (!plainKey.test(key)) return `${path}[${JSON.stringify(key)}]`
  return path === "" ? key : `${path}.${key}`
}

const escapeFirst = (key: string): string => escapeOne(key) + key.slice(1)

/**
 * Sanitizes a key, which anybody may have chosen. Two keys never become the same: a cut key gets its number, and is
 * longer than every uncut key. The key `__proto__` could replace the prototype of an object, so it is escaped.
 */
const sanitizeKey = (key: string, index: number): string => {
  if (key === "__proto__") return escapeFirst(key)
  const { text, isCut } = escapeAndCut(key, maxKeyLength)
  return isCut ? `${text.padEnd(maxKeyLength, "…")}…#${index}` : text
}

/** Fast path: true if sanitizing changes nothing, as for nearly all answers. It needs no copy and no paths. */
const isSafe = (answer: JsonObject, maxLength: number, redact: Redact): boolean => {
  // The items of a list repeat the same keys.
  const safeKeys = new Set<string>()

  const text = (value: string, most: number): boolean => fitsUnescaped(value, most) && redact(value) === value
  const key = (name: string): boolean => {
    if (safeKeys.has(name)) return true
    safeKeys.add(name)
    return name !== "__proto__" && text(name, maxKeyLength)
  }
  const inner = (value: Json | undefined, depth: number): boolean => {
    if (typeof value === "string") return text(value, maxLength)
    if (typeof value === "number") return Number.isFinite(value)
    if (isJsonList(value)) return list(value, depth)
    return isJsonObject(value) ? object(value, depth) : true
  }
  const list = (items: ReadonlyArray<Json>, depth: number): boolean =>
    items.every((item) => depth < maxDepth && inner(item, depth + 1))
  const object = (fields: JsonObject, depth: number): boolean => {
    // A list of the entries would take as long as the rest of the check.
    for (const name in fields) {
      if (depth === maxDepth || !key(name) || !inner(fields[name], depth + 1)) return false
    }
    return true
  }

  return !Object.hasOwn(answer, "truncated") && object(answer, 0)
}

/**
 * Escapes all texts and keys of an answer, and cuts those that are too long. If anything was cut, `truncated` lists the
 * paths, such as `items.0.description`. A field `truncated` of Losant gets its first letter escaped, so that it is not
 * taken for ours. `redact` is applied to each text and key before it is escaped.
 */
export const sanitize = (
  answer: JsonObject,
  maxLength: number = maxTextLength,
  redact: Redact = identity
): JsonObject => (isSafe(answer, maxLength, redact) ? answer : sanitizeCopy(answer, maxLength, redact))

/** The slow path of {@link sanitize}: copies the answer value by value. */
export const sanitizeCopy = (answer: JsonObject, maxLength: number, redact: Redact): JsonObject => {
  const truncated: Array<string> = []

  const text = (value: string, path: string): string => {
    const { text, isCut } = escapeAndCut(redact(value), maxLength)
    if (isCut) truncated.push(path)
    return text
  }
  // A number in JSON may be too large for a double. It would become Infinity, and null in the answer.
  const number = (value: number, path: string): number => {
    if (Number.isFinite(value)) return value
    truncated.push(path)
    return Math.sign(value) * Number.MAX_VALUE
  }
  const object = (value: JsonObject, path: string, depth: number): JsonObject =>
    Object.fromEntries(
      Object.entries(value).map(([key, field], index) => {
        const safeKey = path === "" && key === "truncated" ? escapeFirst(key) : sanitizeKey(redact(key), index)
        const at = joinPath(path, safeKey)
        if (safeKey.length > maxKeyLength) truncated.push(at)
        return [safeKey, field === undefined ? undefined : inner(field, at, depth)]
      })
    )
  const inner = (value: Json, path: string, depth: number): Json => {
    if (typeof value === "string") return text(value, path)
    if (typeof value === "number") return number(value, path)
    if (!isJsonList(value) && !isJsonObject(value)) return value
    const isTooDeep = depth === maxDepth && Object.keys(value).length > 0
    if (isTooDeep) truncated.push(path)
    if (isJsonList(value)) {
      return isTooDeep ? [] : value.map((item, index) => inner(item, joinPath(path, String(index)), depth + 1))
    }
    return isTooDeep ? {} : object(value, path, depth + 1)
  }

  const copy = object(answer, "", 1)
  return truncated.length === 0 ? copy : { truncated, ...copy }
}
