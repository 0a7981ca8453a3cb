// What a token looks like. One that an HTTP header cannot carry must be refused before it is sent: the error of the
// fetch that refuses it would show it.
import { isRedacted, value } from "effect/Redacted"

/** Whether this is a token. A program without types may hand over anything. */
export const isToken = (token: unknown): boolean => {
  const text: unknown = isRedacted(token) ? value(token) : undefined
  return typeof text === "string" && /^[\x21-\x7e]+$/.test(text)
}

export const tokenRule = "a token is one line of printable characters without spaces"
