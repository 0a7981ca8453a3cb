/** Keeps the token out of all output for people and assistants. */
import { readFileSync } from "node:fs"
import * as Result from "effect/Result"
import { type Environment, readVariable } from "../model/Environment.ts"
import type { Redact } from "../model/HideToken.ts"
import { hideLookAlikes, replacement } from "../text/secrets.ts"

const readFile = (path: string): string =>
  Result.getOrElse(
    Result.try(() => readFileSync(path, "utf8")),
    () => ""
  )

/** Makes the function that replaces the configured tokens of at least `shortest` characters. */
const hideTokens = (environment: Environment, shortest: number): (() => Redact) => {
  const token = readVariable(environment, "LOSANT_API_TOKEN")
  const file = readVariable(environment, "LOSANT_API_TOKEN_FILE")
  return () => {
    const forms = [token, file === "" ? "" : readFile(file).trim()]
      .filter((secret) => secret.length >= shortest)
      // A log line may contain the secret in its JSON form.
      .flatMap((secret) => [secret, JSON.stringify(secret).slice(1, -1)])
    const secrets = [...new Set(forms)]
    // Most texts are too short to contain a token, so the search is skipped.
    const hide = (text: string, secret: string): string =>
      text.length < secret.length ? text : text.replaceAll(secret, replacement)
    return (text) => secrets.reduce(hide, text)
  }
}

// The same limit as in core: a very short token, as tests use, also occurs in ordinary words and in names of fields.
const shortestInAnswers = 8

/**
 * Makes the function that replaces only the token that is configured at that moment: the file of the token may change
 * while the server runs. A token of fewer than eight characters is not replaced.
 */
export const makeHideToken = (environment: Environment): (() => Redact) => hideTokens(environment, shortestInAnswers)

/** Replaces the configured token, and texts that look like tokens. */
export const makeRedact = (environment: Environment): Redact => {
  const hideToken = hideTokens(environment, 1)
  return (text) => hideLookAlikes(hideToken()(text))
}
