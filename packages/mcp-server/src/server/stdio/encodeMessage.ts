/**
 * The one door to the client: no message leaves the server with the token. Losant, or a proxy, may repeat the token
 * anywhere: in a name, an error, a key. The messages are not redacted before, so that a write sees what Losant holds.
 */
import type { JSONRPCMessage } from "@modelcontextprotocol/server"
import * as Predicate from "effect/Predicate"
import type { Redact } from "../../model/HideToken.ts"
import { redactedJson } from "../../text/redactedJson.ts"

/** The JSON of a message without the token. The id stays: the client chose it, and finds its request by it. */
export const encodeMessage = (message: JSONRPCMessage, redact: Redact): string =>
  redactedJson(message, redact, (safe) =>
    "id" in message && Predicate.isObject(safe) ? { ...safe, id: message.id } : safe
  )
