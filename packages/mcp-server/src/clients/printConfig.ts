/** `print-config`: the settings with which a client starts the server, and where they go. */
import * as Result from "effect/Result"
import type { PrintConfig } from "../cli/Command.ts"
import { definitions } from "../definitions/definitions.ts"
import type { Flags } from "../Flags.ts"
import { parsePolicy } from "../policy/Policy.ts"
import { type Environment, fromEnvironment } from "../ServerConfig.ts"
import { type Client, clients } from "./Clients.ts"
import { type Installation, type Launch, launchOf, leftOut, presentSystem, type System } from "./Launch.ts"
import { ownToken, snippetOf } from "./Snippet.ts"

export interface Printed {
  /** Nothing but the settings, for a program to read too. */
  readonly settings: string
  /** Where they go. */
  readonly before: string
  /** What to do next. */
  readonly after: string
}

const titles: Readonly<Record<System, string>> = { macos: "macOS", windows: "Windows", linux: "Linux" }

/** What would stop the server has to be put right first. Whether a path is whole can be told on its own system only. */
const check = (flags: Flags, environment: Environment, system: System): Result.Result<unknown, string> =>
  system === presentSystem ? fromEnvironment(environment, flags) : parsePolicy(flags, environment, definitions)

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
        `Replace ${ownToken} by the token; whoever can read the file can read it too. Or set LOSANT_API_TOKEN_FILE to ` +
        "the path of a file that holds it, and print the settings again."
      )
  }
}

const aboutProxy = (environment: Environment): ReadonlyArray<string> =>
  leftOut(environment).map(
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

/** The settings for a client, or what has to be put right first. */
export const printConfig = (
  { client: name, system, name: server, withToken, local }: PrintConfig,
  flags: Flags,
  environment: Environment,
  installation: Installation
): Result.Result<Printed, string> => {
  const client = clients[name]
  const token = environment["LOSANT_API_TOKEN"]?.trim() ?? ""
  if (withToken && token === "")
    return Result.fail("--with-token needs the token in LOSANT_API_TOKEN, which is not set.")
  return check(flags, environment, system).pipe(
    Result.flatMap(() =>
      launchOf({ flags, environment, system, needsCmd: client.needsCmd, ...(local ? { installation } : {}) })
    ),
    Result.map((launch) => ({
      before:
        `${client.title} on ${titles[system]}: put this into ${client.file[system]} (${client.opens}).\n` +
        (client.format === "toml"
          ? "It goes to the end of the file, in the place of a table of that name.\n"
          : `If there is "${client.key}" already, add what is in it here.\n`),
      settings: snippetOf(client, server, launch, withToken ? token : undefined),
      after: `${[
        ...(flags.emulator ? [] : aboutProxy(environment)),
        ...notes(client, launch, withToken && launch.needsToken),
        `Documentation: ${client.docs}`
      ].join("\n")}\n`
    }))
  )
}
