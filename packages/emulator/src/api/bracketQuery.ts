/**
 * Parameters whose value is an object: each of its parts is a parameter of its own, whose name has the place of the part
 * in brackets, such as `auditLogFilter[actor][0][type]=User`.
 *
 * @since 0.2.0
 */
import * as Effect from "effect/Effect"
import { type ApiError, validation } from "../errors/ApiError.ts"
import { maxDepth } from "../util/nesting.ts"

type Node = string | Map<string, Node>

const segmentsOf = (place: string): ReadonlyArray<string> =>
  Array.from(place.matchAll(/\[([^\]]*)\]/g), ([, name = ""]) => name)

/** Puts a text at its place. False if another text is there, or on the way. */
const put = (root: Map<string, Node>, segments: ReadonlyArray<string>, text: string): boolean => {
  let node = root
  for (const segment of segments.slice(0, -1)) {
    const next = node.get(segment) ?? new Map<string, Node>()
    if (typeof next === "string") return false
    node.set(segment, next)
    node = next
  }
  const last = segments.at(-1) ?? ""
  if (node.has(last)) return false
  node.set(last, text)
  return true
}

/** The value of a node. Names that are all numbers are the places of a list. */
const valueOf = (node: Node): unknown => {
  if (typeof node === "string") return node
  const parts = Array.from(node, ([name, part]) => [name, valueOf(part)] as const)
  const isList = parts.every(([name]) => /^\d+$/.test(name))
  return isList
    ? parts.toSorted(([one], [other]) => Number(one) - Number(other)).map(([, value]) => value)
    : Object.fromEntries(parts)
}

/** The object that is sent in parts under a name; undefined if there is none. @since 0.2.0 */
export const readBrackets = Effect.fnUntraced(function* (
  query: URLSearchParams,
  name: string
): Effect.fn.Return<unknown, ApiError> {
  const root = new Map<string, Node>()
  for (const [key, text] of query) {
    if (!key.startsWith(`${name}[`)) continue
    const place = key.slice(name.length)
    const segments = segmentsOf(place)
    if (segments.map((segment) => `[${segment}]`).join("") !== place)
      return yield* validation(key, "must look like name[part][part]")
    if (segments.length > maxDepth) return yield* validation(name, `is nested more than ${maxDepth} levels deep`)
    if (!put(root, segments, text)) return yield* validation(key, "is given more than once")
  }
  return root.size === 0 ? undefined : valueOf(root)
})
