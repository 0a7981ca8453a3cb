/** The checks that need neither a file nor the network. */
import type { LosantConfigError } from "@effect-losant/core/LosantConfigError"
import * as Result from "effect/Result"
import { parseConfirmMode } from "../../config/confirmMode.ts"
import type { Flags } from "../../config/Flags.ts"
import { describeProblem, isTokenProblem } from "../../config/losantSettings.ts"
import { parseLogLevel } from "../../config/ServerConfig.ts"
import { profileOf, validateProfile } from "../../config/serverInfo.ts"
import { parseTelemetry } from "../../config/telemetrySettings.ts"
import { findUnknownVariables } from "../../config/unknownVariables.ts"
import { ownVariables } from "../../config/variables.ts"
import { type Environment, readVariable } from "../../model/Environment.ts"
import { hasRules } from "../../policy/OrgRules.ts"
import { type Policy, parsePolicy, showsTool } from "../../policy/Policy.ts"
import { definitions } from "../../tools/definitions/definitions.ts"
import { type Check, failed, ok } from "./Check.ts"

const leastNode = [20, 19] as const

/** `version` as Node says it, such as `20.19.0`. */
export const checkNode = (version: string): Check => {
  const [major = 0, minor = 0] = version.split(".").map(Number)
  const [leastMajor, leastMinor] = leastNode
  const isEnough = major > leastMajor || (major === leastMajor && minor >= leastMinor)
  return isEnough
    ? ok("node", `Node ${version}`)
    : failed(
        "node",
        `Node ${version} is too old`,
        `Install Node ${leastNode.join(".")} or later from https://nodejs.org.`
      )
}

const correct = "Correct it where the client starts the server."

/** Which variables are set; not what they hold. `unfilled` says which a client left for others to fill in. */
export const checkVariables = (environment: Environment, unfilled: ReadonlyArray<string> = []): Check => {
  const set = ownVariables.filter((name) => readVariable(environment, name) !== "")
  const { problems, warnings } = findUnknownVariables(environment)
  const named = set.length === 0 ? "none of the server's variables is set" : `set: ${set.join(", ")}`
  return problems.length > 0
    ? failed("variables", [named, ...problems].join("\n"), correct)
    : ok("variables", [named, ...unfilled, ...warnings].join("\n"))
}

/** What would stop the server, of a setting that can be read without anything else. */
const checkSetting = <A>(name: string, read: Result.Result<A, string>, found: (value: A) => string): Check =>
  Result.match(read, {
    onSuccess: (value) => ok(name, found(value)),
    onFailure: (problem) => failed(name, problem, `${correct} The server does not start with it.`)
  })

const describe = (policy: Policy): string => {
  const shown = definitions.filter((definition) => showsTool(policy, definition)).length
  return [
    policy.readOnly ? "only reads" : "reads and writes",
    `${shown} of ${definitions.length} tools`,
    hasRules(policy) ? "some organizations only" : "all organizations"
  ].join("; ")
}

/** The settings of the server itself. */
export const checkServerSettings = (environment: Environment, flags: Flags): ReadonlyArray<Check> => {
  const profile = Result.map(validateProfile(environment), () => profileOf(environment) ?? "none")
  const [problem] = parseLogLevel(environment).warnings
  const { telemetry, warnings } = parseTelemetry(environment)
  return [
    checkSetting("policy", parsePolicy(flags, environment, definitions), describe),
    checkSetting("confirmation", parseConfirmMode(environment), (mode) => mode),
    checkSetting("profile", profile, (name) => name),
    problem === undefined
      ? ok("log", environment["LOSANT_LOG_LEVEL"]?.trim() || "warning")
      : failed("log", problem, correct),
    ...warnings.map((warning) => failed("telemetry", warning, correct)),
    ...(telemetry === undefined ? [] : [ok("telemetry", `goes to ${new URL(telemetry.endpoint).host}`)])
  ]
}

/** The settings of Losant but for the token. `slip` is said of one that can be read, and is hardly meant so. */
export const checkLosantSettings = (problems: ReadonlyArray<LosantConfigError>, slip?: string): Check => {
  const others = problems.filter((problem) => !isTokenProblem(problem))
  if (others.length === 0 && slip !== undefined) return failed("losant-settings", slip, correct)
  return others.length === 0
    ? ok("losant-settings", "the URL, the instance's id and the time limit can be read")
    : failed("losant-settings", others.map(describeProblem).join("\n"), correct)
}
