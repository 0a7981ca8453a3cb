/** Truncates long values of a change to the part that differs. */
import type { Change, Changes } from "../../model/FieldChanges.ts"
import { isJsonList, type Json } from "../../text/json.ts"

/** In characters (UTF-16 code units). */
const maxLength = 200
const maxItems = 20
// Equal characters that stay before the first difference: they help a reader to find the place.
const contextLength = 40

const commonStart = (one: string, other: string): number => {
  let index = 0
  while (index < one.length && index < other.length && one[index] === other[index]) index++
  return index
}

const truncateText = (value: string, from: number): string => {
  if (value.length <= maxLength) return value
  const piece = value.slice(from, from + maxLength)
  // A cut must not split a surrogate pair.
  const whole = piece.replace(/^[\uDC00-\uDFFF]|[\uD800-\uDBFF]$/g, "")
  const before = from === 0 ? "" : "…"
  const after = from + maxLength < value.length ? "…" : ""
  return `${before}${whole}${after} (${value.length} characters)`
}

const truncateValue = (value: Json, from: number): Json => {
  if (typeof value === "string") return truncateText(value, from)
  if (!isJsonList(value) || value.length <= maxItems) return value
  return [...value.slice(0, maxItems), `… and ${value.length - maxItems} more`]
}

/** Truncates the values of a change. A truncated text begins shortly before the first difference. */
export const truncateChange = ({ before, after }: Change): Change => {
  const from =
    typeof before === "string" && typeof after === "string"
      ? Math.max(0, commonStart(before, after) - contextLength)
      : 0
  return {
    ...(before === undefined ? {} : { before: truncateValue(before, from) }),
    ...(after === undefined ? {} : { after: truncateValue(after, from) })
  }
}

/** Truncates long texts and lists in the changes. */
export const truncateChanges = (changes: Changes): Changes =>
  Object.fromEntries(Object.entries(changes).map(([path, change]) => [path, truncateChange(change)]))
