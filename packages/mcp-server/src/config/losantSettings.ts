/** The settings of Losant: core parses them, and this module finds all mistakes in them, not only the first. */
import { config as losantConfig } from "@effect-losant/core/LosantConfig"
import { LosantConfigError } from "@effect-losant/core/LosantConfigError"
import type { LosantOptions } from "@effect-losant/core/LosantOptions"
import * as ConfigProvider from "effect/ConfigProvider"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import { makeFetch } from "../losant/http/nodeFetch.ts"
import { findProxy } from "../losant/http/proxy.ts"
import { type Environment, readVariable } from "../model/Environment.ts"
import { isQuoted, isUnfilled } from "../text/settingMistakes.ts"
import { losantVariables, variables } from "./variables.ts"

/** A mistake in a value, as the rest of a sentence that begins with its variable. It never repeats the value. */
const describeMistake = (value: string): string | undefined => {
  if (isUnfilled(value)) {
    return (
      "was not filled in by the client, which passes a placeholder on. Write the value itself where the client configures " +
      "the server, or set the variable of the placeholder where the client is started."
    )
  }
  return isQuoted(value) ? "stands in quotation marks: remove them where the client configures the server." : undefined
}

const refuseMistake = (variable: string, value: string): Effect.Effect<void, LosantConfigError> => {
  const mistake = describeMistake(value)
  return mistake === undefined
    ? Effect.void
    : Effect.fail(new LosantConfigError({ variable, message: `${variable} ${mistake}` }))
}

/**
 * Refuses values that the client or the shell got wrong. Core would send such a token to Losant, whose answer would be
 * that the token has expired.
 */
const refuseMistakes = Effect.fnUntraced(function* (
  environment: Environment
): Effect.fn.Return<void, LosantConfigError> {
  const hasToken = readVariable(environment, "LOSANT_API_TOKEN") !== ""
  for (const name of losantVariables) {
    // Core ignores the file if the token itself is set.
    const isUsed = name !== "LOSANT_API_TOKEN_FILE" || !hasToken
    if (isUsed) yield* refuseMistake(name, readVariable(environment, name))
  }
})

/** The options of the environment, with a fetch that uses the proxy of the environment. */
export const readLosantOptions = (environment: Environment): Effect.Effect<LosantOptions, LosantConfigError> =>
  Effect.gen(function* () {
    yield* refuseMistakes(environment)
    const options = yield* losantConfig
    if (options.accessToken !== undefined && readVariable(environment, "LOSANT_API_TOKEN") === "") {
      yield* refuseMistake("LOSANT_API_TOKEN_FILE", Redacted.value(options.accessToken))
    }
    const url = new URL(options.url ?? variables.LOSANT_API_URL.default)
    const proxy = yield* Effect.fromResult(findProxy(environment, url)).pipe(
      Effect.mapError((mistake) => new LosantConfigError(mistake))
    )
    return { ...options, fetch: makeFetch(proxy) }
  }).pipe(Effect.provide(ConfigProvider.layer(ConfigProvider.fromEnvRecord(environment))))

/** Replaces a missing or wrong token while the other settings are checked. */
export const standInToken = "-"

export const isTokenProblem = ({ variable }: Pick<LosantConfigError, "variable">): boolean =>
  variable.startsWith("LOSANT_API_TOKEN")

/** A message that names the variable. Core's messages may not, because programs can set the options in other ways. */
export const describeProblem = ({ variable, message }: LosantConfigError): string =>
  message.includes(variable) ? message : `${variable}: ${message}`

const withoutVariable = (environment: Environment, variable: string): Environment =>
  isTokenProblem({ variable })
    ? { ...environment, LOSANT_API_TOKEN: standInToken }
    : { ...environment, [variable]: undefined }

/** All problems of the settings. Core stops at the first, so each problem is removed before the next attempt. */
export const findLosantProblems = (
  environment: Environment,
  previous: ReadonlyArray<LosantConfigError> = []
): Effect.Effect<ReadonlyArray<LosantConfigError>> =>
  readLosantOptions(environment).pipe(
    Effect.matchEffect({
      onSuccess: () => Effect.succeed(previous),
      onFailure: (problem) =>
        previous.some(({ variable }) => variable === problem.variable)
          ? Effect.succeed(previous)
          : findLosantProblems(withoutVariable(environment, problem.variable), [...previous, problem])
    })
  )

const minPlausibleTimeout = Duration.seconds(1)

const describeShortTimeout = ({ timeout }: LosantOptions): string | undefined => {
  const limit = Option.flatMap(Option.fromUndefinedOr(timeout), Duration.fromInput)
  return Option.isSome(limit) && Duration.isLessThan(limit.value, minPlausibleTimeout)
    ? `LOSANT_TIMEOUT is only ${Duration.toMillis(limit.value)} ms, too short for most answers of Losant. ` +
        'A plain number counts milliseconds; seconds are written "30 seconds".'
    : undefined
}

/** A warning about a very short timeout: a person who writes 30 usually means seconds. `problems` are already known. */
export const findSuspiciousTimeout = (
  environment: Environment,
  problems: ReadonlyArray<LosantConfigError>
): Effect.Effect<string | undefined> => {
  const usable = problems.reduce((rest, { variable }) => withoutVariable(rest, variable), environment)
  return Effect.match(readLosantOptions(usable), { onSuccess: describeShortTimeout, onFailure: () => undefined })
}
