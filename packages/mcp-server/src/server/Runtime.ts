/** The runtime in which the effects of the tools run. */
import { Losant } from "@effect-losant/core/Losant"
import type { LosantConfigError } from "@effect-losant/core/LosantConfigError"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as ManagedRuntime from "effect/ManagedRuntime"
import * as References from "effect/References"
import * as PendingCalls from "../call/PendingCalls.ts"
import * as ViewedPlans from "../call/views/ViewedPlans.ts"
import { findLosantProblems, findSuspiciousTimeout, readLosantOptions } from "../config/losantSettings.ts"
import type { ServerConfig } from "../config/ServerConfig.ts"
import { Connection } from "../losant/Connection.ts"
import type { Environment } from "../model/Environment.ts"
import { HideToken } from "../model/HideToken.ts"
import * as Logging from "../observability/logging.ts"
import { makeHideToken, makeRedact } from "../observability/redaction.ts"
import type { Sink } from "../observability/stderr.ts"
import * as AuditTrail from "../safety/AuditTrail.ts"
import { Confirmation } from "../safety/confirmation/Confirmation.ts"
import { JournalFolder } from "../safety/journal.ts"
import * as RecentWrites from "../safety/RecentWrites.ts"
import * as WriteTurns from "../safety/WriteTurns.ts"

export type Runtime = ManagedRuntime.ManagedRuntime<Connection | Confirmation, never>

/** The emulator. It is loaded with the first call that needs it. */
export const emulatorLayer = Layer.unwrap(
  Effect.map(
    Effect.promise(() => import("../losant/emulated.ts")),
    ({ layer }) => layer
  )
)

/** The Losant of a configuration. */
export const losantLayer = ({
  emulator,
  environment,
  maxRequests
}: ServerConfig): Layer.Layer<Losant, LosantConfigError> => {
  if (emulator) return emulatorLayer
  // A request that waits has begun nothing, and the time limit of its call includes the wait.
  const limiter = { concurrency: maxRequests }
  return Layer.unwrap(Effect.map(readLosantOptions(environment), (options) => Losant.layer({ ...options, limiter })))
}

const profileField = ({ profile }: ServerConfig) => (profile === undefined ? {} : { profile })

/**
 * The parts that all calls share: the journal, the audit trail, the queue of writes and their memory, and the calls that
 * were answered before their end.
 */
const recordsLayer = (config: ServerConfig): Layer.Layer<never> => {
  const { audit, environment, host, journal } = config
  const hideToken = makeHideToken(environment)
  return Layer.mergeAll(
    audit === undefined
      ? Layer.empty
      : AuditTrail.layer(audit, { ...profileField(config), host }, (text) => hideToken()(text)),
    Layer.succeed(
      JournalFolder,
      journal.kind === "off" ? undefined : { folder: journal.path, host, ...profileField(config) }
    ),
    PendingCalls.layer,
    RecentWrites.layer,
    ViewedPlans.layer,
    WriteTurns.layer
  )
}

/** The log on stderr, and the export to a collector if one is configured. */
const observabilityLayer = (config: ServerConfig, sink: Sink): Layer.Layer<never> => {
  const logging = Logging.layer(config, sink)
  const { environment, telemetry } = config
  // Without a collector, spans would be made for nobody.
  if (telemetry === undefined) return Layer.merge(logging, Layer.succeed(References.TracerEnabled, false))
  const exporter = Effect.map(
    Effect.promise(() => import("../observability/telemetry/telemetry.ts")),
    (Telemetry) => Telemetry.layer(telemetry, config, makeRedact(environment))
  )
  return Layer.provideMerge(Layer.unwrap(exporter), logging)
}

/** Everything that a call needs. The first call makes Losant. */
export const layer = (
  config: ServerConfig,
  losant: Layer.Layer<Losant, LosantConfigError>,
  sink: Sink
): Layer.Layer<Connection | Confirmation> =>
  Layer.merge(
    Connection.layer(losant, config.policy),
    Confirmation.layer({ mode: config.confirm, level: config.confirmLevel, host: config.host, ...profileField(config) })
  ).pipe(
    Layer.provideMerge(observabilityLayer(config, sink)),
    Layer.merge(Layer.succeed(HideToken, makeHideToken(config.environment))),
    Layer.merge(recordsLayer(config))
  )

/** Makes the runtime. It reads and loads nothing before the first effect runs. */
export const make = (config: ServerConfig, losant: Layer.Layer<Losant, LosantConfigError>, sink: Sink): Runtime =>
  ManagedRuntime.make(layer(config, losant, sink))

const logLosantSettings = Effect.fnUntraced(function* (environment: Environment): Effect.fn.Return<void> {
  const problems = yield* findLosantProblems(environment)
  const logWarning = (variable: string, message: string) =>
    Effect.annotateLogs(Effect.logWarning(message), { variable })
  for (const { variable, message } of problems) yield* logWarning(variable, message)
  const timeoutWarning = yield* findSuspiciousTimeout(environment, problems)
  if (timeoutWarning !== undefined) yield* logWarning("LOSANT_TIMEOUT", timeoutWarning)
})

/** Logs mistakes in the settings at the start, so that the person sees them before the first call. */
export const logSettings = (config: ServerConfig): Effect.Effect<void> =>
  Effect.gen(function* () {
    for (const warning of config.warnings) yield* Effect.logWarning(warning)
    if (!config.emulator) yield* logLosantSettings(config.environment)
  })
