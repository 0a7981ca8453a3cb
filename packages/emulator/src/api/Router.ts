/**
 * Finds the action of a method and a path.
 *
 * @since 0.1.0
 */
import { type ActionName, actions } from "@effect-losant/core"
import * as Effect from "effect/Effect"
import { type ApiError, methodNotAllowed } from "../errors/ApiError.ts"
import { servedNames } from "../resources/served.ts"

/** The action of a request, with the values in its path as they came. @since 0.1.0 */
export interface Route {
  readonly name: ActionName
  readonly params: Readonly<Record<string, string>>
}

const templates = servedNames.map((name) => ({ name, segments: actions[name].path.split("/") }))

/** The values of the parameters in a path; undefined when the path does not match the template. */
const matchPath = (
  segments: ReadonlyArray<string>,
  parts: ReadonlyArray<string>
): Record<string, string> | undefined => {
  if (parts.length !== segments.length) return undefined
  const params: Record<string, string> = {}
  for (const [index, segment] of segments.entries()) {
    const part = parts[index] ?? ""
    if (segment.startsWith(":") && part !== "") params[segment.slice(1)] = part
    else if (segment !== part) return undefined
  }
  return params
}

/**
 * Finds the action; fails with 405 when there is none. Losant answers `OPTIONS` on every path, so an unknown path is one
 * that takes no other method.
 *
 * @since 0.1.0
 */
export const findRoute = (method: string, path: string): Effect.Effect<Route, ApiError> => {
  const parts = path.split("/")
  const routes = templates.flatMap(({ name, segments }) => {
    const params = matchPath(segments, parts)
    return params === undefined ? [] : [{ name, params }]
  })
  const route = routes.find(({ name }) => actions[name].method === method)
  return route === undefined
    ? Effect.fail(methodNotAllowed(method, [...routes.map(({ name }) => actions[name].method), "OPTIONS"]))
    : Effect.succeed(route)
}
