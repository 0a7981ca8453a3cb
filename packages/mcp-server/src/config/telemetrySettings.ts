/** The collector for spans and logs, from OpenTelemetry's variables. */
import * as Result from "effect/Result"
import { type Environment, readVariable } from "../model/Environment.ts"
import { type VariableName, variables } from "./variables.ts"

export interface TelemetrySettings {
  /** The base URL of the collector. */
  readonly endpoint: string
  /** Usually credentials, so never shown. */
  readonly headers: Readonly<Record<string, string>>
  readonly serviceName: string
}

export interface ParsedTelemetry {
  /** Undefined if nothing is to be sent. */
  readonly telemetry: TelemetrySettings | undefined
  readonly warnings: ReadonlyArray<string>
}

/** The time that the end of the process leaves for spans and logs that are not yet sent, in milliseconds. */
export const flushMillis = 500

// A collector accepts both at the same URL, and distinguishes them by content type. The server always sends JSON.
const protocols = ["", "http/json", "http/protobuf"]

const headerName = /^[!#$%&'*+.^_`|~\w-]+$/
const headerValue = /^[\x20-\x7e]*$/

const decodeValue = (text: string): Result.Result<string, unknown> => Result.try(() => decodeURIComponent(text.trim()))

/** Parses `name=value` pairs with commas between them and values encoded as in a URL; undefined if that fails. */
const parseHeaders = (text: string): Readonly<Record<string, string>> | undefined => {
  const pairs = text.split(",").filter((pair) => pair.trim() !== "")
  const headers = pairs.map((pair) => {
    const [name = "", ...rest] = pair.split("=")
    return [name.trim(), rest.length === 0 ? undefined : Result.getOrUndefined(decodeValue(rest.join("=")))] as const
  })
  return headers.every(([name, value]) => headerName.test(name) && value !== undefined && headerValue.test(value))
    ? Object.fromEntries(headers.map(([name, value = ""]) => [name, value]))
    : undefined
}

const isHttp = (url: string): boolean => URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)

const turnOff = (...warnings: ReadonlyArray<string>): ParsedTelemetry => ({ telemetry: undefined, warnings })

const consequence = "No spans and logs are sent."

/** Reads the variables. A mistake in them never stops the server, and no message repeats a value. */
export const parseTelemetry = (environment: Environment): ParsedTelemetry => {
  const value = (name: VariableName) => readVariable(environment, name)
  const endpoint = value("OTEL_EXPORTER_OTLP_ENDPOINT")
  if (endpoint === "" || value("OTEL_SDK_DISABLED").toLowerCase() === "true") return turnOff()
  if (!isHttp(endpoint)) {
    return turnOff(
      `OTEL_EXPORTER_OTLP_ENDPOINT has to be a URL with http:// or https://, such as http://localhost:4318. ${consequence}`
    )
  }
  if (!protocols.includes(value("OTEL_EXPORTER_OTLP_PROTOCOL"))) {
    return turnOff(
      "OTEL_EXPORTER_OTLP_PROTOCOL names a protocol that this server does not support: it sends JSON over HTTP, which " +
        `collectors accept on port 4318. ${consequence}`
    )
  }
  const headers = parseHeaders(value("OTEL_EXPORTER_OTLP_HEADERS"))
  if (headers === undefined) {
    return turnOff(
      "OTEL_EXPORTER_OTLP_HEADERS has to be a list such as name=value,other=value, with special characters encoded as in " +
        `a URL. ${consequence}`
    )
  }
  const serviceName = value("OTEL_SERVICE_NAME")
  return {
    telemetry: {
      endpoint,
      headers,
      serviceName: serviceName === "" ? variables.OTEL_SERVICE_NAME.default : serviceName
    },
    warnings: []
  }
}
