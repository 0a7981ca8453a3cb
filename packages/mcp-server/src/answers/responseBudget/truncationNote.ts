/** The list of the texts that were cut in an answer. */
import * as Predicate from "effect/Predicate"

// More paths would make the list too long.
const maxPaths = 10

const pathPart = /([\w$-]+)|\[("(?:[^"\\]|\\.)*")\]/g

/** The keys of a path in the form that `sanitize` writes. */
const parsePath = (path: string): ReadonlyArray<string> =>
  [...path.matchAll(pathPart)].map(([, plain, quoted]) => plain ?? String(JSON.parse(quoted ?? '""')))

const hasPath = (path: string, content: unknown): boolean => {
  let at: unknown = content
  for (const key of parsePath(path)) {
    if (!Predicate.isObjectOrArray(at) || !Object.hasOwn(at, key)) return false
    at = Object.entries(at).find(([name]) => name === key)?.[1]
  }
  return true
}

/** The first paths, and the number of the others. */
export const listPaths = (paths: ReadonlyArray<string>): ReadonlyArray<string> =>
  paths.length > maxPaths ? [...paths.slice(0, maxPaths), `and ${paths.length - maxPaths} more`] : paths

/** The paths that exist in the content. */
export const filterPaths = (paths: ReadonlyArray<string>, content: unknown): ReadonlyArray<string> =>
  paths.filter((path) => hasPath(path, content))
