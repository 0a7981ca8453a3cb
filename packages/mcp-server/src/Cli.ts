/** The command line. */
import { parseArgs } from "node:util"
import { nearest } from "./arguments/nearest.ts"

/** What the flags of a server that is to serve say; each may also be said by the environment. */
export interface Flags {
  readonly emulator: boolean
  readonly readOnly: boolean
  readonly tools: ReadonlyArray<string>
  readonly excludeTools: ReadonlyArray<string>
  readonly allowOrg: ReadonlyArray<string>
  readonly denyOrg: ReadonlyArray<string>
  readonly audit: string | undefined
}

export const noFlags: Flags = {
  emulator: false,
  readOnly: false,
  tools: [],
  excludeTools: [],
  allowOrg: [],
  denyOrg: [],
  audit: undefined
}

export type Command =
  | { readonly kind: "serve"; readonly flags: Flags }
  | { readonly kind: "help" | "version" }
  | { readonly kind: "mistake"; readonly message: string }

const options = {
  emulator: { type: "boolean" },
  "read-only": { type: "boolean" },
  tools: { type: "string", multiple: true },
  "exclude-tools": { type: "string", multiple: true },
  "allow-org": { type: "string", multiple: true },
  "deny-org": { type: "string", multiple: true },
  audit: { type: "string" },
  help: { type: "boolean", short: "h" },
  version: { type: "boolean", short: "v" }
} as const

const isFlag = (name: string): name is keyof typeof options => Object.hasOwn(options, name)

const flags = Object.keys(options).map((name) => `--${name}`)

export const usage = `Usage: effect-losant-mcp [flags]

Serves the organizations of a Losant instance to an AI assistant, as an MCP server on stdin and stdout.

  --emulator             run on a built-in Losant with demonstration data: needs no account and no settings
  --read-only            only tools that change nothing
  --tools NAMES          only these tools: names with commas between them
  --exclude-tools NAMES  not these tools
  --allow-org ORG        only this organization: its id, its name, or tag:key=value; may be repeated
  --deny-org ORG         not this organization; stronger than --allow-org; may be repeated
  --audit FILE           append a line to FILE for each call of a tool
  -h, --help             show this text
  -v, --version          show the version

Environment:
  LOSANT_API_TOKEN          the API token: made in Losant, in the settings of the instance or of the user
  LOSANT_API_TOKEN_FILE     the path of a file that holds the token, instead
  LOSANT_INSTANCE_ID        the instance; without it the server takes the only one that the token reaches
  LOSANT_API_URL            where the API is (default https://api.losant.com)
  LOSANT_TIMEOUT            how long one attempt may take: 30000 or "30 seconds" (default 30 seconds)
  LOSANT_LOG_LEVEL          debug, info, warning, error or none: what is logged on stderr (default warning)
  LOSANT_MCP_PROFILE        a name for this server, such as staging: shown in its title and in confirmations
  LOSANT_MCP_READ_ONLY      true: as --read-only
  LOSANT_MCP_TOOLS          as --tools
  LOSANT_MCP_EXCLUDE_TOOLS  as --exclude-tools
  LOSANT_MCP_ALLOW_ORG      as --allow-org, with commas between them or as a JSON list
  LOSANT_MCP_DENY_ORG       as --deny-org, likewise
  LOSANT_MCP_CONFIRM        auto, elicit, token or off: how the person confirms what destroys (default auto)
  LOSANT_MCP_JOURNAL        the folder in which an organization is saved before it is deleted, or off
  LOSANT_MCP_AUDIT          as --audit
`

const mistake = (message: string): Command => ({
  kind: "mistake",
  message: `${message}\nRun effect-losant-mcp --help to see what there is.`
})

const unknownFlag = (given: string): Command => {
  const name = nearest(given, flags)
  return mistake(`Unknown flag ${given}${name === undefined ? "" : `: did you mean ${name}?`}`)
}

/** A value that is missing, and one too many; the next flag is not taken for the value of the one before. */
const checkValue = (name: keyof typeof options, rawName: string, value: string | undefined): Command | undefined => {
  if (options[name].type === "boolean") {
    return value === undefined ? undefined : mistake(`The flag ${rawName} takes no value.`)
  }
  return value === undefined || value.trim() === "" || flags.includes(value)
    ? mistake(`The flag ${rawName} needs a value.`)
    : undefined
}

const names = (lists: ReadonlyArray<string>): ReadonlyArray<string> =>
  lists.flatMap((list) => list.split(",")).map((name) => name.trim())

/** What the arguments after the program's name ask for. */
export const parse = (args: ReadonlyArray<string>): Command => {
  const { tokens } = parseArgs({ args: [...args], options, strict: false, tokens: true })
  const given = new Map<keyof typeof options, ReadonlyArray<string>>()
  for (const token of tokens) {
    if (token.kind === "positional")
      return mistake(`Unexpected argument ${JSON.stringify(token.value)}: the server takes flags only.`)
    if (token.kind !== "option") continue
    if (!isFlag(token.name)) return unknownFlag(token.rawName)
    const wrong = checkValue(token.name, token.rawName, token.value)
    if (wrong !== undefined) return wrong
    given.set(token.name, [...(given.get(token.name) ?? []), ...(token.value === undefined ? [] : [token.value])])
  }
  if (given.has("help")) return { kind: "help" }
  if (given.has("version")) return { kind: "version" }
  const audits = given.get("audit") ?? []
  if (audits.length > 1) return mistake("The flag --audit can be given once.")
  return {
    kind: "serve",
    flags: {
      emulator: given.has("emulator"),
      readOnly: given.has("read-only"),
      tools: names(given.get("tools") ?? []),
      excludeTools: names(given.get("exclude-tools") ?? []),
      allowOrg: given.get("allow-org") ?? [],
      denyOrg: given.get("deny-org") ?? [],
      audit: audits[0]
    }
  }
}
