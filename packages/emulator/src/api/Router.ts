/**
 * From a method and a path to an action.
 *
 * @since 0.1.0
 */
import { type ActionName, actions } from "@effect-losant/core"
import * as Effect from "effect/Effect"
import { type ApiError, methodNotAllowed, notFound } from "../errors/ApiError.ts"

/** The action that is asked for, with the values in its path as they came. @since 0.1.0 */
export interface Route {
  readonly name: ActionName
  readonly params: Readonly<Record<string, string>>
}

// Sound: they are the keys of the list of actions.
const names = Object.keys(actions) as ReadonlyArray<ActionName>

/** The values of the path's parameters, or undefined where the path is another. */
const matchPath = (template: string, path: string): Record<string, string> | undefined => {
  const parts = path.split("/")
  const wanted = template.split("/")
  if (parts.length !== wanted.length) return undefined
  const params: Record<string, string> = {}
  for (const [index, want] of wanted.entries()) {
    const part = parts[index] ?? ""
    if (want.startsWith(":")) params[want.slice(1)] = part
    else if (want !== part) return undefined
  }
  return params
}

/** Finds the action; 404 for a path that no action has, 405 for a method that none of the path has. @since 0.1.0 */
export const findRoute = (method: string, path: string): Effect.Effect<Route, ApiError> => {
  const found = names.flatMap((name) => {
    const params = matchPath(actions[name].path, path)
    return params === undefined ? [] : [{ name, params }]
  })
  if (found.length === 0) return Effect.fail(notFound("Route"))
  const chosen = found.find(({ name }) => actions[name].method === method)
  return chosen === undefined
    ? Effect.fail(
        methodNotAllowed(
          method,
          found.map(({ name }) => actions[name].method)
        )
      )
    : Effect.succeed(chosen)
}
