/**
 * Keeps the token out of what leaves the server by another way than a message to the client, whose texts are redacted when
 * it is written.
 */
import * as Context from "effect/Context"
import { identity } from "effect/Function"

/** Replaces secrets in a text. */
export type Redact = (text: string) => string

/** Makes the function that removes the token, and long parts of it. Losant, or a proxy, may echo the request. */
export const HideToken = Context.Reference<() => Redact>("@effect-losant/mcp-server/HideToken", {
  defaultValue: () => () => identity
})
