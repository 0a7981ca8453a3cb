/**
 * What a line of the client is. The SDK drops without a word what is not a message by MCP's schema, also a request
 * that somebody waits for: such a request is answered here. So is one of a revision that is not served: the SDK looks
 * at the revision of the first request only.
 */
import {
  INVALID_REQUEST,
  isJSONRPCNotification,
  isJSONRPCRequest,
  isJSONRPCResponse,
  type JSONRPCErrorResponse,
  type JSONRPCMessage,
  type JSONRPCRequest,
  PROTOCOL_VERSION_META_KEY,
  type RequestId,
  UnsupportedProtocolVersionError
} from "@modelcontextprotocol/server"
import * as Predicate from "effect/Predicate"
import * as Result from "effect/Result"

export type Incoming =
  | { readonly kind: "message"; readonly message: JSONRPCMessage }
  /** A request that is none by the protocol, with its answer. */
  | { readonly kind: "refused"; readonly answer: JSONRPCErrorResponse }
  | { readonly kind: "blank" }
  /** What nobody can be told about, since it asks for no answer. */
  | { readonly kind: "unreadable" }

/** Whether an id can be answered as it was given: JavaScript rounds larger integers. */
const isRequestId = (id: unknown): id is RequestId => typeof id === "string" || Number.isSafeInteger(id)

const refusal = (id: unknown, reason: string): Incoming => ({
  kind: "refused",
  answer: {
    jsonrpc: "2.0",
    ...(isRequestId(id) ? { id } : {}),
    error: { code: INVALID_REQUEST, message: `Invalid request: ${reason}.` }
  }
})

const members = new Set(["jsonrpc", "id", "method", "params"])

const whatIsWrong = (request: Readonly<Record<string, unknown>>): string => {
  if (request["jsonrpc"] !== "2.0") return 'jsonrpc has to be "2.0"'
  if (!isRequestId(request["id"])) return "id has to be a text, or an integer of at most 2^53 - 1"
  if (typeof request["method"] !== "string") return "method has to be a text"
  if (request["params"] !== undefined && !Predicate.isObject(request["params"])) return "params has to be an object"
  const excess = Object.keys(request).some((name) => !members.has(name))
  return excess ? `it may hold nothing but ${[...members].join(", ")}` : "params._meta is not as MCP defines it"
}

/**
 * The message, with the arguments of a call as an object. Some clients send them as a text, or null where there are
 * none. The SDK would refuse anything else as an error of the protocol, which no assistant reads: as an argument of its
 * own it is refused by the tool, in words.
 */
const withArguments = (message: JSONRPCMessage): JSONRPCMessage => {
  if (!("method" in message) || message.method !== "tools/call") return message
  const given = message.params?.["arguments"]
  if (given === undefined || Predicate.isObject(given)) return message
  const inner = typeof given === "string" ? Result.getOrUndefined(parse(given)) : (given ?? {})
  return {
    ...message,
    params: { ...message.params, arguments: Predicate.isObject(inner) ? inner : { arguments: given } }
  }
}

const parse = (text: string) => Result.try((): unknown => JSON.parse(text))

/** The revisions that a request can name: before 2026-07-28 it was agreed on once, by initialize. */
const served = ["2026-07-28"]

/** The answer to a request of a revision that is not served. */
const otherRevision = ({ id, method, params }: JSONRPCRequest): Incoming | undefined => {
  const requested = params?._meta?.[PROTOCOL_VERSION_META_KEY]
  if (method === "initialize" || typeof requested !== "string" || served.includes(requested)) return undefined
  const { code, message, data } = new UnsupportedProtocolVersionError({ supported: served, requested })
  return { kind: "refused", answer: { jsonrpc: "2.0", id, error: { code, message, data } } }
}

/** Reads a line. */
export const readLine = (line: string): Incoming => {
  if (line.trim() === "") return { kind: "blank" }
  const parsed = parse(line)
  if (Result.isFailure(parsed)) return { kind: "unreadable" }
  const value = parsed.success
  if (isJSONRPCRequest(value)) {
    return otherRevision(value) ?? { kind: "message", message: withArguments(value) }
  }
  if (isJSONRPCNotification(value) || isJSONRPCResponse(value)) return { kind: "message", message: value }
  if (Array.isArray(value)) return refusal(undefined, "batches are not served: send each message on a line of its own")
  return Predicate.isObject(value) && Object.hasOwn(value, "method") && Object.hasOwn(value, "id")
    ? refusal(value["id"], whatIsWrong(value))
    : { kind: "unreadable" }
}
