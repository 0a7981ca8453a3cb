/** The command line. */
import { parseArgs } from "node:util"
import { nearest } from "./arguments/nearest.ts"

export type Command =
  | { readonly kind: "serve"; readonly emulator: boolean }
  | { readonly kind: "help" | "version" }
  | { readonly kind: "mistake"; readonly message: string }

const options = {
  emulator: { type: "boolean" },
  help: { type: "boolean", short: "h" },
  version: { type: "boolean", short: "v" }
} as const

const flags = Object.keys(options).map((name) => `--${name}`)

export const usage = `Usage: effect-losant-mcp [--emulator]

Serves the organizations of a Losant instance to an AI assistant, as an MCP server on stdin and stdout.

  --emulator     run on a built-in Losant with demonstration data: needs no account and no settings
  -h, --help     show this text
  -v, --version  show the version

Environment:
  LOSANT_API_TOKEN       the API token: made in Losant, in the settings of the instance or of the user
  LOSANT_API_TOKEN_FILE  the path of a file that holds the token, instead
  LOSANT_INSTANCE_ID     the instance; without it the tools ask for one
  LOSANT_API_URL         where the API is (default https://api.losant.com)
  LOSANT_TIMEOUT         how long one attempt may take: 30000 or "30 seconds" (default 30 seconds)
  LOSANT_LOG_LEVEL       debug, info, warning, error or none: what is logged on stderr (default warning)
`

const mistake = (message: string): Command => ({
  kind: "mistake",
  message: `${message}\nRun effect-losant-mcp --help to see what there is.`
})

const unknownFlag = (given: string): Command => {
  const name = nearest(given, flags)
  return mistake(`Unknown flag ${given}${name === undefined ? "" : `: did you mean ${name}?`}`)
}

/** What the arguments after the program's name ask for. */
export const parse = (args: ReadonlyArray<string>): Command => {
  const { values, tokens } = parseArgs({ args: [...args], options, strict: false, tokens: true })
  for (const token of tokens) {
    if (token.kind === "positional")
      return mistake(`Unexpected argument ${JSON.stringify(token.value)}: the server takes flags only.`)
    if (token.kind !== "option") continue
    if (!Object.hasOwn(options, token.name)) return unknownFlag(token.rawName)
    if (token.value !== undefined) return mistake(`The flag ${token.rawName} takes no value.`)
  }
  if (values.help === true) return { kind: "help" }
  if (values.version === true) return { kind: "version" }
  return { kind: "serve", emulator: values.emulator === true }
}
