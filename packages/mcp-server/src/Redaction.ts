/** Keeps the token out of everything that is written for people. */
import { readFileSync } from "node:fs"
import * as Effect from "effect/Effect"
import type { Environment } from "./ServerConfig.ts"

const replacement = "<redacted>"

// What looks like a token is one, even if it is not the one that is configured.
const lookAlikes = [/\beyJ[\w-]+\.[\w-]+\.[\w-]*/g, /(?<=\bBearer\s+)[^\s"'\\]+/gi]

const readFile = (path: string) =>
  Effect.runSync(
    Effect.try({ try: () => readFileSync(path, "utf8"), catch: () => "unreadable" }).pipe(
      Effect.orElseSucceed(() => "")
    )
  )

/**
 * Replaces the configured token in a text. The file that holds it is read each time: it may be replaced while the
 * server runs.
 */
export const makeRedact = (environment: Environment): ((text: string) => string) => {
  const token = environment["LOSANT_API_TOKEN"]?.trim() ?? ""
  const file = environment["LOSANT_API_TOKEN_FILE"]?.trim() ?? ""
  return (text) => {
    const secrets = [token, file === "" ? "" : readFile(file).trim()]
      .filter((secret) => secret !== "")
      // In a log line a secret may stand quoted.
      .flatMap((secret) => [secret, JSON.stringify(secret).slice(1, -1)])
    const withoutSecrets = secrets.reduce((rest, secret) => rest.replaceAll(secret, replacement), text)
    return lookAlikes.reduce((rest, pattern) => rest.replace(pattern, replacement), withoutSecrets)
  }
}
