/** What an answer says of the texts in it that were cut. */
import * as Predicate from "effect/Predicate"

// More would be a list of its own.
const mostPaths = 10

const part = /([\w$-]+)|\[("(?:[^"\\]|\\.)*")\]/g

/** The keys of a path as `bounded` writes it. */
const keysOf = (path: string): ReadonlyArray<string> =>
  [...path.matchAll(part)].map(([, plain, quoted]) => plain ?? String(JSON.parse(quoted ?? '""')))

const isAt = (path: string, content: unknown): boolean => {
  let at: unknown = content
  for (const key of keysOf(path)) {
    if (!Predicate.isObjectOrArray(at) || !Object.hasOwn(at, key)) return false
    at = Object.entries(at).find(([name]) => name === key)?.[1]
  }
  return true
}

/** The paths that a list of them may name at most, and how many others there are. */
export const listPaths = (paths: ReadonlyArray<string>): ReadonlyArray<string> =>
  paths.length > mostPaths ? [...paths.slice(0, mostPaths), `and ${paths.length - mostPaths} more`] : paths

/** Those of the paths that lead to something in the content. */
export const filterPaths = (paths: ReadonlyArray<string>, content: unknown): ReadonlyArray<string> =>
  paths.filter((path) => isAt(path, content))
