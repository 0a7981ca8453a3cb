// Checks the form of a token. A token that an HTTP header cannot carry is refused before it is sent, because the error
// of `fetch` would show it.
import { isRedacted, value } from "effect/Redacted"

/** Tells if the value is a token. A program without types may pass anything. */
export const isToken = (token: unknown): boolean => {
  const text: unknown = isRedacted(token) ? value(token) : undefined
  return typeof text === "string" && /^[\x21-\x7e]+$/.test(text)
}

export const tokenRule = "a token is one line of printable characters without spaces"
