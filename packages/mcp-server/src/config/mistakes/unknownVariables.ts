/** Finds variables that are named like settings of this server, but are none. */
import type { Environment } from "../../model/Environment.ts"
import { quote } from "../../text/escapes.ts"
import { closestName } from "../../text/fuzzySuggestions.ts"
import { ownVariables } from "../variables.ts"

const prefix = "LOSANT_"
const serverPrefix = "LOSANT_MCP_"
const maxNameLength = 80

const serverNames = ownVariables.filter((name) => name.startsWith(serverPrefix))
const otherNames = ownVariables.filter((name) => !name.startsWith(serverPrefix))

const suggest = (name: string, names: ReadonlyArray<string>): string => {
  const closest = closestName(name, names)
  return closest === undefined ? "." : `: did you mean ${closest}?`
}

/** The setting with the same letters in another case, or with `MCP_` left out. */
const serverNameFor = (upper: string): string | undefined => {
  const full = upper.startsWith(serverPrefix) ? upper : upper.replace(prefix, serverPrefix)
  return serverNames.includes(full) ? full : undefined
}

export interface UnknownVariables {
  /** These stop the start: a misspelt safety setting would silently forbid nothing. */
  readonly problems: ReadonlyArray<string>
  /** These may belong to another program. */
  readonly warnings: ReadonlyArray<string>
}

/** Variable names ignore case on Windows. */
export const findUnknownVariables = (
  environment: Environment,
  platform: NodeJS.Platform = process.platform
): UnknownVariables => {
  const problems: Array<string> = []
  const warnings: Array<string> = []
  for (const [name, value = ""] of Object.entries(environment)) {
    const upper = name.toUpperCase()
    const isKnown = ownVariables.includes(platform === "win32" ? upper : name)
    if (!upper.startsWith(prefix) || isKnown || value.trim() === "") continue
    const message = `${quote(name, maxNameLength)} is not a setting of this server`
    const serverName = serverNameFor(upper)
    if (serverName !== undefined) problems.push(`${message}: did you mean ${serverName}?`)
    else if (upper.startsWith(serverPrefix)) {
      problems.push(`${message}${suggest(upper, serverNames)} The settings are ${serverNames.join(", ")}.`)
    } else warnings.push(`${message}${suggest(upper, otherNames)}`)
  }
  return { problems, warnings }
}
