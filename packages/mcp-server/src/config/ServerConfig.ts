/** The settings of the server, from flags and environment variables. Core reads the settings of Losant. */
import type * as LogLevel from "effect/LogLevel"
import * as Result from "effect/Result"
import { type Environment, readVariable } from "../model/Environment.ts"
import { type Policy, parsePolicy } from "../policy/Policy.ts"
import { parseAudit } from "./auditSettings.ts"
import { parseAnswerWithin, parseMaxRequests } from "./callSettings.ts"
import { type ConfirmMode, type LevelSetting, parseConfirmMode, parseLevelSetting } from "./confirmSettings.ts"
import type { Flags } from "./Flags.ts"
import { type JournalSettings, parseJournal } from "./journalSettings.ts"
import { dropPlaceholders } from "./mistakes/placeholders.ts"
import { findUnknownVariables } from "./mistakes/unknownVariables.ts"
import { profileOf, validateProfile } from "./serverInfo.ts"
import { parseTelemetry, type TelemetrySettings } from "./telemetrySettings.ts"
import { defaultHost, variables } from "./variables.ts"

export interface ServerConfig {
  readonly environment: Environment
  /** The server runs on the emulator in its own process. */
  readonly emulator: boolean
  /** An instance is configured, so no tool has an argument for it. */
  readonly hasInstance: boolean
  readonly logLevel: LogLevel.LogLevel
  /** Mistakes in settings that do not stop the server. */
  readonly warnings: ReadonlyArray<string>
  /** The name of this server among several, for people. */
  readonly profile: string | undefined
  /** The host of Losant's API, for people. */
  readonly host: string
  readonly policy: Policy
  readonly confirm: ConfirmMode
  readonly confirmLevel: LevelSetting
  readonly journal: JournalSettings
  /** The number of requests to Losant that may be under way at a time. */
  readonly maxRequests: number
  /** The time in milliseconds within which a call is answered. Undefined if only its end answers it. */
  readonly answerWithin: number | undefined
  /** The absolute path of the audit trail. */
  readonly audit: string | undefined
  /** The receiver of spans and logs. */
  readonly telemetry: TelemetrySettings | undefined
}

/** The emulator, as people read it in the place of a host. */
export const emulatorHost = "the built-in emulator"

// Core reports what is wrong with the URL.
const hostOf = (environment: Environment): string => {
  const url = readVariable(environment, "LOSANT_API_URL")
  if (url === "") return defaultHost
  return URL.canParse(url) ? new URL(url).host : "an unreadable LOSANT_API_URL"
}

/**
 * Parses the settings. It fails with a line for each mistake that has to be corrected before the start: a safety setting is
 * never guessed. `tools` are the tools that the policy may name.
 */
export const parseServerConfig = (
  processEnvironment: Environment,
  flags: Flags,
  tools: Parameters<typeof parsePolicy>[2]
): Result.Result<ServerConfig, string> => {
  const { environment, warnings: unfilled } = dropPlaceholders(processEnvironment)
  const policy = parsePolicy(flags, environment, tools)
  const confirm = parseConfirmMode(environment)
  const confirmLevel = parseLevelSetting(environment)
  const journal = parseJournal(environment)
  const audit = parseAudit(environment, flags.audit)
  const maxRequests = parseMaxRequests(environment)
  const answerWithin = parseAnswerWithin(environment)
  const unknown = findUnknownVariables(environment)
  const limits = { maxRequests, answerWithin }
  const settings = [
    validateProfile(environment),
    policy,
    confirm,
    confirmLevel,
    journal,
    audit,
    ...Object.values(limits)
  ]
  const problems = [
    ...unknown.problems,
    ...settings.flatMap((setting: Result.Result<unknown, string>) =>
      Result.isFailure(setting) ? [setting.failure] : []
    )
  ]
  return Result.all({ policy, confirm, confirmLevel, journal, audit, ...limits }).pipe(
    Result.filterOrFail(
      () => problems.length === 0,
      () => ""
    ),
    Result.mapError(() => problems.join("\n")),
    Result.map((safety) => {
      const { warnings, ...others } = parseTolerantSettings(environment, flags)
      return { ...safety, ...others, warnings: [...unfilled, ...warnings, ...unknown.warnings] }
    })
  )
}

const logLevelSetting = variables.LOSANT_LOG_LEVEL

const logLevels: Readonly<Record<(typeof logLevelSetting.choices)[number], LogLevel.LogLevel>> = {
  debug: "Debug",
  info: "Info",
  warning: "Warn",
  error: "Error",
  none: "None"
}

/** The level of the log. An unknown level is reported, and the default takes its place. */
export const parseLogLevel = (environment: Environment): Pick<ServerConfig, "logLevel" | "warnings"> => {
  const value = readVariable(environment, "LOSANT_LOG_LEVEL").toLowerCase()
  const name = logLevelSetting.choices.find((choice) => choice === value)
  return {
    logLevel: logLevels[name ?? logLevelSetting.default],
    warnings:
      name === undefined && value !== ""
        ? [
            `LOSANT_LOG_LEVEL is not one of ${logLevelSetting.choices.join(", ")}; the server goes on with ` +
              `${logLevelSetting.default}.`
          ]
        : []
  }
}

/**
 * A warning if Node does not check certificates. Only the value 0 switches the check off. The emulator needs no
 * network.
 */
export const findTlsProblem = (environment: Environment, { emulator }: Pick<Flags, "emulator">): string | undefined =>
  !emulator && environment["NODE_TLS_REJECT_UNAUTHORIZED"] === "0"
    ? "NODE_TLS_REJECT_UNAUTHORIZED is 0, so Node does not check certificates: anybody in the network can read the token. " +
      "Remove the variable. NODE_EXTRA_CA_CERTS names the certificate of a company's own authority."
    : undefined

/** The settings whose mistakes are only reported, because they weaken no protection. */
const parseTolerantSettings = (environment: Environment, flags: Flags) => {
  const { emulator } = flags
  const { logLevel, warnings } = parseLogLevel(environment)
  const tlsProblem = findTlsProblem(environment, flags)
  const { telemetry, warnings: telemetryWarnings } = parseTelemetry(environment)
  return {
    logLevel,
    telemetry,
    warnings: [...warnings, ...telemetryWarnings, ...(tlsProblem === undefined ? [] : [tlsProblem])],
    environment,
    emulator,
    hasInstance: emulator || readVariable(environment, "LOSANT_INSTANCE_ID") !== "",
    profile: profileOf(environment),
    host: emulator ? emulatorHost : hostOf(environment)
  }
}
