/** The variables of the environment that the server knows, and those that look as if it did. */

import type { Environment } from "../model/Environment.ts"
import { quote } from "../text/escapes.ts"
import { closestName } from "../text/fuzzySuggestions.ts"
import type { TelemetryVariable } from "./telemetrySettings.ts"

const prefix = "LOSANT_"
const ownPrefix = "LOSANT_MCP_"

const ownVariables = [
  "LOSANT_MCP_PROFILE",
  "LOSANT_MCP_READ_ONLY",
  "LOSANT_MCP_TOOLS",
  "LOSANT_MCP_EXCLUDE_TOOLS",
  "LOSANT_MCP_ALLOW_ORG",
  "LOSANT_MCP_DENY_ORG",
  "LOSANT_MCP_CONFIRM",
  "LOSANT_MCP_JOURNAL",
  "LOSANT_MCP_AUDIT"
] as const

const losantVariables = [
  "LOSANT_API_TOKEN",
  "LOSANT_API_TOKEN_FILE",
  "LOSANT_INSTANCE_ID",
  "LOSANT_API_URL",
  "LOSANT_TIMEOUT",
  "LOSANT_LOG_LEVEL"
] as const

export type VariableName = (typeof losantVariables)[number] | (typeof ownVariables)[number] | TelemetryVariable

/** All variables of the server alone, beside those that all programs with spans and logs share; `cli/VariableDocs.ts` says what each is for. */
export const variables: ReadonlyArray<string> = [...losantVariables, ...ownVariables]

const longestName = 80

const didYouMean = (name: string, names: ReadonlyArray<string>): string => {
  const near = closestName(name, names)
  return near === undefined ? "." : `: did you mean ${near}?`
}

const own = new Set<string>(ownVariables)

/** The safety setting that somebody wrote in other letters, or without the middle of its name. */
const meantOwn = (upper: string): string | undefined => {
  const full = upper.startsWith(ownPrefix) ? upper : upper.replace(prefix, ownPrefix)
  return own.has(full) ? full : undefined
}

export interface Unknown {
  /** What has to be put right before the server starts: nobody knows what was to be forbidden by it. */
  readonly problems: ReadonlyArray<string>
  /** What may be meant for another program. */
  readonly warnings: ReadonlyArray<string>
}

/** The variables that are set and named as if they were the server's, but are not. Windows tells no case apart. */
export const findUnknownVariables = (
  environment: Environment,
  platform: NodeJS.Platform = process.platform
): Unknown => {
  const problems: Array<string> = []
  const warnings: Array<string> = []
  for (const [name, value = ""] of Object.entries(environment)) {
    const upper = name.toUpperCase()
    const isKnown = variables.includes(platform === "win32" ? upper : name)
    if (!upper.startsWith(prefix) || isKnown || value.trim() === "") continue
    const said = `${quote(name, longestName)} is no setting of this server`
    const meant = meantOwn(upper)
    if (meant !== undefined) problems.push(`${said}: did you mean ${meant}?`)
    else if (upper.startsWith(ownPrefix)) {
      problems.push(`${said}${didYouMean(upper, ownVariables)} There are ${ownVariables.join(", ")}.`)
    } else warnings.push(`${said}${didYouMean(upper, losantVariables)}`)
  }
  return { problems, warnings }
}
