/** The checks that need neither a file nor the network. */
import type { LosantConfigError } from "@effect-losant/core/LosantConfigError"
import * as Duration from "effect/Duration"
import * as Result from "effect/Result"
import { parseAnswerWithin, parseMaxRequests } from "../../config/callSettings.ts"
import { parseConfirmMode, parseLevelSetting } from "../../config/confirmSettings.ts"
import type { Flags } from "../../config/Flags.ts"
import { describeProblem, isTokenProblem } from "../../config/losantSettings.ts"
import { findUnknownVariables } from "../../config/mistakes/unknownVariables.ts"
import { findTlsProblem, parseLogLevel, type ServerConfig } from "../../config/ServerConfig.ts"
import { profileOf, validateProfile } from "../../config/serverInfo.ts"
import { parseTelemetry } from "../../config/telemetrySettings.ts"
import { ownVariables, variables } from "../../config/variables.ts"
import { type Environment, readVariable } from "../../model/Environment.ts"
import { hasRules } from "../../policy/OrgRules.ts"
import { type Policy, parsePolicy, showsTool } from "../../policy/Policy.ts"
import { toolSummaries } from "../../tools/definitions/toolSummaries.ts"
import { type Check, failed, ok } from "./Check.ts"

const minimumNode = [20, 19] as const

/** `version` in Node's own form, such as `20.19.0`. */
export const checkNode = (version: string): Check => {
  const [major = 0, minor = 0] = version.split(".").map(Number)
  const [minimumMajor, minimumMinor] = minimumNode
  const isSupported = major > minimumMajor || (major === minimumMajor && minor >= minimumMinor)
  return isSupported
    ? ok("node", `Node ${version}`)
    : failed(
        "node",
        `Node ${version} is too old`,
        `Install Node ${minimumNode.join(".")} or later from https://nodejs.org.`
      )
}

const correct = "Correct it where the client starts the server."

/** Lists the names of the variables that are set, without their values. `unfilled` are warnings about placeholders. */
export const checkVariables = (environment: Environment, unfilled: ReadonlyArray<string> = []): Check => {
  const set = ownVariables.filter((name) => readVariable(environment, name) !== "")
  const { problems, warnings } = findUnknownVariables(environment)
  const summary = set.length === 0 ? "none of the server's variables is set" : `set: ${set.join(", ")}`
  return problems.length > 0
    ? failed("variables", [summary, ...problems].join("\n"), correct)
    : ok("variables", [summary, ...unfilled, ...warnings].join("\n"))
}

/** Checks a setting that stops the start if it is wrong. */
const checkSetting = <A>(name: string, setting: Result.Result<A, string>, describe: (value: A) => string): Check =>
  Result.match(setting, {
    onSuccess: (value) => ok(name, describe(value)),
    onFailure: (problem) => failed(name, problem, `${correct} Until then the server does not start.`)
  })

const describePolicy = (policy: Policy): string => {
  const visibleTools = toolSummaries.filter((tool) => showsTool(policy, tool)).length
  return [
    policy.readOnly ? "read-only" : "reads and writes, as far as the token may",
    `${visibleTools} of ${toolSummaries.length} tools`,
    hasRules(policy) ? "some organizations only" : "all organizations"
  ].join("; ")
}

const describeLimits = ({ maxRequests, answerWithin }: Pick<ServerConfig, "maxRequests" | "answerWithin">): string => {
  const time =
    answerWithin === undefined ? "only at its end" : `within ${Duration.format(Duration.millis(answerWithin))}`
  return `${maxRequests} requests to Losant at a time; a call is answered ${time}`
}

/** The settings of the server itself. */
export const checkServerSettings = (environment: Environment, flags: Flags): ReadonlyArray<Check> => {
  const profile = Result.map(validateProfile(environment), () => profileOf(environment) ?? "none")
  const limits = Result.all({
    maxRequests: parseMaxRequests(environment),
    answerWithin: parseAnswerWithin(environment)
  })
  const [problem] = parseLogLevel(environment).warnings
  const { telemetry, warnings } = parseTelemetry(environment)
  const tlsProblem = findTlsProblem(environment, flags)
  return [
    checkSetting("policy", parsePolicy(flags, environment, toolSummaries), describePolicy),
    checkSetting("confirmation", parseConfirmMode(environment), (mode) => mode),
    checkSetting("confirm-level", parseLevelSetting(environment), (level) => level),
    checkSetting("profile", profile, (name) => name),
    checkSetting("limits", limits, describeLimits),
    problem === undefined
      ? ok("log", readVariable(environment, "LOSANT_LOG_LEVEL") || variables.LOSANT_LOG_LEVEL.default)
      : failed("log", problem, correct),
    ...(tlsProblem === undefined ? [] : [failed("certificates", tlsProblem, correct)]),
    ...warnings.map((warning) => failed("telemetry", warning, correct)),
    ...(telemetry === undefined ? [] : [ok("telemetry", `goes to ${new URL(telemetry.endpoint).host}`)])
  ]
}

/** Checks the settings of Losant except the token. `warning` is about a value that is valid, but hardly intended. */
export const checkLosantSettings = (problems: ReadonlyArray<LosantConfigError>, warning?: string): Check => {
  const others = problems.filter((problem) => !isTokenProblem(problem))
  if (others.length === 0 && warning !== undefined) return failed("losant-settings", warning, correct)
  return others.length === 0
    ? ok("losant-settings", "the URL, the instance's id and the time limit are valid")
    : failed("losant-settings", others.map(describeProblem).join("\n"), correct)
}
