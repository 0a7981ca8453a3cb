/** The command line. It is loaded when there are arguments, so that a start without any does not wait for it. */
import { Command as Commander, CommanderError } from "commander"
import * as Result from "effect/Result"
import type { Flags } from "../config/Flags.ts"
import { version } from "../config/version.ts"
import { quote } from "../text/escapes.ts"
import { didYouMean } from "../text/fuzzySuggestions.ts"
import type { Command } from "./Command.ts"
import { clientNames, isClientName } from "./clients/clients.ts"
import { isSystem, presentSystem, systems } from "./clients/launch.ts"
import { choiceOption, repeatableOption, singleOption } from "./flagOptions.ts"
import { describeVariables, examples } from "./help.ts"

const programName = "effect-losant-mcp"
const longestQuoted = 80

interface ServerOptions {
  readonly emulator?: true
  readonly readOnly?: true
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

const mistake = (message: string): Command => ({
  kind: "mistake",
  message: `${message}\nRun ${programName} --help to see what there is.`
})

const names = (lists: ReadonlyArray<string> = []): ReadonlyArray<string> =>
  lists.flatMap((list) => list.split(",")).map((name) => name.trim())

const flagsOf = (given: ServerOptions): Flags => ({
  emulator: given.emulator === true,
  readOnly: given.readOnly === true,
  tools: names(given.tools),
  excludeTools: names(given.excludeTools),
  allowOrg: given.allowOrg ?? [],
  denyOrg: given.denyOrg ?? [],
  audit: given.audit
})

// What every client takes as a name, and TOML as a key.
const goodName = /^[A-Za-z][\w-]{0,39}$/

const printConfig = (client: string | undefined, options: PrintConfigOptions, flags: Flags): Command => {
  if (client === undefined) return mistake(`Say for which client: ${clientNames.join(", ")}.`)
  if (!isClientName(client)) {
    return mistake(
      `There is no client ${quote(client, longestQuoted)}${didYouMean(client, clientNames)}. There are ${clientNames.join(", ")}.`
    )
  }
  const { os = presentSystem, name = "losant", withToken = false, local = false } = options
  if (!isSystem(os)) return mistake(`There is no system ${quote(os, longestQuoted)}. There are ${systems.join(", ")}.`)
  return goodName.test(name)
    ? { kind: "print-config", flags, asked: { client, system: os, name, withToken, local } }
    : mistake("The value of --name begins with a letter, and has no more than 40 letters, digits, - and _.")
}

/** Makes the program; it tells `found` what is asked for. */
const makeProgram = (found: (command: Command) => void): Commander => {
  const program = new Commander(programName)
  const flagNames = () =>
    [program, ...program.commands].flatMap(({ options }) =>
      options.map(({ long, short }) => long ?? short ?? "").filter((name) => name !== "")
    )
  const asked = () => program.opts<ServerOptions>()

  /** Help and the version before anything else; `then` finds out what else is asked for. */
  const finding = (command: Commander, then: (flags: Flags) => Command): void => {
    const options = asked()
    if (options.help === true) found({ kind: "text", text: textOf(command) })
    else if (options.version === true) found({ kind: "text", text: `${version}\n` })
    else found(then(flagsOf(options)))
  }

  program
    .description(
      "An MCP server with which an AI assistant manages the organizations of a Losant instance. Without a command it " +
        "serves on stdin and stdout: a client such as Claude Desktop starts it. With one it helps to set that up."
    )
    .usage("[flags]\n       effect-losant-mcp doctor [flags]\n       effect-losant-mcp print-config <client> [flags]")
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
    .optionsGroup("What the assistant reaches:")
    .option("--read-only", "only tools that change nothing")
    .addOption(repeatableOption("--tools <names>", "only these tools: names with commas between them", flagNames))
    .addOption(repeatableOption("--exclude-tools <names>", "not these tools", flagNames))
    .addOption(
      repeatableOption(
        "--allow-org <org>",
        "only this organization: its id, its name, or tag:key=value; may be repeated",
        flagNames
      )
    )
    .addOption(
      repeatableOption(
        "--deny-org <org>",
        "not this organization; stronger than --allow-org; may be repeated",
        flagNames
      )
    )
    .optionsGroup("Other flags:")
    .option("--emulator", "run on a built-in Losant with demonstration data: needs no account and no settings")
    .addOption(singleOption("--audit <file>", "append a line to this file for each call of a tool", flagNames))
    .option("-h, --help", "show this help, or that of a command")
    .option("-v, --version", "show the version")
    .action((_, { args: [unknown] }: Commander) => {
      if (unknown === undefined) return finding(program, (flags) => ({ kind: "serve", flags }))
      const commands = program.commands.map((command) => command.name())
      found(mistake(`There is no command ${quote(unknown, longestQuoted)}${didYouMean(unknown, commands)}.`))
    })

  const doctor = program
    .command("doctor")
    .summary("check the set-up, and say what to do where something is wrong")
    .description(
      "Checks Node, the settings, the files that are written, the way to Losant, the token and what it may read, with " +
        "the very variables and flags that the server is started with. It changes nothing in Losant. Ends with 1 where " +
        "something has to be put right."
    )
    .usage("[flags]")
    .allowExcessArguments(false)
    .optionsGroup("Flags:")
    .option("--json", "print the checks as JSON")
    .action(({ json }: { readonly json?: true }) =>
      finding(doctor, (flags) => ({ kind: "doctor", flags, json: json === true }))
    )

  const config = program
    .command("print-config")
    .argument("[client]", clientNames.join(", "))
    .summary(`print the settings for a client: ${clientNames.join(", ")}`)
    .description(
      "Prints the settings with which a client starts this server, and says where they go. The variables that are set " +
        "and the flags of the server that are given are put into them; the token is not, unless --with-token asks for it."
    )
    .usage("<client> [flags]")
    .allowExcessArguments(false)
    .optionsGroup("Flags:")
    .addOption(choiceOption("--os <system>", "for this system (default: the one it runs on)", systems))
    .addOption(singleOption("--name <name>", "what the client calls the server (default: losant)", flagNames))
    .option("--with-token", "write the token of LOSANT_API_TOKEN into the settings")
    .option("--local", "start this installation, with the Node that runs it, instead of npx")
    .action((client: string | undefined, options: PrintConfigOptions) =>
      finding(config, (flags) => printConfig(client, options, flags))
    )

  const textOf = (command: Commander): string =>
    command === program
      ? `${program.helpInformation()}\n${describeVariables(program)}\n${examples}`
      : command.helpInformation()

  return program
}

const withValue = /^unknown option '(--?[^'=]+)=.*?'(?= \(|$)/s

/** What commander says is wrong, as the first sentence of our message: without a value, which may be a secret. */
const described = ({ message }: CommanderError, program: Commander): string => {
  const whole = message.replace(/^error: /, "").replaceAll("\n", " ")
  const [, flag] = whole.match(withValue) ?? []
  const text = whole.replace(withValue, "unknown option '$1'")
  const isKnown = [program, ...program.commands].some(({ options }) => options.some(({ long }) => long === flag))
  const sentence = flag !== undefined && isKnown ? `option '${flag}' takes no value` : text
  return `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}`
}

/** What the arguments after the program's name ask for. */
export const parseCommand = (args: ReadonlyArray<string>): Command => {
  let asked: Command | undefined
  const program = makeProgram((command) => {
    asked = command
  })
  const failure = Result.try({ try: () => program.parse(args, { from: "user" }), catch: (error) => error })
  if (Result.isFailure(failure)) {
    return failure.failure instanceof CommanderError
      ? mistake(described(failure.failure, program))
      : mistake("The arguments cannot be read.")
  }
  return asked ?? mistake("The arguments ask for nothing.")
}
