/** What the environment variables say of the server itself; those of Losant are read by core. */
import type * as LogLevel from "effect/LogLevel"

export type Environment = Readonly<Record<string, string | undefined>>

const logLevels: Readonly<Record<string, LogLevel.LogLevel>> = {
  debug: "Debug",
  info: "Info",
  warning: "Warn",
  error: "Error",
  none: "None"
}

const defaultLogLevel = "warning"

export interface ServerConfig {
  readonly environment: Environment
  /** Whether the server runs on the in-process emulator. */
  readonly emulator: boolean
  /** Whether an instance is configured: then no tool asks for one. */
  readonly hasInstance: boolean
  readonly logLevel: LogLevel.LogLevel
  /** What is wrong with the settings of the server itself; it goes on without them. */
  readonly warnings: ReadonlyArray<string>
}

export const fromEnvironment = (environment: Environment, emulator: boolean): ServerConfig => {
  const wanted = environment["LOSANT_LOG_LEVEL"]?.trim() ?? ""
  const name = wanted === "" ? defaultLogLevel : wanted.toLowerCase()
  const logLevel = Object.hasOwn(logLevels, name) ? logLevels[name] : undefined
  return {
    environment,
    emulator,
    hasInstance: emulator || (environment["LOSANT_INSTANCE_ID"]?.trim() ?? "") !== "",
    logLevel: logLevel ?? "Warn",
    warnings:
      logLevel === undefined
        ? [
            `LOSANT_LOG_LEVEL is not one of ${Object.keys(logLevels).join(", ")}; the server goes on with ${defaultLogLevel}.`
          ]
        : []
  }
}
