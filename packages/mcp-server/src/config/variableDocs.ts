/** What each variable of the environment is for: in `--help`, and in the registry's `server.json`. */
import type { VariableName } from "./variables.ts"

export interface VariableDoc {
  /** A sentence without its capital and its full stop. */
  readonly summary: string
  /** The flag that says the same. */
  readonly flag?: string
  /** Whether it takes several values, where its flag is given several times. */
  readonly isList?: true
  /** Whether nobody but the user may see its value. */
  readonly isSecret?: true
  readonly choices?: ReadonlyArray<string>
  readonly default?: string
}

export const variableDocs: Readonly<Record<VariableName, VariableDoc>> = {
  LOSANT_API_TOKEN: {
    summary: "the API token: made in Losant, in the settings of the instance or of the user",
    isSecret: true
  },
  LOSANT_API_TOKEN_FILE: {
    summary: "the path of a file that holds the token, used where LOSANT_API_TOKEN is not set"
  },
  LOSANT_INSTANCE_ID: {
    summary: "the instance; without it the server takes the only one that the token reaches"
  },
  LOSANT_API_URL: { summary: "where the API is", default: "https://api.losant.com" },
  LOSANT_TIMEOUT: {
    summary: 'how long one attempt may take: milliseconds, or a text such as "30 seconds"',
    default: "30 seconds"
  },
  LOSANT_LOG_LEVEL: {
    summary: "what is logged on standard error",
    choices: ["debug", "info", "warning", "error", "none"],
    default: "warning"
  },
  LOSANT_MCP_PROFILE: { summary: "a name for this server, such as staging: shown in its title and in confirmations" },
  LOSANT_MCP_READ_ONLY: { summary: "only tools that change nothing", flag: "--read-only", default: "false" },
  LOSANT_MCP_TOOLS: { summary: "only these tools: names with commas between them", flag: "--tools" },
  LOSANT_MCP_EXCLUDE_TOOLS: { summary: "not these tools: names with commas between them", flag: "--exclude-tools" },
  LOSANT_MCP_ALLOW_ORG: {
    summary: "only these organizations: ids, names, or tag:key=value, with commas between them or as a JSON list",
    flag: "--allow-org",
    isList: true
  },
  LOSANT_MCP_DENY_ORG: {
    summary: "not these organizations, written likewise; stronger than the allowed ones",
    flag: "--deny-org",
    isList: true
  },
  LOSANT_MCP_CONFIRM: {
    summary: "how the person confirms what destroys",
    choices: ["auto", "elicit", "token", "off"],
    default: "auto"
  },
  LOSANT_MCP_JOURNAL: {
    summary: "the folder, by its whole path, in which an organization is saved before it is deleted, or off"
  },
  LOSANT_MCP_AUDIT: {
    summary: "a file, by its whole path, to which a line is appended for each call of a tool",
    flag: "--audit"
  },
  OTEL_EXPORTER_OTLP_ENDPOINT: {
    summary: "the URL of a collector that spans and logs are sent to, such as http://localhost:4318"
  },
  OTEL_EXPORTER_OTLP_HEADERS: {
    summary: "what the collector has to be told: name=value, with commas between them",
    isSecret: true
  },
  OTEL_EXPORTER_OTLP_PROTOCOL: {
    summary: "how the collector is spoken to; with grpc nothing is sent",
    default: "http/json"
  },
  OTEL_SERVICE_NAME: { summary: "the name of this server in spans and logs", default: "effect-losant-mcp" },
  OTEL_SDK_DISABLED: { summary: "true: no spans and logs are sent", default: "false" }
}
