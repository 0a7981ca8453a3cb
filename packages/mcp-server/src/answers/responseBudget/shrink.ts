/** Shrinks a value to a number of tokens. Small parts stay whole, and large parts share the remaining tokens. */
import { cutEscaped } from "../../text/escapes.ts"
import { isJsonList, isJsonObject, type Json, type JsonObject } from "../../text/json.ts"
import { estimateTokens } from "./tokenEstimate.ts"

/** A part that was left out of an answer. */
export interface LeftOut {
  /** The path from the root of the answer: `items`, `0`, `description`. */
  readonly path: ReadonlyArray<string>
  /** The length that was kept: characters of a text or items of a list. The rest begins after it. */
  readonly kept?: number
  /** The number of fields of an object that were kept. They can be any of its fields. */
  readonly keptFields?: number
  /** The length, or the number of fields, of the whole part. Absent if the whole part was left out. */
  readonly of?: number
}

/** The estimated cost of a value in an answer, in tokens. */
export const costOf = (value: unknown): number => estimateTokens(JSON.stringify(value) ?? "")

// A smaller part would be of no use.
const minTokens = 10

/** The value at a cost of about `maxTokens` tokens. `leave` is called for each part that is left out. */
export const shrink = (
  value: Json,
  maxTokens: number,
  path: ReadonlyArray<string>,
  leave: (leftOut: LeftOut) => void
): Json => {
  if (costOf(value) <= maxTokens) return value
  if (typeof value === "string") return shrinkText(value, maxTokens, path, leave)
  if (isJsonList(value)) return shrinkList(value, maxTokens, path, leave)
  return isJsonObject(value) ? shrinkObject(value, maxTokens, path, leave) : value
}

type Shrink<A> = (...args: [A, ...(typeof shrink extends (value: Json, ...rest: infer R) => Json ? R : never)]) => A

const shrinkText: Shrink<string> = (text, maxTokens, path, leave) => {
  let [fits, tooLong] = [0, text.length]
  while (tooLong - fits > 1) {
    const middle = Math.floor((fits + tooLong) / 2)
    if (costOf(text.slice(0, middle)) <= maxTokens) fits = middle
    else tooLong = middle
  }
  const kept = cutEscaped(text, fits)
  leave({ path, kept: kept.length, of: text.length })
  return kept
}

const shrinkList: Shrink<ReadonlyArray<Json>> = (items, maxTokens, path, leave) => {
  const kept: Array<Json> = []
  let left = maxTokens
  for (const [index, item] of items.entries()) {
    const cost = costOf(item) + 1
    if (cost > left && (index > 0 || left < minTokens)) break
    kept.push(shrink(item, left, [...path, String(index)], leave))
    left -= cost
  }
  if (kept.length < items.length) leave({ path, kept: kept.length, of: items.length })
  return kept
}

const shrinkObject: Shrink<JsonObject> = (value, maxTokens, path, leave) => {
  const entries = Object.entries(value)
  const keptFields = new Map<string, Json | undefined>()
  let left = maxTokens
  const byCost = entries.map(([key, field]) => ({ key, field, cost: costOf({ [key]: field }) }))
  byCost.sort((one, other) => one.cost - other.cost)
  for (const [index, { key, field, cost }] of byCost.entries()) {
    const share = left / (byCost.length - index)
    if (cost <= share || (cost <= left && share < minTokens)) {
      keptFields.set(key, field)
      left -= cost
    } else if (share >= minTokens && (typeof field === "string" || isJsonList(field) || isJsonObject(field))) {
      keptFields.set(key, shrink(field, share - costOf(key), [...path, key], leave))
      left -= share
    }
  }
  leaveOut(
    entries.filter(([key]) => !keptFields.has(key)).map(([key]) => key),
    entries.length,
    path,
    leave
  )
  return Object.fromEntries(entries.flatMap(([key]) => (keptFields.has(key) ? [[key, keptFields.get(key)]] : [])))
}

// More names are replaced by their number.
const maxNamed = 5

const leaveOut = (
  gone: ReadonlyArray<string>,
  of: number,
  path: ReadonlyArray<string>,
  leave: (leftOut: LeftOut) => void
): void => {
  if (gone.length > maxNamed) leave({ path, keptFields: of - gone.length, of })
  else for (const key of gone) leave({ path: [...path, key] })
}
