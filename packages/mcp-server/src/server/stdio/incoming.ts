/**
 * Classifies a line of the client. The SDK silently drops every message that does not match MCP's schema, although a client
 * may wait for the answer. Such requests are answered here. Requests of an unsupported revision are answered here too,
 * because the SDK checks the revision of the first request only.
 */
import {
  INVALID_REQUEST,
  isJSONRPCNotification,
  isJSONRPCRequest,
  isJSONRPCResponse,
  type JSONRPCErrorResponse,
  type JSONRPCMessage,
  type JSONRPCRequest,
  PARSE_ERROR,
  PROTOCOL_VERSION_META_KEY,
  type RequestId,
  UnsupportedProtocolVersionError
} from "@modelcontextprotocol/server"
import * as Predicate from "effect/Predicate"
import * as Result from "effect/Result"

export type Incoming =
  | { readonly kind: "message"; readonly message: JSONRPCMessage }
  /** An invalid request, with its answer. */
  | { readonly kind: "refused"; readonly answer: JSONRPCErrorResponse }
  | { readonly kind: "blank" }
  /** A line without an id, so it cannot be answered. */
  | { readonly kind: "unreadable" }

/** JavaScript rounds larger integers, so the answer could not repeat them. */
const isRequestId = (id: unknown): id is RequestId => typeof id === "string" || Number.isSafeInteger(id)

const refuse = (id: unknown, reason: string): Incoming => ({
  kind: "refused",
  answer: {
    jsonrpc: "2.0",
    ...(isRequestId(id) ? { id } : {}),
    error: { code: INVALID_REQUEST, message: `Invalid request: ${reason}.` }
  }
})

const members = new Set(["jsonrpc", "id", "method", "params"])

const describeMistake = (request: Readonly<Record<string, unknown>>): string => {
  if (request["jsonrpc"] !== "2.0") return 'jsonrpc has to be "2.0"'
  if (!isRequestId(request["id"])) return "id has to be a text, or an integer of at most 2^53 - 1"
  if (typeof request["method"] !== "string") return "method has to be a text"
  if (request["params"] !== undefined && !Predicate.isObject(request["params"])) return "params has to be an object"
  const excess = Object.keys(request).some((name) => !members.has(name))
  return excess ? `its only members may be ${[...members].join(", ")}` : "params._meta does not match MCP's definition"
}

/**
 * Makes the arguments of a tool call an object. Some clients send them as a JSON text, or null for no arguments. The SDK
 * answers any other value with a protocol error, which no assistant reads. Here such a value becomes an argument named
 * `arguments`, which the tool refuses with an explanation.
 */
const withArguments = (message: JSONRPCMessage): JSONRPCMessage => {
  if (!("method" in message) || message.method !== "tools/call") return message
  const value = message.params?.["arguments"]
  if (value === undefined || Predicate.isObject(value)) return message
  const parsed = typeof value === "string" ? Result.getOrUndefined(parseJson(value)) : (value ?? {})
  return {
    ...message,
    params: { ...message.params, arguments: Predicate.isObject(parsed) ? parsed : { arguments: value } }
  }
}

const parseJson = (text: string) => Result.try((): unknown => JSON.parse(text))

/** The revisions that a request can name. In older revisions only `initialize` negotiates the revision. */
const supported = ["2026-07-28"]

/** The answer to a request of an unsupported revision. */
const refuseRevision = ({ id, method, params }: JSONRPCRequest): Incoming | undefined => {
  const requested = params?._meta?.[PROTOCOL_VERSION_META_KEY]
  if (method === "initialize" || typeof requested !== "string" || supported.includes(requested)) return undefined
  const { code, message, data } = new UnsupportedProtocolVersionError({ supported, requested })
  return { kind: "refused", answer: { jsonrpc: "2.0", id, error: { code, message, data } } }
}

/**
 * The same without nulls: some clients send null for an optional member, which MCP's schema refuses. The arguments of a
 * tool keep theirs, because there null may mean something. A response is not touched.
 */
const withoutNulls = (message: unknown): unknown => {
  if (!Predicate.isObject(message) || !("method" in message)) return message
  const { params, ...others }: Readonly<Record<string, unknown>> = { ...message }
  if (params === undefined) return message
  const cleaned = params === null ? undefined : dropNulls(params, message.method === "tools/call" ? "arguments" : "", 0)
  return cleaned === undefined ? others : { ...others, params: cleaned }
}

// No member of the protocol's own messages is nested deeper.
const deepest = 20

const dropNulls = (value: unknown, kept: string, depth: number): unknown => {
  if (!Predicate.isObject(value) || depth === deepest) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name, member]) => name === kept || member !== null)
      .map(([name, member]) => [name, name === kept ? member : dropNulls(member, kept, depth + 1)])
  )
}

const unparsable: Incoming = {
  kind: "refused",
  answer: { jsonrpc: "2.0", error: { code: PARSE_ERROR, message: "Parse error: the line is not JSON." } }
}

/** Some programs on Windows write this mark before the first line. */
const byteOrderMark = /^\uFEFF/

/** Classifies a line. The revision 2025-03-26 allows batches, whose messages are served as if each had its own line. */
export const readLines = (line: string): ReadonlyArray<Incoming> => {
  if (line.trim() === "") return [{ kind: "blank" }]
  const parsed = parseJson(line.replace(byteOrderMark, ""))
  if (Result.isFailure(parsed)) return [unparsable]
  const value = parsed.success
  if (!Array.isArray(value)) return [readMessage(value)]
  return value.length === 0 ? [refuse(undefined, "a batch has to hold a message")] : value.map(readMessage)
}

const readMessage = (sent: unknown): Incoming => {
  const value = withoutNulls(sent)
  if (isJSONRPCRequest(value)) {
    return refuseRevision(value) ?? { kind: "message", message: withArguments(value) }
  }
  if (isJSONRPCNotification(value) || isJSONRPCResponse(value)) return { kind: "message", message: value }
  return Predicate.isObject(value) && Object.hasOwn(value, "method") && Object.hasOwn(value, "id")
    ? refuse(value["id"], describeMistake(value))
    : { kind: "unreadable" }
}
