// The reason that an error keeps if a request could not be sent, or its answer could not be read. The error of a fetch
// may hold the request with its headers, so it must never be part of ours: Node prints all causes of an uncaught error.
import * as Predicate from "effect/Predicate"

/** A code such as ECONNREFUSED, from the error or what caused it. */
const codeOf = (error: unknown, depth = 0): string | undefined => {
  if (!Predicate.isObject(error) || depth > 5) return undefined
  if ("code" in error && typeof error.code === "string") return error.code
  if ("errors" in error && Array.isArray(error.errors)) {
    return error.errors.map((one: unknown) => codeOf(one, depth + 1)).find((code) => code !== undefined)
  }
  return "cause" in error ? codeOf(error.cause, depth + 1) : undefined
}

// No byte of the request has left when the name was not resolved, or the connection not made or not trusted.
const neverConnected = new Set([
  "ENOTFOUND",
  "EAI_AGAIN",
  "EAI_FAIL",
  "EAI_NODATA",
  "EAI_NONAME",
  "ECONNREFUSED",
  "UND_ERR_CONNECT_TIMEOUT",
  "CERT_HAS_EXPIRED",
  "CERT_NOT_YET_VALID",
  "DEPTH_ZERO_SELF_SIGNED_CERT",
  "SELF_SIGNED_CERT_IN_CHAIN",
  "UNABLE_TO_GET_ISSUER_CERT",
  "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
  "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
  "ERR_TLS_CERT_ALTNAME_INVALID"
])

/** True if Losant certainly never saw the request. */
export const isNeverSent = (error: unknown, depth = 0): boolean => {
  if (!Predicate.isObject(error) || depth > 5) return false
  // A host can have several addresses: the request was sent if it was to any of them.
  if ("errors" in error && Array.isArray(error.errors)) {
    return error.errors.length > 0 && error.errors.every((one: unknown) => isNeverSent(one, depth + 1))
  }
  if ("code" in error && typeof error.code === "string") {
    // ETIMEDOUT, EHOSTUNREACH and the like also end connections that stood: only `connect` tells which it was.
    return neverConnected.has(error.code) || ("syscall" in error && error.syscall === "connect")
  }
  return "cause" in error && isNeverSent(error.cause, depth + 1)
}

/** True if the answer came, but is not compressed as its header says. */
export const isBadlyCompressed = (error: unknown): boolean => {
  const code = codeOf(error) ?? ""
  // Z_BUF_ERROR is an answer that ends too early: that one was cut off.
  return (code.startsWith("Z_") && code !== "Z_BUF_ERROR") || code.startsWith("ERR__ERROR_FORMAT")
}

interface ErrorLike {
  readonly name: string
  readonly message: string
  readonly cause?: unknown
}

/** Errors of another realm, such as that of a test runner, are not instances of this realm's `Error`. */
const isErrorLike = (error: unknown): error is ErrorLike =>
  Predicate.isObject(error) &&
  "message" in error &&
  typeof error.message === "string" &&
  "name" in error &&
  typeof error.name === "string"

const messageOf = (error: unknown, depth = 0): string => {
  if (!isErrorLike(error)) return "unknown reason"
  // fetch says "fetch failed", and why only in its cause.
  const inner = isErrorLike(error.cause) && depth < 5 ? messageOf(error.cause, depth + 1) : ""
  const own = error.message === "" ? (codeOf(error) ?? error.name) : error.message
  return inner === "" ? own : `${own}: ${inner}`
}

/** A new error with the message and code of the original, and without the token should it stand in there. */
export const safeCause = (error: unknown, redact: (text: string) => string): Error => {
  const code = codeOf(error)
  const copy = new Error(redact(messageOf(error)).slice(0, 1_000))
  copy.name = isErrorLike(error) ? redact(error.name) : "Error"
  delete copy.stack
  return code === undefined ? copy : Object.assign(copy, { code: redact(code) })
}
