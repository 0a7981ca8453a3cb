/** Where the effects of the tools run. */
import { Losant } from "@effect-losant/core/Losant"
import { config as losantConfig } from "@effect-losant/core/LosantConfig"
import type { LosantConfigError } from "@effect-losant/core/LosantConfigError"
import * as ConfigProvider from "effect/ConfigProvider"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as ManagedRuntime from "effect/ManagedRuntime"
import { Connection } from "./Connection.ts"
import * as Logging from "./Logging.ts"
import { HideToken, makeHideToken } from "./Redaction.ts"
import type { Environment, ServerConfig } from "./ServerConfig.ts"

export type Runtime = ManagedRuntime.ManagedRuntime<Connection, never>

const environmentLayer = (environment: Environment) => ConfigProvider.layer(ConfigProvider.fromEnvRecord(environment))

// The one way to the emulator: it is loaded when it was asked for, and not before the first call.
const emulated = Layer.unwrap(
  Effect.map(
    Effect.promise(() => import("./Emulated.ts")),
    ({ layer }) => layer
  )
)

/** The Losant of a configuration. */
export const losantOf = (config: ServerConfig): Layer.Layer<Losant, LosantConfigError> =>
  config.emulator ? emulated : Layer.provide(Losant.layerConfig, environmentLayer(config.environment))

/** Makes the runtime; nothing is read or loaded before the first effect runs. */
export const make = (
  config: ServerConfig,
  losant: Layer.Layer<Losant, LosantConfigError>,
  sink: Logging.Sink
): Runtime =>
  ManagedRuntime.make(
    Connection.layer(losant).pipe(
      Layer.provideMerge(Logging.layer(config, sink)),
      Layer.merge(Layer.succeed(HideToken, makeHideToken(config.environment)))
    )
  )

/** Says on start what is wrong with the settings, so that whoever starts the server sees it before the first call. */
export const logSettings = (config: ServerConfig): Effect.Effect<void> =>
  Effect.gen(function* () {
    for (const warning of config.warnings) yield* Effect.logWarning(warning)
    if (!config.emulator) {
      yield* losantConfig.pipe(
        Effect.provide(environmentLayer(config.environment)),
        Effect.catch(({ message }) => Effect.logWarning(message))
      )
    }
  })
