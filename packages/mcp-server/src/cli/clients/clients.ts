/** The clients whose settings can be printed. The facts about each come from its documentation, at `docs`. */
import type { System } from "./launch.ts"

export const clientNames = [
  "claude-desktop",
  "claude-code",
  "cursor",
  "vscode",
  "codex",
  "gemini",
  "windsurf",
  "zed"
] as const
export type ClientName = (typeof clientNames)[number]

export const isClientName = (text: string): text is ClientName => clientNames.some((name) => name === text)

/**
 * The way in which a client keeps the token out of its settings.
 * - `reference`: the client replaces the text by the variable `LOSANT_API_TOKEN` of its own environment.
 * - `input`: the client asks for the token, and stores it.
 * - `forwarded`: the client passes the variable on.
 * - `none`: the token has to be in the settings.
 */
export type Secret =
  | { readonly kind: "reference"; readonly text: string }
  | { readonly kind: "input" | "forwarded" | "none" }

export interface Client {
  readonly title: string
  readonly file: Readonly<Record<System, string>>
  /** The way to the file within the client. */
  readonly opens: string
  /** The key of the servers in the file. */
  readonly key: "mcpServers" | "servers" | "context_servers" | "mcp_servers"
  readonly format: "json" | "toml"
  /** An entry has a field for the transport, which is stdio. */
  readonly hasType: boolean
  readonly secret: Secret
  /** On Windows the client may need `cmd` to find `npx`. */
  readonly needsCmd: boolean
  /** The next step after the settings are in the file. */
  readonly after: string
  readonly docs: string
}

const inBraces = (name: string): string => `\${${name}}`

/** The same file in the home folder on all systems. */
const inHome = (path: string): Client["file"] => ({
  macos: `~/${path}`,
  linux: `~/${path}`,
  windows: `%USERPROFILE%\\${path.replaceAll("/", "\\")}`
})

export const clients: Readonly<Record<ClientName, Client>> = {
  "claude-desktop": {
    title: "Claude Desktop",
    file: {
      macos: "~/Library/Application Support/Claude/claude_desktop_config.json",
      windows: "%APPDATA%\\Claude\\claude_desktop_config.json",
      linux: "~/.config/Claude/claude_desktop_config.json"
    },
    opens: "Settings, Developer, Edit Config",
    key: "mcpServers",
    format: "json",
    hasType: false,
    secret: { kind: "none" },
    needsCmd: true,
    after: "Quit Claude Desktop, and start it again.",
    docs: "https://modelcontextprotocol.io/docs/develop/connect-local-servers"
  },
  "claude-code": {
    title: "Claude Code",
    file: { macos: ".mcp.json", linux: ".mcp.json", windows: ".mcp.json" },
    opens: "in the folder of your project",
    key: "mcpServers",
    format: "json",
    hasType: true,
    secret: { kind: "reference", text: inBraces("LOSANT_API_TOKEN") },
    needsCmd: true,
    after: "Start claude in that folder, allow the server, and look at /mcp.",
    docs: "https://code.claude.com/docs/en/mcp"
  },
  cursor: {
    title: "Cursor",
    file: inHome(".cursor/mcp.json"),
    opens: "or .cursor/mcp.json in a project",
    key: "mcpServers",
    format: "json",
    hasType: true,
    secret: { kind: "reference", text: inBraces("env:LOSANT_API_TOKEN") },
    needsCmd: false,
    after: "Switch the server on in Cursor's settings of tools and MCP.",
    docs: "https://cursor.com/docs/mcp"
  },
  vscode: {
    title: "VS Code",
    file: {
      macos: "~/Library/Application Support/Code/User/mcp.json",
      windows: "%APPDATA%\\Code\\User\\mcp.json",
      linux: "~/.config/Code/User/mcp.json"
    },
    opens: "the command MCP: Open User Configuration; or .vscode/mcp.json in a project",
    key: "servers",
    format: "json",
    hasType: true,
    secret: { kind: "input" },
    needsCmd: false,
    after: "Click Start above the entry, and choose the agent mode in the chat.",
    docs: "https://code.visualstudio.com/docs/copilot/reference/mcp-configuration"
  },
  codex: {
    title: "Codex",
    file: inHome(".codex/config.toml"),
    opens: "or .codex/config.toml in a project that you trust",
    key: "mcp_servers",
    format: "toml",
    hasType: false,
    secret: { kind: "forwarded" },
    needsCmd: false,
    after: "Start codex anew, and look at /mcp.",
    docs: "https://developers.openai.com/codex/mcp"
  },
  gemini: {
    title: "Gemini CLI",
    file: inHome(".gemini/settings.json"),
    opens: "or .gemini/settings.json in a project",
    key: "mcpServers",
    format: "json",
    hasType: false,
    secret: { kind: "reference", text: "$LOSANT_API_TOKEN" },
    needsCmd: false,
    after:
      "Start gemini anew, and look at /mcp. In a folder that you have not trusted, gemini disables all servers: trust it " +
      "with /permissions, or start gemini elsewhere.",
    docs: "https://github.com/google-gemini/gemini-cli/blob/main/docs/tools/mcp-server.md"
  },
  windsurf: {
    title: "Windsurf",
    file: inHome(".codeium/windsurf/mcp_config.json"),
    opens: "the MCP settings of Cascade, View Raw Config",
    key: "mcpServers",
    format: "json",
    hasType: false,
    secret: { kind: "reference", text: inBraces("env:LOSANT_API_TOKEN") },
    needsCmd: true,
    after: "Press the refresh button of the MCP settings.",
    docs: "https://docs.windsurf.com/windsurf/cascade/mcp"
  },
  zed: {
    title: "Zed",
    file: {
      macos: "~/.config/zed/settings.json",
      windows: "%APPDATA%\\Zed\\settings.json",
      linux: "~/.config/zed/settings.json"
    },
    opens: "the command zed: open settings file",
    key: "context_servers",
    format: "json",
    hasType: false,
    secret: { kind: "none" },
    needsCmd: true,
    after: "The dot beside the server in the settings of the agent panel turns green.",
    docs: "https://zed.dev/docs/ai/mcp"
  }
}
