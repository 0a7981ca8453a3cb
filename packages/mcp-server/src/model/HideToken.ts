/** Keeps the token out of answers. */
import * as Context from "effect/Context"
import { identity } from "effect/Function"
import type { Redact } from "../text/Redact.ts"

/** Makes what keeps the token out of an answer, should Losant, or a proxy before it, repeat what it was sent. */
export const HideToken = Context.Reference<() => Redact>("@effect-losant/mcp-server/HideToken", {
  defaultValue: () => () => identity
})
