/** Keeps the token out of all output for people and assistants. */
import { readFileSync } from "node:fs"
import * as Result from "effect/Result"
import { type Environment, readVariable } from "../model/Environment.ts"
import type { Redact } from "../model/HideToken.ts"
import { makeHideParts } from "../text/secretParts.ts"
import { hideLookAlikes } from "../text/secrets.ts"

const readFile = (path: string): string =>
  Result.getOrElse(
    Result.try(() => readFileSync(path, "utf8")),
    () => ""
  )

/** Makes the function that replaces the configured tokens of at least `minLength` characters, and long parts of them. */
const hideTokens = (environment: Environment, minLength: number): (() => Redact) => {
  const token = readVariable(environment, "LOSANT_API_TOKEN")
  const file = readVariable(environment, "LOSANT_API_TOKEN_FILE")
  let hiders: ReadonlyMap<string, Redact> = new Map()
  return () => {
    const all = [token, file === "" ? "" : readFile(file).trim()].filter((secret) => secret.length >= minLength)
    const secrets = [...new Set(all)]
    if (secrets.length !== hiders.size || !secrets.every((secret) => hiders.has(secret))) {
      hiders = new Map(secrets.map((secret) => [secret, makeHideParts(secret)]))
    }
    const hides = [...hiders.values()]
    return (text) => hides.reduce((rest, hide) => hide(rest), text)
  }
}

// The same limit as in core: a very short token, as tests use, also occurs in ordinary words and in names of fields.
const minLengthInAnswers = 8

/**
 * Makes the function that replaces only the token that is configured at that moment: the file of the token may change
 * while the server runs. A token of fewer than eight characters is not replaced.
 */
export const makeHideToken = (environment: Environment): (() => Redact) => hideTokens(environment, minLengthInAnswers)

/** Replaces the configured token, and texts that look like tokens. */
export const makeRedact = (environment: Environment): Redact => {
  const hideToken = hideTokens(environment, 1)
  return (text) => hideLookAlikes(hideToken()(text))
}
