/** Long values in a difference, cut to what differs. */
import type { Change } from "../../model/FieldChanges.ts"

/** In characters (UTF-16 code units). */
const longest = 200
const mostItems = 20
// What is the same before the first difference, as far as it helps to find the place.
const lead = 40

const commonStart = (one: string, other: string): number => {
  let index = 0
  while (index < one.length && index < other.length && one[index] === other[index]) index++
  return index
}

const text = (value: string, from: number): string => {
  if (value.length <= longest) return value
  const piece = value.slice(from, from + longest)
  // A pair of surrogates is not cut in half.
  const whole = piece.replace(/^[\uDC00-\uDFFF]|[\uD800-\uDBFF]$/g, "")
  const before = from === 0 ? "" : "…"
  const after = from + longest < value.length ? "…" : ""
  return `${before}${whole}${after} (${value.length} characters)`
}

const short = (value: unknown, from: number): unknown => {
  if (typeof value === "string") return text(value, from)
  if (!Array.isArray(value) || value.length <= mostItems) return value
  return [...value.slice(0, mostItems), `… and ${value.length - mostItems} more`]
}

/** The change with its long texts cut: they begin shortly before the first difference. */
export const shortened = ({ before, after }: Change): Change => {
  const from =
    typeof before === "string" && typeof after === "string" ? Math.max(0, commonStart(before, after) - lead) : 0
  return {
    ...(before === undefined ? {} : { before: short(before, from) }),
    ...(after === undefined ? {} : { after: short(after, from) })
  }
}
