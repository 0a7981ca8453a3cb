/** As much of an object as an assistant is given at once. */
import type { Values } from "../ToolSpec.ts"

// About 8,000 tokens, of which JSON with ids takes half a one for each character of ASCII, and other scripts up to two.
const most = 8_000
const perAscii = 0.5
const perOther = 2

const other = /[^\p{ASCII}]/gu

const weigh = (value: unknown): number => {
  const text = JSON.stringify(value) ?? ""
  const others = text.match(other)?.length ?? 0
  return (text.length - others) * perAscii + others * perOther
}

/** The first items, up to a weight. */
const within = (items: ReadonlyArray<unknown>, weight: number): ReadonlyArray<unknown> => {
  let left = weight - 2 * perAscii
  const end = items.findIndex((item) => {
    left -= weigh(item) + perAscii
    return left < 0
  })
  return end === -1 ? items : items.slice(0, end)
}

interface Field {
  readonly name: string
  readonly value: unknown
  readonly weight: number
}

// What says of an object that it is cut needs room itself.
const reserve = 200

const always = ["id", "orgId", "name"]

/**
 * The object itself where it is not too large. Else its lists are cut at their ends, the largest first, and where that
 * is not enough its largest fields are left out; `leftOut` tells how many entries of which field are missing, and `rest`
 * how to get them.
 */
export const fit = (content: Values, rest: string): Values => {
  let over = weigh(content) - most
  if (over <= 0) return content
  over += reserve
  const fields = Object.entries(content)
    .filter(([name]) => !always.includes(name))
    .map(([name, value]): Field => ({ name, value, weight: weigh(value) }))
    .sort((one, another) => another.weight - one.weight)
  const kept = new Map<string, unknown>(Object.entries(content))
  const leftOut: Record<string, number> = {}
  for (const { name, value, weight } of fields) {
    if (over <= 0 || !Array.isArray(value)) continue
    const items = within(value, weight - over)
    if (items.length === value.length) continue
    kept.set(name, items)
    leftOut[name] = value.length - items.length
    over -= weight - weigh(items)
  }
  for (const { name, value, weight } of fields) {
    if (over <= 0 || Array.isArray(value)) continue
    kept.delete(name)
    leftOut[name] = 1
    over -= weight
  }
  return { ...Object.fromEntries(kept), leftOut, rest }
}
