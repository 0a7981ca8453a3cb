/** Where spans and logs go, as OpenTelemetry's variables say. */
import * as Result from "effect/Result"
import type { Environment } from "../model/Environment.ts"

export interface TelemetrySettings {
  /** The base URL of the collector. */
  readonly endpoint: string
  /** What the collector wants to know of who sends: secrets, as a rule. */
  readonly headers: Readonly<Record<string, string>>
  readonly serviceName: string
}

export interface ParsedTelemetry {
  /** Absent where nothing is to be sent. */
  readonly telemetry: TelemetrySettings | undefined
  readonly warnings: ReadonlyArray<string>
}

/** The variables that are read, in the order in which they are told of. */
export const telemetryVariables = [
  "OTEL_EXPORTER_OTLP_ENDPOINT",
  "OTEL_EXPORTER_OTLP_HEADERS",
  "OTEL_EXPORTER_OTLP_PROTOCOL",
  "OTEL_SERVICE_NAME",
  "OTEL_SDK_DISABLED"
] as const

export type TelemetryVariable = (typeof telemetryVariables)[number]

/** How long the end of the process waits for what is still to be sent, in milliseconds. */
export const flushMillis = 500

const defaultServiceName = "effect-losant-mcp"

// A collector takes both at the same URL, and tells them apart by their content type.
const protocols = ["", "http/json", "http/protobuf"]

const headerName = /^[!#$%&'*+.^_`|~\w-]+$/
const headerValue = /^[\x20-\x7e]*$/

const decoded = (text: string): Result.Result<string, unknown> => Result.try(() => decodeURIComponent(text.trim()))

/** `name=value` with commas between them, encoded as in a URL; undefined where it is none. */
const headersOf = (text: string): Readonly<Record<string, string>> | undefined => {
  const pairs = text.split(",").filter((pair) => pair.trim() !== "")
  const headers = pairs.map((pair) => {
    const [name = "", ...rest] = pair.split("=")
    return [name.trim(), rest.length === 0 ? undefined : Result.getOrUndefined(decoded(rest.join("=")))] as const
  })
  return headers.every(([name, value]) => headerName.test(name) && value !== undefined && headerValue.test(value))
    ? Object.fromEntries(headers.map(([name, value = ""]) => [name, value]))
    : undefined
}

const isHttp = (url: string): boolean => URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)

const off = (...warnings: ReadonlyArray<string>): ParsedTelemetry => ({ telemetry: undefined, warnings })

const nothing = "No spans and logs are sent."

/** Reads the variables. What is wrong with them never keeps the server from its work, and no value is repeated. */
export const parseTelemetry = (environment: Environment): ParsedTelemetry => {
  const given = (name: TelemetryVariable): string => environment[name]?.trim() ?? ""
  const endpoint = given("OTEL_EXPORTER_OTLP_ENDPOINT")
  if (endpoint === "" || given("OTEL_SDK_DISABLED").toLowerCase() === "true") return off()
  if (!isHttp(endpoint)) {
    return off(
      `OTEL_EXPORTER_OTLP_ENDPOINT is no URL that begins with http:// or https://, such as http://localhost:4318. ${nothing}`
    )
  }
  if (!protocols.includes(given("OTEL_EXPORTER_OTLP_PROTOCOL"))) {
    return off(
      "OTEL_EXPORTER_OTLP_PROTOCOL asks for a protocol that this server does not speak: it sends JSON over HTTP, " +
        `which collectors take on port 4318. ${nothing}`
    )
  }
  const headers = headersOf(given("OTEL_EXPORTER_OTLP_HEADERS"))
  if (headers === undefined) {
    return off(
      "OTEL_EXPORTER_OTLP_HEADERS is no list such as name=value,other=value, with what is special encoded as in a URL. " +
        nothing
    )
  }
  const serviceName = given("OTEL_SERVICE_NAME")
  return {
    telemetry: {
      endpoint,
      headers,
      serviceName: serviceName === "" ? defaultServiceName : serviceName
    },
    warnings: []
  }
}
