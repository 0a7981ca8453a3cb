/** Keeps the token out of answers. */
import * as Context from "effect/Context"
import { identity } from "effect/Function"

/** Replaces secrets in a text. */
export type Redact = (text: string) => string

/** Makes the function that removes the token from an answer. Losant, or a proxy, may echo the request. */
export const HideToken = Context.Reference<() => Redact>("@effect-losant/mcp-server/HideToken", {
  defaultValue: () => () => identity
})
