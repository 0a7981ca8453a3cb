/** The variables of the server, from the table that also makes `--help` and `server.json`. */
import { code, table } from "./markdown.ts"
import { telemetryVariables, type VariableDoc, type VariableName, variableDocs } from "./sources.ts"

/** Facts that the documents add to the sentence of `--help`. */
const notes: Readonly<Partial<Record<VariableName, string>>> = {
  LOSANT_INSTANCE_ID: "required with a token of an instance",
  LOSANT_API_URL: "https, or http on loopback",
  LOSANT_LOG_LEVEL: "`info` writes one line for each call",
  LOSANT_MCP_PROFILE: "it also stands in the journal and in the audit trail",
  LOSANT_MCP_CONFIRM: "`auto` shows a form, or asks for a token and a typed name where the client has no forms",
  LOSANT_MCP_JOURNAL: "without it the server uses the user's state folder",
  OTEL_EXPORTER_OTLP_ENDPOINT:
    "spans go to `/v1/traces` below it, logs to `/v1/logs`; without it nothing is sent, and no telemetry code is loaded",
  OTEL_EXPORTER_OTLP_HEADERS: "for example `authorization=Basic%20…`; values are encoded as in a URL",
  OTEL_EXPORTER_OTLP_PROTOCOL:
    "the server always sends JSON over HTTP, also for `http/protobuf`, because a collector takes both at one URL",
  OTEL_SDK_DISABLED: "for a client that passes its own variables on to the server"
}

const meaningOf = (name: VariableName, { summary, choices = [], isSecret }: VariableDoc): string => {
  const values = choices.length === 0 ? "" : `: ${choices.map(code).join(", ")}`
  const note = notes[name]
  return [`${summary}${values}`, ...(note === undefined ? [] : [note]), ...(isSecret ? ["secret"] : [])].join("; ")
}

// Sound: these are the keys of the record.
const allNames = Object.keys(variableDocs) as ReadonlyArray<VariableName>

/** A row for each of these variables. */
export const variableTable = (names: ReadonlyArray<VariableName> = allNames): string =>
  table(
    ["variable", "flag", "meaning", "default"],
    names.map((name) => {
      const doc = variableDocs[name]
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
  variableTable(allNames.filter((name) => variableDocs[name].flag !== undefined && name !== "LOSANT_MCP_AUDIT"))

/** Those of OpenTelemetry. */
export const telemetryTable = (): string => variableTable(telemetryVariables)
