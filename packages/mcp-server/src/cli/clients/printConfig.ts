/** `print-config`: the settings with which a client starts the server, and where they go. */
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import type { Flags } from "../../config/Flags.ts"
import { describeProblem, findLosantProblems, isTokenProblem } from "../../config/losantSettings.ts"
import { parseServerConfig } from "../../config/ServerConfig.ts"
import type { Environment } from "../../model/Environment.ts"
import { parsePolicy } from "../../policy/Policy.ts"
import { definitions } from "../../tools/definitions/definitions.ts"
import type { PrintConfig } from "./ClientSettingsRequest.ts"
import { type Client, clients } from "./clients.ts"
import {
  findOmittedVariables,
  type Installation,
  type Launch,
  planLaunch,
  presentSystem,
  type System
} from "./launch.ts"
import { formatSettings, tokenToReplace } from "./snippet.ts"

export interface Printed {
  /** Nothing but the settings, for a program to read too. */
  readonly settings: string
  /** Where they go. */
  readonly before: string
  /** What to do next. */
  readonly after: string
}

const titles: Readonly<Record<System, string>> = { macos: "macOS", windows: "Windows", linux: "Linux" }

/** What would stop the server, or answers the warnings. Whether a path is whole can be told on its own system only. */
const checkServer = (
  flags: Flags,
  environment: Environment,
  system: System
): Result.Result<ReadonlyArray<string>, string> =>
  system === presentSystem
    ? Result.map(parseServerConfig(environment, flags, definitions), ({ warnings }) => warnings)
    : Result.map(parsePolicy(flags, environment, definitions), () => [])

/** With what would keep every call from Losant, settings are of no use. The token need not be there yet. */
const checkLosant = (flags: Flags, environment: Environment, needsToken: boolean): Effect.Effect<void, string> =>
  flags.emulator
    ? Effect.void
    : Effect.flatMap(findLosantProblems(environment), (problems) => {
        const others = problems.filter((problem) => needsToken || !isTokenProblem(problem))
        return others.length === 0 ? Effect.void : Effect.fail(others.map(describeProblem).join("\n"))
      })

const aboutToken = ({ secret, title }: Client): string => {
  switch (secret.kind) {
    case "reference":
      return `${title} takes the token from the variable LOSANT_API_TOKEN, which has to be set where ${title} is started.`
    case "forwarded":
      return `${title} hands on the variable LOSANT_API_TOKEN, which has to be set where ${title} is started.`
    case "input":
      return `${title} asks for the token once, and keeps it.`
    case "none":
      return (
        `Replace ${tokenToReplace} by the token; whoever can read the file can read it too. Or set LOSANT_API_TOKEN_FILE to ` +
        "the path of a file that holds it, and print the settings again."
      )
  }
}

const aboutProxy = (environment: Environment): ReadonlyArray<string> =>
  findOmittedVariables(environment).map(
    (name) => `${name} holds a password, and is left out: add it to "env" if the server has to go through that proxy.`
  )

const notes = (client: Client, { env, needsToken }: Launch, hasToken: boolean): ReadonlyArray<string> => [
  ...(hasToken ? ["The token stands in these settings: keep them to yourself."] : []),
  ...(needsToken && !hasToken ? [aboutToken(client)] : []),
  ...(env["LOSANT_INSTANCE_ID"]?.startsWith("<")
    ? ["Replace <your instance's id>; a user token that reaches one instance only needs no such line."]
    : []),
  client.after
]

const place = (client: Client, system: System): string =>
  `${client.title} on ${titles[system]}: put this into ${client.file[system]} (${client.opens}).\n` +
  (client.format === "toml"
    ? "It goes to the end of the file, in the place of a table of that name.\n"
    : `If there is "${client.key}" already, add what is in it here.\n`)

/** The settings for a client, or what has to be put right first. */
export const printConfig = Effect.fnUntraced(function* (
  { client: name, system, name: server, withToken, local }: PrintConfig,
  flags: Flags,
  environment: Environment,
  installation: Installation
): Effect.fn.Return<Printed, string> {
  const client = clients[name]
  const token = environment["LOSANT_API_TOKEN"]?.trim() ?? ""
  if (withToken && token === "") {
    return yield* Effect.fail("--with-token needs the token in LOSANT_API_TOKEN, which is not set.")
  }
  const warnings = yield* Effect.fromResult(checkServer(flags, environment, system))
  yield* checkLosant(flags, environment, withToken)
  const options = { flags, environment, system, needsCmd: client.needsCmd, ...(local ? { installation } : {}) }
  const launch = yield* Effect.fromResult(planLaunch(options))
  const after = [
    ...warnings,
    ...(flags.emulator ? [] : aboutProxy(environment)),
    ...notes(client, launch, withToken && launch.needsToken),
    `Documentation: ${client.docs}`
  ]
  return {
    before: place(client, system),
    settings: formatSettings(client, server, launch, withToken ? token : undefined),
    after: `${after.join("\n")}\n`
  }
})
