/** The clients for which the server prints settings, and what it prints. */
import { code, fence, table } from "./markdown.ts"
import { type Client, clients, doctorReport, printedConfig } from "./sources.ts"

const fileOf = ({ file }: Client): string => {
  const { macos, windows, linux } = file
  return [
    code(macos),
    ...(windows === macos ? [] : [`Windows ${code(windows)}`]),
    ...(linux === macos ? [] : [`Linux ${code(linux)}`])
  ].join("; ")
}

const tokenOf = ({ secret }: Client): string => {
  switch (secret.kind) {
    case "reference":
      return `from the environment, as ${code(secret.text)}`
    case "forwarded":
      return "from the environment, which `env_vars` hands on"
    case "input":
      return "the client asks for it once, and keeps it"
    case "none":
      return "in this file, or in a file of its own"
  }
}

/** A row for each client. */
export const clientTable = (): string =>
  table(
    ["client", "file of the settings", "the token", "`npx` on Windows", "documentation"],
    Object.entries(clients).map(([name, client]) => [
      code(name),
      fileOf(client),
      tokenOf(client),
      client.needsCmd ? "by `cmd /c`" : "as it is",
      `[${client.title}](${client.docs})`
    ])
  )

/** The formatter of the documents puts a short list on one line. */
const shortLists = (json: string): string =>
  json.replace(/\[\s+([^[\]{}]*?)\s+\]/g, (_, items: string) => `[${items.replaceAll(/\s*\n\s*/g, " ")}]`)

/** The settings that `print-config` prints with these arguments. */
export const settings = (...args: ReadonlyArray<string>): string => {
  const text = printedConfig(...args)
  return args.includes("codex") ? fence("toml", text) : fence("json", shortLists(text))
}

/** The command that docs/clients.md shows, and its report. */
export const doctorExample = async (): Promise<string> => {
  const args = ["--emulator", "--read-only", "--tools", "losant_list_orgs,losant_get_org", "--audit", "calls.jsonl"]
  const report = await doctorReport({ LOSANT_MCP_JOURNAL: "off" }, ...args)
  const command = `LOSANT_MCP_JOURNAL=off \\\n  node packages/mcp-server/dist/main.js doctor ${args.join(" ")}`
  return `${fence("sh", command)}\n\n${fence("text", report)}`
}
