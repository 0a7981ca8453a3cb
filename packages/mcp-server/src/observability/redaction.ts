/** Keeps the token out of everything that is written for people, or for an assistant. */
import { readFileSync } from "node:fs"
import * as Result from "effect/Result"
import type { Environment } from "../model/Environment.ts"
import type { Redact } from "../model/HideToken.ts"

const replacement = "<redacted>"

// What looks like a token is one, even if it is not the one that is configured.
const lookAlikes = [/\beyJ[\w-]+\.[\w-]+\.[\w-]*/g, /(?<=\bBearer\s+)[^\s"'\\]+/gi]

const readFile = (path: string): string =>
  Result.getOrElse(
    Result.try(() => readFileSync(path, "utf8")),
    () => ""
  )

/** What replaces the tokens of at least so many characters that are configured at the moment. */
const hideTokens = (environment: Environment, shortest: number): (() => Redact) => {
  const token = environment["LOSANT_API_TOKEN"]?.trim() ?? ""
  const file = environment["LOSANT_API_TOKEN_FILE"]?.trim() ?? ""
  return () => {
    const forms = [token, file === "" ? "" : readFile(file).trim()]
      .filter((secret) => secret.length >= shortest)
      // In a log line a secret may stand quoted.
      .flatMap((secret) => [secret, JSON.stringify(secret).slice(1, -1)])
    const secrets = [...new Set(forms)]
    // Most texts are too short to hold a token, and need not be searched.
    const hide = (text: string, secret: string): string =>
      text.length < secret.length ? text : text.replaceAll(secret, replacement)
    return (text) => secrets.reduce(hide, text)
  }
}

// As core: what stands in for a token in a test is found in ordinary words, and in the names of fields.
const shortestInAnswers = 8

/**
 * Makes what replaces the token that is configured now, and nothing else: the file that holds it may be replaced while
 * the server runs. A token of fewer than eight characters is left.
 */
export const makeHideToken = (environment: Environment): (() => Redact) => hideTokens(environment, shortestInAnswers)

/** Replaces what looks like a token. */
export const hideLookAlikes: Redact = (text) =>
  lookAlikes.reduce((rest, pattern) => rest.replace(pattern, replacement), text)

/** Replaces the configured token in a text, and what looks like one. */
export const makeRedact = (environment: Environment): Redact => {
  const hideToken = hideTokens(environment, 1)
  return (text) => hideLookAlikes(hideToken()(text))
}
