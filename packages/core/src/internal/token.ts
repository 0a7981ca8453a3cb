// What a token looks like. One that an HTTP header cannot carry must be refused before it is sent: the error of the
// fetch that refuses it would show it.
import type { Redacted } from "effect/Redacted"
import { value } from "effect/Redacted"

export const isToken = (token: Redacted<string>): boolean => /^[\x21-\x7e]+$/.test(value(token))

export const tokenRule = "a token is one line of printable characters without spaces"
