/**
 * Keeps the token out of texts that no other place redacts, such as the files of the journal. Messages to the client are
 * redacted when they are written.
 */
import * as Context from "effect/Context"
import { identity } from "effect/Function"

/** Replaces secrets in a text. */
export type Redact = (text: string) => string

/** Makes the function that removes the token, and long parts of it. Losant, or a proxy, may echo the request. */
export const HideToken = Context.Reference<() => Redact>("@effect-losant/mcp-server/HideToken", {
  defaultValue: () => () => identity
})
