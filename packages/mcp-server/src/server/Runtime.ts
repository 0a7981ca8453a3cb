/** Where the effects of the tools run. */
import { Losant } from "@effect-losant/core/Losant"
import { config as losantConfig } from "@effect-losant/core/LosantConfig"
import { LosantConfigError } from "@effect-losant/core/LosantConfigError"
import type { LosantOptions } from "@effect-losant/core/LosantOptions"
import * as ConfigProvider from "effect/ConfigProvider"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as ManagedRuntime from "effect/ManagedRuntime"
import * as Option from "effect/Option"
import * as References from "effect/References"
import { JournalFolder } from "../call/runWrite.ts"
import type { ServerConfig } from "../config/ServerConfig.ts"
import { defaultHost } from "../config/variables.ts"
import { Connection } from "../losant/Connection.ts"
import { makeFetch } from "../losant/http/nodeFetch.ts"
import { proxyFor } from "../losant/http/proxy.ts"
import type { Environment } from "../model/Environment.ts"
import { HideToken } from "../model/HideToken.ts"
import * as Logging from "../observability/logging.ts"
import { makeHideToken, makeRedact } from "../observability/redaction.ts"
import type { Sink } from "../observability/stderr.ts"
import * as AuditTrail from "../safety/AuditTrail.ts"
import { Confirmation } from "../safety/confirmation/Confirmation.ts"
import * as Turns from "../safety/WriteTurns.ts"

export type Runtime = ManagedRuntime.ManagedRuntime<Connection | Confirmation, never>

const environmentLayer = (environment: Environment) => ConfigProvider.layer(ConfigProvider.fromEnvRecord(environment))

/** The one way to the emulator: it is loaded when it was asked for, and not before the first call. */
export const emulatorLayer = Layer.unwrap(
  Effect.map(
    Effect.promise(() => import("../losant/emulated.ts")),
    ({ layer }) => layer
  )
)

/** The options that the environment gives, with a fetch that takes the proxy it names. */
export const readLosantOptions = (environment: Environment): Effect.Effect<LosantOptions, LosantConfigError> =>
  Effect.flatMap(losantConfig, (given) =>
    Effect.fromResult(proxyFor(environment, new URL(given.url ?? `https://${defaultHost}`))).pipe(
      Effect.mapError((wrong) => new LosantConfigError(wrong)),
      Effect.map((proxy) => ({ ...given, fetch: makeFetch(proxy) }))
    )
  ).pipe(Effect.provide(environmentLayer(environment)))

const configured = ({ environment }: ServerConfig): Layer.Layer<Losant, LosantConfigError> =>
  Layer.unwrap(Effect.map(readLosantOptions(environment), Losant.layer))

/** The Losant of a configuration. */
export const losantLayer = (config: ServerConfig): Layer.Layer<Losant, LosantConfigError> =>
  config.emulator ? emulatorLayer : configured(config)

const named = ({ profile }: ServerConfig) => (profile === undefined ? {} : { profile })

/** What the calls have in common: the journal and the audit trail, which they keep for the person, and their turns. */
const kept = (config: ServerConfig): Layer.Layer<never> => {
  const { audit, environment, host, journal } = config
  return Layer.mergeAll(
    audit === undefined
      ? Layer.empty
      : AuditTrail.layer(audit, { ...named(config), host }, (text) => makeHideToken(environment)()(text)),
    Layer.succeed(JournalFolder, journal.kind === "off" ? undefined : { folder: journal.path, host, ...named(config) }),
    Turns.layer
  )
}

/** The log on stderr, and where a collector is configured what is sent to it. */
const observed = (config: ServerConfig, sink: Sink): Layer.Layer<never> => {
  const logging = Logging.layer(config, sink)
  const { environment, telemetry } = config
  // Spans that nobody is sent are not made.
  if (telemetry === undefined) return Layer.merge(logging, Layer.succeed(References.TracerEnabled, false))
  const sent = Effect.map(
    Effect.promise(() => import("../observability/telemetry/telemetry.ts")),
    (Telemetry) => Telemetry.layer(telemetry, config, makeRedact(environment))
  )
  return Layer.provideMerge(Layer.unwrap(sent), logging)
}

/** Everything that a call needs. Losant is made on the first call. */
export const layer = (
  config: ServerConfig,
  losant: Layer.Layer<Losant, LosantConfigError>,
  sink: Sink
): Layer.Layer<Connection | Confirmation> =>
  Layer.merge(
    Connection.layer(losant, config.policy),
    Confirmation.layer({ mode: config.confirm, host: config.host, ...named(config) })
  ).pipe(
    Layer.provideMerge(observed(config, sink)),
    Layer.merge(Layer.succeed(HideToken, makeHideToken(config.environment))),
    Layer.merge(kept(config))
  )

/** Makes the runtime; nothing is read or loaded before the first effect runs. */
export const make = (config: ServerConfig, losant: Layer.Layer<Losant, LosantConfigError>, sink: Sink): Runtime =>
  ManagedRuntime.make(layer(config, losant, sink))

const soonest = Duration.seconds(1)

/** What is said of an attempt's limit that hardly any answer keeps: who writes 30 seldom means milliseconds. */
const shortTimeout = ({ timeout }: LosantOptions): string | undefined => {
  const limit = Option.flatMap(Option.fromUndefinedOr(timeout), Duration.fromInput)
  return Option.isSome(limit) && Duration.isLessThan(limit.value, soonest)
    ? `LOSANT_TIMEOUT is only ${Duration.toMillis(limit.value)} ms, in which Losant can hardly answer. ` +
        'A plain number counts milliseconds; seconds are written "30 seconds".'
    : undefined
}

// Stands in for a token that is missing or wrong, while the other settings are looked at.
export const standInToken = "-"

export const isTokenProblem = ({ variable }: Pick<LosantConfigError, "variable">): boolean =>
  variable.startsWith("LOSANT_API_TOKEN")

/** Core's words are for programs too, which need not have the value from a variable. */
export const describeProblem = ({ variable, message }: LosantConfigError): string =>
  message.includes(variable) ? message : `${variable}: ${message}`

const without = (environment: Environment, variable: string): Environment =>
  isTokenProblem({ variable })
    ? { ...environment, LOSANT_API_TOKEN: standInToken }
    : { ...environment, [variable]: undefined }

/** What is wrong with the settings of Losant. Core stops at the first, so the others are looked at without it. */
export const findLosantProblems = (
  environment: Environment,
  known: ReadonlyArray<LosantConfigError> = []
): Effect.Effect<ReadonlyArray<LosantConfigError>> =>
  readLosantOptions(environment).pipe(
    Effect.matchEffect({
      onSuccess: () => Effect.succeed(known),
      onFailure: (problem) =>
        known.some(({ variable }) => variable === problem.variable)
          ? Effect.succeed(known)
          : findLosantProblems(without(environment, problem.variable), [...known, problem])
    })
  )

/** What is hardly meant so, in those settings that can be read; `problems` are the others. */
export const findSuspiciousTimeout = (
  environment: Environment,
  problems: ReadonlyArray<LosantConfigError>
): Effect.Effect<string | undefined> => {
  const sound = problems.reduce((rest, { variable }) => without(rest, variable), environment)
  return Effect.match(readLosantOptions(sound), { onSuccess: shortTimeout, onFailure: () => undefined })
}

const logLosantSettings = Effect.fnUntraced(function* (environment: Environment): Effect.fn.Return<void> {
  const problems = yield* findLosantProblems(environment)
  const logWarning = (variable: string, message: string) =>
    Effect.annotateLogs(Effect.logWarning(message), { variable })
  for (const { variable, message } of problems) yield* logWarning(variable, message)
  const slip = yield* findSuspiciousTimeout(environment, problems)
  if (slip !== undefined) yield* logWarning("LOSANT_TIMEOUT", slip)
})

/** Says on start what is wrong with the settings, so that whoever starts the server sees it before the first call. */
export const logSettings = (config: ServerConfig): Effect.Effect<void> =>
  Effect.gen(function* () {
    for (const warning of config.warnings) yield* Effect.logWarning(warning)
    if (!config.emulator) yield* logLosantSettings(config.environment)
  })
