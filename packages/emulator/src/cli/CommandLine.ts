/**
 * The command line of `losant-emulator`.
 *
 * @since 0.1.0
 */
import { parseArgs } from "node:util"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import { closestMatch } from "leven"
import { hostName } from "../server/Loopback.ts"

/** A wrong command line; `message` says what is wrong and what to write instead. @since 0.1.0 */
export class UsageError extends Schema.TaggedError<UsageError>()("UsageError", { message: Schema.String }) {}

/** The command that the command line stands for. @since 0.1.0 */
export type Command =
  | { readonly kind: "help" }
  | { readonly kind: "version" }
  | {
      readonly kind: "serve"
      readonly port: number
      /** `demo`, `empty`, or the path of a JSON file. */
      readonly seed: string
      /** The path of the data file. */
      readonly data: string | undefined
      /** The path of a JSON file with rules. */
      readonly faults: string | undefined
      readonly token: string | undefined
      /** The names of hosts that a request may be for, besides those of this machine. */
      readonly allowedHosts: ReadonlyArray<string>
      /** The beginning of the UTC date, in milliseconds since the epoch. */
      readonly date: number | undefined
    }

/** The text that `--help` prints. @since 0.1.0 */
export const helpText = `losant-emulator: a small Losant that keeps state, for tests and demonstrations.

Usage: losant-emulator [options]

  --port PORT       the port on 127.0.0.1 to listen on; 0, the default, for any free port
  --seed SEED       the state at the start: demo (the default), empty, or a JSON file
  --data FILE       keep the state in FILE; an existing FILE is used instead of the seed
  --faults FILE     inject faults by the rules in the JSON file
  --token TOKEN     the token that allows everything (default emulator-token); TOKEN-read allows only reading
  --allow-host NAME answer requests for the host NAME too, on any port; may be repeated
  --now DATE        the UTC date to start on, as YYYY-MM-DD (default today)
  -h, --help        print this and exit
  --version         print the version and exit

When it is ready, it prints one line of JSON on standard output: {"url","instanceId","token","readToken"}.
It logs on standard error and ends on SIGTERM or SIGINT.
`

const options = {
  port: { type: "string" },
  seed: { type: "string" },
  data: { type: "string" },
  faults: { type: "string" },
  token: { type: "string" },
  "allow-host": { type: "string", multiple: true },
  now: { type: "string" },
  help: { type: "boolean", short: "h" },
  version: { type: "boolean" }
} as const

const flags = [
  "--port",
  "--seed",
  "--data",
  "--faults",
  "--token",
  "--allow-host",
  "--now",
  "--help",
  "--version"
] as const
const isFlag = (name: string): name is keyof typeof options => Object.hasOwn(options, name)

const failUsage = (message: string) =>
  Effect.fail(new UsageError({ message: `${message} See losant-emulator --help.` }))

const parsePort = (text: string) => {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN
  return port <= 65_535
    ? Effect.succeed(port)
    : failUsage(`--port takes a whole number from 0 to 65535, not ${JSON.stringify(text)}.`)
}

const parseToken = (text: string) =>
  /^[\x21-\x7e]+$/.test(text)
    ? Effect.succeed(text)
    : failUsage("--token takes one line of printable characters without spaces.")

const parseHost = (text: string) => {
  const name = hostName(text)
  return name === undefined
    ? failUsage(
        `--allow-host takes the name of a host without a port, such as losant.test, not ${JSON.stringify(text)}.`
      )
    : Effect.succeed(name)
}

const parseDate = (text: string) => {
  const date = DateTime.make(`${text}T00:00:00.000Z`)
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && Option.isSome(date) && DateTime.formatIsoDateUtc(date.value) === text
    ? Effect.succeed(DateTime.toEpochMillis(date.value))
    : failUsage(`--now takes a date such as 2026-03-31, not ${JSON.stringify(text)}.`)
}

/** A problem with the options as such; their values are checked later. */
const findProblem = (args: ReadonlyArray<string>): string | undefined => {
  const { tokens } = parseArgs({ args: [...args], options, strict: false, tokens: true })
  for (const token of tokens) {
    if (token.kind === "positional")
      return `${JSON.stringify(token.value)} is not understood: all options begin with --.`
    if (token.kind === "option-terminator") return "-- is not understood."
    if (!isFlag(token.name))
      return `${token.rawName} is not an option. Did you mean ${closestMatch(token.rawName, flags)}?`
    const takesText = options[token.name].type === "string"
    // A value that looks like an option is the next option: the value was left out.
    const isLeftOut = token.inlineValue === false && token.value.startsWith("--")
    if (takesText && (!token.value || isLeftOut)) return `${token.rawName} takes a value.`
    if (!takesText && token.value !== undefined) return `${token.rawName} takes no value.`
  }
  return undefined
}

/** Reads the arguments of the program. @since 0.1.0 */
export const parseCommandLine = Effect.fnUntraced(function* (
  args: ReadonlyArray<string>
): Effect.fn.Return<Command, UsageError> {
  const problem = findProblem(args)
  if (problem !== undefined) return yield* failUsage(problem)
  const { values } = parseArgs({ args: [...args], options })
  if (values.help === true) return { kind: "help" }
  if (values.version === true) return { kind: "version" }
  return {
    kind: "serve",
    port: yield* parsePort(values.port ?? "0"),
    seed: values.seed ?? "demo",
    data: values.data,
    faults: values.faults,
    token: values.token === undefined ? undefined : yield* parseToken(values.token),
    allowedHosts: yield* Effect.forEach(values["allow-host"] ?? [], parseHost),
    date: values.now === undefined ? undefined : yield* parseDate(values.now)
  }
})
