/**
 * Settings of the desktop bundle that its user left out. Some clients put an empty text there, others pass the
 * placeholder of the bundle's manifest on as it is: https://github.com/modelcontextprotocol/mcpb/issues/250.
 */
import type { Environment } from "../model/Environment.ts"

// As in a manifest, and the whole of the value. Every other placeholder is somebody's own, and a mistake that the
// setting it stands in tells of.
const placeholder = /^\$\{user_config\.[^{}]+\}$/

interface LeftOut {
  /** What holds instead. Without it the variable counts as one that is not there. */
  readonly instead?: string
  /** What to tell the person, where they may have meant something that does not hold now. */
  readonly warning?: string
}

const filledIn = "Fill it in where the client configures the server, and start it again."

/**
 * The variables that the manifest of the desktop bundle sets. An empty one is not set: its user saw the setting, and
 * left it so. Of a placeholder nobody knows what its user chose, since a client that does not replace it may have lost
 * the choice; so where one choice allows less than another, the one that allows least holds. The rules for tools and
 * organizations are not among them: no rule allows least, so a placeholder there stops the start, as it always did.
 */
const ofTheBundle = {
  LOSANT_API_TOKEN: {},
  LOSANT_INSTANCE_ID: {},
  LOSANT_API_URL: {},
  LOSANT_MCP_PROFILE: {},
  LOSANT_MCP_READ_ONLY: {
    instead: "true",
    warning: `The client did not fill in LOSANT_MCP_READ_ONLY, so there are only tools that change nothing. ${filledIn}`
  },
  LOSANT_MCP_CONFIRM: {
    instead: "elicit",
    warning: `The client did not fill in LOSANT_MCP_CONFIRM, so only a form confirms what destroys. ${filledIn}`
  },
  LOSANT_MCP_AUDIT: {
    warning: `The client did not fill in LOSANT_MCP_AUDIT, so there is no trail. ${filledIn}`
  }
} as const satisfies Readonly<Record<string, LeftOut>>

const leftOut: Readonly<Record<string, LeftOut>> = ofTheBundle

export const bundleVariables: ReadonlyArray<string> = Object.keys(leftOut)

export interface CleanEnvironment {
  readonly environment: Environment
  readonly warnings: ReadonlyArray<string>
}

/** The environment without the placeholders that a client of the desktop bundle leaves in it. */
export const dropPlaceholders = (given: Environment): CleanEnvironment => {
  const names = bundleVariables.filter((name) => placeholder.test(given[name]?.trim() ?? ""))
  if (names.length === 0) return { environment: given, warnings: [] }
  return {
    environment: { ...given, ...Object.fromEntries(names.map((name) => [name, leftOut[name]?.instead])) },
    warnings: names.flatMap((name) => leftOut[name]?.warning ?? [])
  }
}
