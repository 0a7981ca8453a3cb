/** The command line of the bench. */
import { parseArgs } from "node:util"

export const sections = ["start", "calls", "client", "stream", "job"] as const
export type SectionName = (typeof sections)[number]

export interface Command {
  /** The sections, in the order in which they are measured. */
  readonly sections: ReadonlyArray<SectionName>
  readonly peers: boolean
  /** True if calls of a server with the two libraries alone are measured too. */
  readonly floor: boolean
  readonly json: boolean
  /** The folder of a checkout of Losant's JavaScript client, which is used instead of the one on npm. */
  readonly losantRest?: string
}

export const usage = `Usage: npm run bench -- [start] [calls] [client] [stream] [job] [--peers] [--losant-rest FOLDER] [--floor] [--json]

Measures what is named, or all of it, in some four minutes.

  start                 start, memory and exit of the server
  calls                 calls of tools over HTTP
  client                core in a program: bytes, and the time of a call and of decoding
  stream                10,000 organizations as a stream
  job                   a person looked for in 2,000 organizations

  --peers               measures other servers as well, which are installed from npm; takes longer
  --losant-rest FOLDER  with --peers: a checkout of Losant's JavaScript client instead of the one that npm has
  --floor               measures calls of a server as well that holds nothing but MCP's SDK and Effect
  --json                prints JSON instead of tables
  --help                shows this text
`

const isSection = (name: string): name is SectionName => sections.some((known) => known === name)

/** Reads the arguments. Gives the mistake if there is one. */
export const parse = (args: ReadonlyArray<string>): Command | { readonly mistake: string } | "help" => {
  let parsed: ReturnType<typeof read>
  try {
    parsed = read(args)
  } catch (error) {
    return { mistake: error instanceof Error ? error.message : String(error) }
  }
  const { values, positionals } = parsed
  if (values.help === true) return "help"
  const unknown = positionals.find((name) => !isSection(name))
  if (unknown !== undefined) return { mistake: `There is no section "${unknown}": there are ${sections.join(", ")}.` }
  const losantRest = values["losant-rest"]
  const peers = values.peers === true
  if (losantRest !== undefined && !peers) return { mistake: "--losant-rest needs --peers." }
  return {
    sections: sections.filter((name) => positionals.length === 0 || positionals.includes(name)),
    peers,
    floor: values.floor === true,
    json: values.json === true,
    ...(losantRest === undefined ? {} : { losantRest })
  }
}

const read = (args: ReadonlyArray<string>) =>
  parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      peers: { type: "boolean" },
      "losant-rest": { type: "string" },
      floor: { type: "boolean" },
      json: { type: "boolean" },
      help: { type: "boolean", short: "h" }
    }
  })
