/** What flags and environment variables say of the server itself; those of Losant are read by core. */
import type * as LogLevel from "effect/LogLevel"
import * as Result from "effect/Result"
import type { Environment } from "../model/Environment.ts"
import { type Policy, parsePolicy } from "../policy/Policy.ts"
import { parseAudit } from "./auditSettings.ts"
import { dropPlaceholders } from "./bundlePlaceholders.ts"
import { type ConfirmMode, parseConfirmMode } from "./confirmMode.ts"
import type { Flags } from "./Flags.ts"
import { type JournalSettings, parseJournal } from "./journalSettings.ts"
import { profileOf, validateProfile } from "./serverInfo.ts"
import { parseTelemetry, type TelemetrySettings } from "./telemetrySettings.ts"
import { findUnknownVariables } from "./variables.ts"

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
  /** Which server this is among several, in words for people. */
  readonly profile: string | undefined
  /** The host of Losant's API, in words for people. */
  readonly host: string
  readonly policy: Policy
  readonly confirm: ConfirmMode
  readonly journal: JournalSettings
  /** The file of the audit trail. */
  readonly audit: string | undefined
  /** Where spans and logs are sent to. */
  readonly telemetry: TelemetrySettings | undefined
}

const emulatorHost = "the built-in emulator"

/** The host of Losant's API where no URL is set. */
export const defaultHost = "api.losant.com"

/** What is wrong with the URL is core's to say. */
const hostOf = (environment: Environment): string => {
  const url = environment["LOSANT_API_URL"]?.trim() ?? ""
  if (url === "") return defaultHost
  return URL.canParse(url) ? new URL(url).host : "of a URL that is not right"
}

/**
 * The settings, or every one of them that has to be put right before the server starts, a line each: a setting that is
 * there for safety is not guessed at. `tools` are those that the policy may name.
 */
export const parseServerConfig = (
  given: Environment,
  flags: Flags,
  tools: Parameters<typeof parsePolicy>[2]
): Result.Result<ServerConfig, string> => {
  const { environment, warnings: unfilled } = dropPlaceholders(given)
  const policy = parsePolicy(flags, environment, tools)
  const confirm = parseConfirmMode(environment)
  const journal = parseJournal(environment)
  const audit = parseAudit(environment, flags.audit)
  const unknown = findUnknownVariables(environment)
  const settings = [validateProfile(environment), policy, confirm, journal, audit]
  const problems = [
    ...unknown.problems,
    ...settings.flatMap((setting: Result.Result<unknown, string>) =>
      Result.isFailure(setting) ? [setting.failure] : []
    )
  ]
  return Result.all({ policy, confirm, journal, audit }).pipe(
    Result.filterOrFail(
      () => problems.length === 0,
      () => ""
    ),
    Result.mapError(() => problems.join("\n")),
    Result.map((safety) => {
      const { warnings, ...others } = plainSettings(environment, flags)
      return { ...safety, ...others, warnings: [...unfilled, ...warnings, ...unknown.warnings] }
    })
  )
}

/** The level from which on the server logs, and what is wrong with the setting. */
export const parseLogLevel = (environment: Environment): Pick<ServerConfig, "logLevel" | "warnings"> => {
  const wanted = environment["LOSANT_LOG_LEVEL"]?.trim() ?? ""
  const name = wanted === "" ? defaultLogLevel : wanted.toLowerCase()
  const logLevel = Object.hasOwn(logLevels, name) ? logLevels[name] : undefined
  return {
    logLevel: logLevel ?? "Warn",
    warnings:
      logLevel === undefined
        ? [
            `LOSANT_LOG_LEVEL is not one of ${Object.keys(logLevels).join(", ")}; the server goes on with ${defaultLogLevel}.`
          ]
        : []
  }
}

const plainSettings = (environment: Environment, { emulator }: Flags) => {
  const { logLevel, warnings } = parseLogLevel(environment)
  const { telemetry, warnings: ofTelemetry } = parseTelemetry(environment)
  return {
    logLevel,
    telemetry,
    warnings: [...warnings, ...ofTelemetry],
    environment,
    emulator,
    hasInstance: emulator || (environment["LOSANT_INSTANCE_ID"]?.trim() ?? "") !== "",
    profile: profileOf(environment),
    host: emulator ? emulatorHost : hostOf(environment)
  }
}
