/** Making a value cost no more than it may: what is small stays whole, and what is large shares what is left. */
import * as Predicate from "effect/Predicate"
import { cutEscaped } from "../../text/escapes.ts"
import { estimateTokens } from "./tokenEstimate.ts"

/** Something that was left out of an answer. */
export interface LeftOut {
  /** Where, from the root of the answer: `items`, `0`, `description`. */
  readonly path: ReadonlyArray<string>
  /** How much of it is still there, in characters of a text or items of a list; nothing where it is gone as a whole. */
  readonly kept?: number
  readonly of?: number
}

/** About how many tokens a value costs in an answer. */
export const costOf = (value: unknown): number => estimateTokens(JSON.stringify(value) ?? "")

// Less than this says nothing.
const leastTokens = 10

/** The value, at a cost of about `most` tokens; `leave` is told what was left out. */
export const shrink = (
  value: unknown,
  most: number,
  path: ReadonlyArray<string>,
  leave: (leftOut: LeftOut) => void
): unknown => {
  if (costOf(value) <= most) return value
  if (typeof value === "string") return shrinkText(value, most, path, leave)
  if (Array.isArray(value)) return shrinkList(value, most, path, leave)
  return Predicate.isObject(value) ? shrinkObject(value, most, path, leave) : value
}

type Shrink<A> = (
  ...args: [A, ...(typeof shrink extends (value: unknown, ...rest: infer R) => unknown ? R : never)]
) => A

const shrinkText: Shrink<string> = (text, most, path, leave) => {
  let [fits, tooLong] = [0, text.length]
  while (tooLong - fits > 1) {
    const middle = Math.floor((fits + tooLong) / 2)
    if (costOf(text.slice(0, middle)) <= most) fits = middle
    else tooLong = middle
  }
  const kept = cutEscaped(text, fits)
  leave({ path, kept: kept.length, of: text.length })
  return kept
}

const shrinkList: Shrink<ReadonlyArray<unknown>> = (items, most, path, leave) => {
  const kept: Array<unknown> = []
  let left = most
  for (const [index, item] of items.entries()) {
    const cost = costOf(item) + 1
    if (cost > left && (index > 0 || left < leastTokens)) break
    kept.push(shrink(item, left, [...path, String(index)], leave))
    left -= cost
  }
  if (kept.length < items.length) leave({ path, kept: kept.length, of: items.length })
  return kept
}

const shrinkObject: Shrink<object> = (value, most, path, leave) => {
  const entries = Object.entries(value)
  const shown = new Map<string, unknown>()
  let left = most
  const byCost = entries.map(([key, field]) => ({ key, field, cost: costOf({ [key]: field }) }))
  byCost.sort((one, other) => one.cost - other.cost)
  for (const [index, { key, field, cost }] of byCost.entries()) {
    const share = left / (byCost.length - index)
    if (cost <= share || (cost <= left && share < leastTokens)) {
      shown.set(key, field)
      left -= cost
    } else if (share >= leastTokens && (typeof field === "string" || Predicate.isObjectOrArray(field))) {
      shown.set(key, shrink(field, share - costOf(key), [...path, key], leave))
      left -= share
    }
  }
  leaveOut(
    entries.filter(([key]) => !shown.has(key)).map(([key]) => key),
    entries.length,
    path,
    leave
  )
  return Object.fromEntries(entries.flatMap(([key]) => (shown.has(key) ? [[key, shown.get(key)]] : [])))
}

// So many are named, of more the number is said.
const mostNamed = 5

const leaveOut = (
  gone: ReadonlyArray<string>,
  of: number,
  path: ReadonlyArray<string>,
  leave: (leftOut: LeftOut) => void
): void => {
  if (gone.length > mostNamed) leave({ path, kept: of - gone.length, of })
  else for (const key of gone) leave({ path: [...path, key] })
}
