// Acts as a desktop client does with a bundle: it unpacks the bundle, asks its user, and starts the server.
import { mkdirSync, readFileSync } from "node:fs"
import { homedir } from "node:os"
import { join, sep } from "node:path"
import { getMcpConfigForManifest, unpackExtension } from "@anthropic-ai/mcpb"
import { Client } from "@modelcontextprotocol/client"
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio"
import { bareEnvironment } from "../../../packages/mcp-server/test/support/built.ts"
import type { Manifest } from "../manifestType.ts"

export interface Installed {
  readonly folder: string
  readonly manifest: Manifest
}

/** The command with which a client starts the server. */
export type Start = Manifest["server"]["mcp_config"]

export const install = async (bundle: string, folder: string): Promise<Installed> => {
  mkdirSync(folder)
  if (!(await unpackExtension({ mcpbPath: bundle, outputDir: folder, silent: true }))) {
    throw new Error("The bundle could not be unpacked.")
  }
  return { folder, manifest: JSON.parse(readFileSync(join(folder, "manifest.json"), "utf8")) }
}

/** Gives the command for the settings of the user, or `undefined` if a required setting is missing. */
export const startFor = (
  { folder, manifest }: Installed,
  userConfig: Record<string, string | boolean>
): Promise<Start | undefined> =>
  getMcpConfigForManifest({
    manifest,
    extensionPath: folder,
    systemDirs: { HOME: homedir() },
    userConfig,
    pathSeparator: sep
  })

/** Gives the command in which every setting is `value`. If this is `undefined`, the placeholders remain. */
export const startWith = ({ folder, manifest }: Installed, value?: string): Start => {
  const { command, args = [], env = {} } = manifest.server.mcp_config
  return {
    command,
    args: args.map((arg) => arg.replaceAll("$" + "{__dirname}", folder)),
    env: value === undefined ? env : Object.fromEntries(Object.keys(env).map((name) => [name, value]))
  }
}

export interface Session {
  readonly client: Client
  readonly tools: ReadonlyArray<string>
  readonly call: (name: string, given?: Record<string, unknown>) => Promise<{ isError: boolean; text: string }>
  readonly stderr: () => string
}

/** Starts the server and connects to it. Its environment has the variables of the command and those of all tests. */
export const connect = async ({ command, args = [], env = {} }: Start): Promise<Session> => {
  const transport = new StdioClientTransport({ command, args, env: { ...bareEnvironment, ...env }, stderr: "pipe" })
  let stderr = ""
  transport.stderr?.on("data", (chunk) => {
    stderr += String(chunk)
  })
  const client = new Client({ name: "desktop", version: "1.0.0" })
  await client.connect(transport)
  const { tools } = await client.listTools()
  return {
    client,
    tools: tools.map(({ name }) => name),
    call: async (name, given = {}) => {
      const { isError, content } = await client.callTool({ name, arguments: given })
      const [block] = Array.isArray(content) ? content : []
      return { isError: isError === true, text: block?.type === "text" ? block.text : "" }
    },
    stderr: () => stderr
  }
}
