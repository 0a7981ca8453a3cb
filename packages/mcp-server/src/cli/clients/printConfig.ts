/** `print-config`: prints the settings with which a client starts the server, and names the file for them. */
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import type { Flags } from "../../config/Flags.ts"
import { describeProblem, findLosantProblems, isTokenProblem } from "../../config/losantSettings.ts"
import { parseServerConfig } from "../../config/ServerConfig.ts"
import { type Environment, readVariable } from "../../model/Environment.ts"
import { parsePolicy, showsTool } from "../../policy/Policy.ts"
import { toolSummaries } from "../../tools/definitions/toolSummaries.ts"
import { type Client, type ClientName, clients } from "./clients.ts"
import {
  currentSystem,
  findOmittedVariables,
  type Installation,
  type Launch,
  planLaunch,
  type System
} from "./launch.ts"
import { formatSettings, tokenToReplace } from "./snippet.ts"

export interface ClientSettingsRequest {
  readonly client: ClientName
  readonly system: System
  /** The name of the server in the client. */
  readonly name: string
  /** The settings shall contain the token. */
  readonly withToken: boolean
  /** The client shall start this installation. */
  readonly local: boolean
}

export interface ClientSettings {
  /** Only the settings, so that a program can read them. */
  readonly settings: string
  /** Names the file for the settings. */
  readonly before: string
  /** The next steps for the person. */
  readonly after: string
}

const titles: Readonly<Record<System, string>> = { macos: "macOS", windows: "Windows", linux: "Linux" }

/**
 * Fails with the mistakes that would stop the server, and returns the warnings. Settings for another system are checked
 * less: its rules for absolute paths differ.
 */
const checkServer = (
  flags: Flags,
  environment: Environment,
  system: System
): Result.Result<ReadonlyArray<string>, string> =>
  system === currentSystem
    ? Result.map(parseServerConfig(environment, flags, toolSummaries), ({ warnings }) => warnings)
    : Result.map(parsePolicy(flags, environment, toolSummaries), () => [])

/** Fails with the mistakes that would keep every call from Losant. The token may still be missing. */
const checkLosant = (flags: Flags, environment: Environment, needsToken: boolean): Effect.Effect<void, string> =>
  flags.emulator
    ? Effect.void
    : Effect.flatMap(findLosantProblems(environment), (problems) => {
        const others = problems.filter((problem) => needsToken || !isTokenProblem(problem))
        return others.length === 0 ? Effect.void : Effect.fail(others.map(describeProblem).join("\n"))
      })

const tokenNote = ({ secret, title }: Client): string => {
  switch (secret.kind) {
    case "reference":
      return `${title} takes the token from the variable LOSANT_API_TOKEN: set it where ${title} is started.`
    case "forwarded":
      return `${title} passes the variable LOSANT_API_TOKEN on: set it where ${title} is started.`
    case "input":
      return `${title} asks for the token once, and stores it.`
    case "none":
      return (
        `Replace ${tokenToReplace} by the token; everybody who can read the file can read the token. Or set ` +
        "LOSANT_API_TOKEN_FILE to the path of a file that contains the token, and print the settings again."
      )
  }
}

// Clients refuse or drop tools whose name with the name of the server is longer.
const cursorLimit = { length: 60, prefix: 1 }
const usualLimit = { length: 64, prefix: "mcp__".length + "__".length }

/** Warns if the name of the server leaves too little room for the names of the tools. */
const nameNotes = (client: ClientName, server: string, tools: ReadonlyArray<string>): ReadonlyArray<string> => {
  const { length, prefix } = client === "cursor" ? cursorLimit : usualLimit
  const [longest = ""] = [...tools].sort((one, other) => other.length - one.length)
  const maxLength = length - prefix - longest.length
  return server.length <= maxLength
    ? []
    : [
        `The name ${server} has ${server.length} characters, but ${clients[client].title} allows ${length} for a tool with ` +
          `the name of its server. Use at most ${maxLength} characters, or ${longest} may not be available.`
      ]
}

const proxyNotes = (environment: Environment): ReadonlyArray<string> =>
  findOmittedVariables(environment).map(
    (name) => `${name} may contain a password and is omitted: add it to "env" if the server has to use that proxy.`
  )

const notes = (client: Client, { env, needsToken }: Launch, hasToken: boolean): ReadonlyArray<string> => [
  ...(hasToken ? ["These settings contain the token: keep them secret."] : []),
  ...(needsToken && !hasToken ? [tokenNote(client)] : []),
  ...(env["LOSANT_INSTANCE_ID"]?.startsWith("<")
    ? ["Replace <your instance's id>; only a user token that reaches a single instance does not need this line."]
    : []),
  client.after
]

const describePlace = (client: Client, system: System): string =>
  `${client.title} on ${titles[system]}: put this into ${client.file[system]} (${client.opens}).\n` +
  (client.format === "toml"
    ? "Put it at the end of the file, or in the place of a table of that name.\n"
    : `If the file has "${client.key}" already, add the entry to it.\n`)

/** The settings for a client. It fails with the mistakes that have to be corrected first. */
export const printConfig = Effect.fnUntraced(function* (
  { client: name, system, name: server, withToken, local }: ClientSettingsRequest,
  flags: Flags,
  environment: Environment,
  installation: Installation
): Effect.fn.Return<ClientSettings, string> {
  const client = clients[name]
  const token = readVariable(environment, "LOSANT_API_TOKEN")
  if (withToken && token === "") {
    return yield* Effect.fail("--with-token needs the token in LOSANT_API_TOKEN, which is not set.")
  }
  const warnings = yield* Effect.fromResult(checkServer(flags, environment, system))
  yield* checkLosant(flags, environment, withToken)
  const options = { flags, environment, system, needsCmd: client.needsCmd, ...(local ? { installation } : {}) }
  const policy = yield* Effect.fromResult(parsePolicy(flags, environment, toolSummaries))
  const tools = toolSummaries.filter((tool) => showsTool(policy, tool)).map(({ name }) => name)
  const launch = yield* Effect.fromResult(planLaunch(options))
  const after = [
    ...warnings,
    ...nameNotes(name, server, tools),
    // The variables of this system's network are not copied into settings for another system.
    ...(flags.emulator || system !== currentSystem ? [] : proxyNotes(environment)),
    ...notes(client, launch, withToken && launch.needsToken),
    `Documentation: ${client.docs}`
  ]
  return {
    before: describePlace(client, system),
    settings: formatSettings(client, server, launch, withToken ? token : undefined),
    after: `${after.join("\n")}\n`
  }
})
