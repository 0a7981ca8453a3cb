/** The variables of the server, from the table that also makes `--help` and `server.json`. */
import { code, table } from "./markdown.ts"
import { type Variable, type VariableName, variables } from "./sources.ts"

/** Sentences that the documents add to the one of `--help`. */
const notes: Readonly<Partial<Record<VariableName, string>>> = {
  LOSANT_API_URL: "The URL is https, or http on loopback.",
  LOSANT_LOG_LEVEL: "At `info` there is one line for each call.",
  LOSANT_MCP_PROFILE: "The name also stands in the journal and in the audit trail.",
  LOSANT_MCP_CONFIRM: "`auto` shows a view or a form; if the client has neither, it answers a plan with a token.",
  LOSANT_MCP_JOURNAL: "The default is a folder in the user's state folder.",
  OTEL_EXPORTER_OTLP_ENDPOINT:
    "Spans go to `/v1/traces` below it, logs to `/v1/logs`. Without it nothing is sent, and no telemetry code is loaded.",
  OTEL_EXPORTER_OTLP_HEADERS: "For example `authorization=Basic%20…`. Values are encoded as in a URL.",
  OTEL_EXPORTER_OTLP_PROTOCOL:
    "The server always sends JSON over HTTP, also for `http/protobuf`, because a collector takes both at one URL.",
  OTEL_SDK_DISABLED: "It is for a client that passes its own variables on to the server."
}

const sentence = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`

const meaningOf = (name: VariableName, { summary, choices = [], isSecret }: Variable): string => {
  const values = choices.length === 0 ? "" : `: ${choices.map(code).join(", ")}`
  const note = notes[name]
  return [
    sentence(`${summary}${values}`),
    ...(note === undefined ? [] : [note]),
    ...(isSecret ? ["Its value is a secret."] : [])
  ].join(" ")
}

// Sound: these are the keys of the record.
const allNames = Object.keys(variables) as ReadonlyArray<VariableName>

/** A row for each of these variables. */
export const variableTable = (names: ReadonlyArray<VariableName> = allNames): string =>
  table(
    ["variable", "flag", "meaning", "default"],
    names.map((name) => {
      const doc: Variable = variables[name]
      return [code(name), code(doc.flag ?? ""), meaningOf(name, doc), code(doc.default ?? "")]
    })
  )

/** Those with which most people begin. */
export const firstVariables = (): string =>
  variableTable([
    "LOSANT_API_TOKEN",
    "LOSANT_INSTANCE_ID",
    "LOSANT_MCP_READ_ONLY",
    "LOSANT_MCP_ALLOW_ORG",
    "LOSANT_MCP_AUDIT"
  ])

/** Those that limit what an assistant reaches: they have a flag, and no other purpose. */
export const policyVariables = (): string =>
  variableTable(allNames.filter((name) => "flag" in variables[name] && name !== "LOSANT_MCP_AUDIT"))

/** Those of OpenTelemetry. */
export const telemetryTable = (): string =>
  variableTable(allNames.filter((name) => variables[name].kind === "telemetry"))
