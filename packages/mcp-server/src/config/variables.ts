/** All environment variables that the server reads: the lists, the help and `server.json` are derived from this table. */
import { policySettings } from "../policy/policySettings.ts"

export interface Variable {
  /**
   * - `losant`: core reads it, and the emulator needs none of them.
   * - `server`: this server reads it.
   * - `telemetry`: OpenTelemetry defines it, and other programs share it.
   */
  readonly kind: "losant" | "server" | "telemetry"
  /** A sentence without its capital letter and its full stop. */
  readonly summary: string
  /** The flag with the same meaning. */
  readonly flag?: string
  /** The flag can be repeated, and the variable then holds a list. */
  readonly isList?: true
  /** Nobody but the user may see the value. */
  readonly isSecret?: true
  readonly choices?: ReadonlyArray<string>
  readonly default?: string
  /** Present if the desktop bundle sets the variable: see {@link UnfilledSetting}. */
  readonly inBundle?: UnfilledSetting
}

/** The treatment of a setting of the desktop bundle that the client did not fill in. */
export interface UnfilledSetting {
  /** The value that takes its place. Without one, the variable counts as unset. */
  readonly fallback?: string
  /** A sentence for the person, who may have chosen something else. It follows "The client did not fill in …". */
  readonly consequence?: string
}

/** The host of Losant's API unless `LOSANT_API_URL` names another. */
export const defaultHost = "api.losant.com"

export const variables = {
  LOSANT_API_TOKEN: {
    kind: "losant",
    summary: "the API token: made in Losant, in the settings of the instance or of the user",
    isSecret: true,
    inBundle: {}
  },
  LOSANT_API_TOKEN_FILE: {
    kind: "losant",
    summary: "the path of a file that holds the token; used if LOSANT_API_TOKEN is not set"
  },
  LOSANT_INSTANCE_ID: {
    kind: "losant",
    summary:
      "the id of the instance, 24 hexadecimal digits, which stands in the instance's settings in Losant's Instance Manager; a token of an instance needs it, a token of a user only if it reaches several instances",
    inBundle: {}
  },
  LOSANT_API_URL: { kind: "losant", summary: "the URL of the API", default: `https://${defaultHost}`, inBundle: {} },
  LOSANT_TIMEOUT: {
    kind: "losant",
    summary: 'the time limit of one attempt: milliseconds, or a text such as "30 seconds"',
    default: "30 seconds"
  },
  LOSANT_LOG_LEVEL: {
    kind: "server",
    summary: "the lowest level that is logged to standard error",
    choices: ["debug", "info", "warning", "error", "none"],
    default: "warning"
  },
  LOSANT_MCP_PROFILE: {
    kind: "server",
    summary: "a name for this server, such as staging: shown in its title and in confirmations",
    inBundle: {}
  },
  LOSANT_MCP_READ_ONLY: {
    kind: "server",
    summary: "only tools that change nothing",
    flag: policySettings.readOnly.flag,
    default: "false",
    inBundle: { fallback: "true", consequence: "so only tools that change nothing are available" }
  },
  LOSANT_MCP_TOOLSETS: {
    kind: "server",
    summary:
      "only the tools of these toolsets: names with commas between them; default stands for those that are on by default",
    flag: policySettings.toolsets.flag,
    inBundle: {}
  },
  LOSANT_MCP_TOOLS: {
    kind: "server",
    summary: "exactly these tools, whatever toolsets are on by default: names with commas between them",
    flag: policySettings.tools.flag
  },
  LOSANT_MCP_EXCLUDE_TOOLS: {
    kind: "server",
    summary: "not these tools: names with commas between them",
    flag: policySettings.excludeTools.flag
  },
  LOSANT_MCP_ALLOW_ORG: {
    kind: "server",
    summary: "only these organizations: ids, names, or tag:key=value, with commas between them or as a JSON list",
    flag: policySettings.allowOrg.flag,
    isList: true
  },
  LOSANT_MCP_DENY_ORG: {
    kind: "server",
    summary: "not these organizations, in the same form; it overrides the allowed ones",
    flag: policySettings.denyOrg.flag,
    isList: true
  },
  LOSANT_MCP_CONFIRM: {
    kind: "server",
    summary: "how the person confirms a destructive change",
    choices: ["auto", "elicit", "token", "off"],
    default: "auto",
    inBundle: { fallback: "elicit", consequence: "so a destructive change is confirmed in a form only" }
  },
  LOSANT_MCP_CONFIRM_LEVEL: {
    kind: "server",
    summary:
      "proportional: the person types a name only for what cannot be undone, and otherwise agrees to the plan; strict: they type it always",
    choices: ["proportional", "strict"],
    default: "proportional",
    inBundle: { fallback: "strict", consequence: "so every confirmation takes a typed name" }
  },
  LOSANT_MCP_JOURNAL: {
    kind: "server",
    summary: "the absolute path of the folder in which an organization is saved before its deletion, or off"
  },
  LOSANT_MCP_AUDIT: {
    kind: "server",
    summary: "the absolute path of a file to which each tool call appends a line",
    flag: "--audit",
    inBundle: { consequence: "so no audit trail is written" }
  },
  LOSANT_MCP_MAX_REQUESTS: {
    kind: "server",
    summary: "how many requests to Losant may be under way at a time; the others wait",
    default: "16"
  },
  LOSANT_MCP_ANSWER_WITHIN: {
    kind: "server",
    summary:
      'the time within which a call is answered if its client asks for no progress: milliseconds, a text such as "50 seconds", or off; a longer call goes on, and the same call again tells what became of it',
    default: "50 seconds"
  },
  OTEL_EXPORTER_OTLP_ENDPOINT: {
    kind: "telemetry",
    summary: "the URL of a collector for spans and logs, such as http://localhost:4318"
  },
  OTEL_EXPORTER_OTLP_HEADERS: {
    kind: "telemetry",
    summary: "headers for the collector: name=value, with commas between them",
    isSecret: true
  },
  OTEL_EXPORTER_OTLP_PROTOCOL: {
    kind: "telemetry",
    summary: "the protocol of the collector; with grpc nothing is sent",
    default: "http/json"
  },
  OTEL_SERVICE_NAME: {
    kind: "telemetry",
    summary: "the name of this server in spans and logs",
    default: "effect-losant-mcp"
  },
  OTEL_SDK_DISABLED: { kind: "telemetry", summary: "true: no spans and logs are sent", default: "false" }
} as const satisfies Readonly<Record<string, Variable>>

export type VariableName = keyof typeof variables

/** The table with the wide type, for code that treats all variables alike. */
export const variableTable: ReadonlyArray<Variable & { readonly name: string }> = Object.entries<Variable>(
  variables
).map(([name, variable]) => ({ ...variable, name }))

const namesWhere = (matches: (variable: Variable & { readonly name: string }) => boolean): ReadonlyArray<string> =>
  variableTable.filter(matches).map(({ name }) => name)

/** The variables of core: they configure the connection to Losant. */
export const losantVariables = namesWhere(({ kind }) => kind === "losant")

/** The variables that no other program reads. */
export const ownVariables = namesWhere(({ kind }) => kind !== "telemetry")

export const telemetryVariables = namesWhere(({ kind }) => kind === "telemetry")

/** The variables that the manifest of the desktop bundle sets. */
export const bundleVariables = namesWhere(({ inBundle }) => inBundle !== undefined)
