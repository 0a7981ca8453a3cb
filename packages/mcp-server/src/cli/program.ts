/** The command line. It is loaded only if there are arguments, so that a start without arguments is faster. */
import { Command as Commander, CommanderError } from "commander"
import * as Result from "effect/Result"
import type { Flags } from "../config/Flags.ts"
import { version } from "../config/version.ts"
import { didYouMean } from "../text/fuzzySuggestions.ts"
import { quoteSetting } from "../text/secrets.ts"
import type { ToolSummary } from "../tools/definitions/Definition.ts"
import { toolSummaries } from "../tools/definitions/toolSummaries.ts"
import { clientNames, isClientName } from "./clients/clients.ts"
import { currentSystem, isSystem, systems } from "./clients/launch.ts"
import type { ClientSettingsRequest } from "./clients/printConfig.ts"
import { choiceOption, repeatableOption, singleOption } from "./flagOptions.ts"
import { describeVariables, examples } from "./help.ts"
import type { ReportRequest } from "./report/ReportRequest.ts"
import { addReportOptions, parseReport, type ReportOptions } from "./report/reportOptions.ts"
import { addViewOptions, parseView, type ViewOptions, type ViewRequest } from "./view/viewOptions.ts"

/** A command, parsed from the arguments after the program's name. */
export type Command =
  | { readonly kind: "serve"; readonly flags: Flags }
  | { readonly kind: "doctor"; readonly flags: Flags; readonly json: boolean }
  | { readonly kind: "report"; readonly flags: Flags; readonly request: ReportRequest }
  | { readonly kind: "view"; readonly flags: Flags; readonly request: ViewRequest }
  | { readonly kind: "print-config"; readonly flags: Flags; readonly request: ClientSettingsRequest }
  /** The help, or the version. */
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "mistake"; readonly message: string }

const programName = "effect-losant-mcp"
interface ServerOptions {
  readonly emulator?: true
  readonly readOnly?: true
  readonly toolsets?: ReadonlyArray<string>
  readonly tools?: ReadonlyArray<string>
  readonly excludeTools?: ReadonlyArray<string>
  readonly allowOrg?: ReadonlyArray<string>
  readonly denyOrg?: ReadonlyArray<string>
  readonly audit?: string
  readonly help?: true
  readonly version?: true
}

interface PrintConfigOptions {
  readonly os?: string
  readonly name?: string
  readonly withToken?: true
  readonly local?: true
}

const reportMistake = (message: string): Command => ({
  kind: "mistake",
  message: `${message}\n${programName} --help lists the commands and flags.`
})

const splitNames = (lists: ReadonlyArray<string> = []): ReadonlyArray<string> =>
  lists.flatMap((list) => list.split(",")).map((name) => name.trim())

const toolsetNames = (tools: ReadonlyArray<ToolSummary>): ReadonlyArray<string> => [
  ...new Set(tools.map(({ toolset }) => toolset))
]

const flagsOf = (options: ServerOptions): Flags => ({
  emulator: options.emulator === true,
  readOnly: options.readOnly === true,
  toolsets: splitNames(options.toolsets),
  tools: splitNames(options.tools),
  excludeTools: splitNames(options.excludeTools),
  allowOrg: options.allowOrg ?? [],
  denyOrg: options.denyOrg ?? [],
  audit: options.audit
})

// Every client accepts such a name, and TOML accepts it as a key.
const validName = /^[A-Za-z][\w-]{0,39}$/

const parsePrintConfig = (client: string | undefined, options: PrintConfigOptions, flags: Flags): Command => {
  if (client === undefined) return reportMistake(`Name a client: ${clientNames.join(", ")}.`)
  if (!isClientName(client)) {
    return reportMistake(
      `There is no client ${quoteSetting(client)}${didYouMean(client, clientNames)}. The clients are ${clientNames.join(", ")}.`
    )
  }
  const { os = currentSystem, name = "losant", withToken = false, local = false } = options
  if (!isSystem(os)) {
    return reportMistake(`There is no system ${quoteSetting(os)}. The systems are ${systems.join(", ")}.`)
  }
  return validName.test(name)
    ? { kind: "print-config", flags, request: { client, system: os, name, withToken, local } }
    : reportMistake("The value of --name has to begin with a letter, and to have at most 40 letters, digits, - and _.")
}

/** Makes the program. Parsing its arguments calls `onCommand`. */
const makeProgram = (onCommand: (command: Command) => void): Commander => {
  const program = new Commander(programName)
  const flagNames = () =>
    [program, ...program.commands].flatMap(({ options }) =>
      options.map(({ long, short }) => long ?? short ?? "").filter((name) => name !== "")
    )
  /** Help and version take precedence over the command that `makeCommand` makes. */
  const dispatch = (command: Commander, makeCommand: (flags: Flags) => Command): void => {
    const options = program.opts<ServerOptions>()
    if (options.help === true) onCommand({ kind: "text", text: helpOf(command) })
    else if (options.version === true) onCommand({ kind: "text", text: `${version}\n` })
    else onCommand(makeCommand(flagsOf(options)))
  }

  program
    .description(
      "An MCP server with which an AI assistant manages the organizations of a Losant instance. Without a command it " +
        "serves on stdin and stdout, as a client such as Claude Desktop starts it. The commands help to set that up."
    )
    .usage(
      "[flags]\n       effect-losant-mcp doctor [flags]\n       effect-losant-mcp print-config <client> [flags]\n       effect-losant-mcp report <report> [flags]\n       effect-losant-mcp view <view> --emulator [flags]"
    )
    .helpOption(false)
    .helpCommand(false)
    .exitOverride()
    .configureOutput({ writeErr: () => undefined })
    .configureHelp({
      showGlobalOptions: true,
      styleTitle: (title) => (title === "Global Options:" ? "Flags of the server:" : title),
      subcommandTerm: (command) => `${command.name()} ${command.usage()}`
    })
    .allowExcessArguments()
    .optionsGroup("Limits for the assistant:")
    .option("--read-only", "only tools that change nothing")
    .addOption(
      repeatableOption(
        "--toolsets <names>",
        `only the tools of these toolsets, with commas between them: ${toolsetNames(toolSummaries).join(", ")} (default: ${toolsetNames(toolSummaries.filter(({ isOnByDefault }) => isOnByDefault)).join(",")}, which is also what default stands for)`,
        flagNames
      )
    )
    .addOption(
      repeatableOption(
        "--tools <names>",
        "exactly these tools, whatever toolsets are on by default: names with commas between them",
        flagNames
      )
    )
    .addOption(repeatableOption("--exclude-tools <names>", "not these tools", flagNames))
    .addOption(
      repeatableOption(
        "--allow-org <org>",
        "only this organization: its id, its name, or tag:key=value; may be repeated",
        flagNames
      )
    )
    .addOption(
      repeatableOption("--deny-org <org>", "not this organization; overrides --allow-org; may be repeated", flagNames)
    )
    .optionsGroup("Other flags:")
    .option("--emulator", "run on a built-in Losant with demonstration data: needs no account and no settings")
    .addOption(singleOption("--audit <file>", "append a line to this file for each tool call", flagNames))
    .option("-h, --help", "show this help, or the help of a command")
    .option("-v, --version", "show the version")
    .action((_, { args: [unknown] }: Commander) => {
      if (unknown === undefined) return dispatch(program, (flags) => ({ kind: "serve", flags }))
      const commands = program.commands.map((command) => command.name())
      onCommand(reportMistake(`There is no command ${quoteSetting(unknown)}${didYouMean(unknown, commands)}.`))
    })

  const doctor = program
    .command("doctor")
    .summary("check the setup, and explain how to correct it")
    .description(
      "Checks Node, the settings, the files that the server writes, the connection to Losant, the token and its scopes. " +
        "Call it with the variables and flags of the server. It changes nothing in Losant. The exit code is 1 if " +
        "something has to be corrected."
    )
    .usage("[flags]")
    .allowExcessArguments(false)
    .optionsGroup("Flags:")
    .option("--json", "print the checks as JSON")
    .action(({ json }: { readonly json?: true }) =>
      dispatch(doctor, (flags) => ({ kind: "doctor", flags, json: json === true }))
    )

  const config = program
    .command("print-config")
    .argument("[client]", clientNames.join(", "))
    .summary(`print the settings for a client: ${clientNames.join(", ")}`)
    .description(
      "Prints the settings with which a client starts this server, and the file for them. They include the variables that " +
        "are set and the flags of the server, but the token only with --with-token."
    )
    .usage("<client> [flags]")
    .allowExcessArguments(false)
    .optionsGroup("Flags:")
    .addOption(choiceOption("--os <system>", "the system of the client (default: this system)", systems))
    .addOption(singleOption("--name <name>", "the name of the server in the client (default: losant)", flagNames))
    .option("--with-token", "write the token of LOSANT_API_TOKEN into the settings")
    .option("--local", "start this installation, with the Node that runs it, instead of npx")
    .action((client: string | undefined, options: PrintConfigOptions) =>
      dispatch(config, (flags) => parsePrintConfig(client, options, flags))
    )

  const report = addReportOptions(program.command("report"), flagNames).action(
    (name: string | undefined, options: ReportOptions) =>
      dispatch(report, (flags) => {
        const request = parseReport(name, options)
        return typeof request === "string" ? reportMistake(request) : { kind: "report", flags, request }
      })
  )

  const view = addViewOptions(program.command("view"), flagNames).action(
    (name: string | undefined, options: ViewOptions) =>
      dispatch(view, (flags) => {
        const request = parseView(name, options)
        return typeof request === "string" ? reportMistake(request) : { kind: "view", flags, request }
      })
  )

  const helpOf = (command: Commander): string =>
    command === program
      ? `${program.helpInformation()}\n${describeVariables(program)}\n${examples}`
      : command.helpInformation()

  return program
}

const withValue = /^unknown option '(--?[^'=]+)=.*?'(?= \(|$)/s

/** Commander's message as the first sentence of ours, without the value of a flag, which may be a secret. */
const describeError = ({ message }: CommanderError, program: Commander): string => {
  const whole = message.replace(/^error: /, "").replaceAll("\n", " ")
  const [, flag] = whole.match(withValue) ?? []
  const text = whole.replace(withValue, "unknown option '$1'")
  const isKnown = [program, ...program.commands].some(({ options }) => options.some(({ long }) => long === flag))
  const sentence = flag !== undefined && isKnown ? `option '${flag}' takes no value` : text
  return `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}`
}

/** Parses the arguments after the program's name. */
export const parseCommand = (args: ReadonlyArray<string>): Command => {
  let parsed: Command | undefined
  const program = makeProgram((command) => {
    parsed = command
  })
  const failure = Result.try({ try: () => program.parse(args, { from: "user" }), catch: (error) => error })
  if (Result.isFailure(failure)) {
    return failure.failure instanceof CommanderError
      ? reportMistake(describeError(failure.failure, program))
      : reportMistake("The arguments cannot be parsed.")
  }
  return parsed ?? reportMistake("The arguments contain no command.")
}
