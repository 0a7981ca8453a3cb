import { assert, describe, it } from "@effect/vitest"
import { parseTelemetry } from "../../src/config/telemetrySettings.ts"
import { configOf } from "../support/config.ts"

const endpoint = { OTEL_EXPORTER_OTLP_ENDPOINT: "http://localhost:4318" }
const nothing = { telemetry: undefined, warnings: [] }

describe("parseTelemetry", () => {
  it("is off without a warning if no collector is set or all is switched off", () => {
    assert.deepStrictEqual(parseTelemetry({}), nothing)
    assert.deepStrictEqual(parseTelemetry({ OTEL_EXPORTER_OTLP_ENDPOINT: " ", OTEL_SERVICE_NAME: "x" }), nothing)
    assert.deepStrictEqual(parseTelemetry({ ...endpoint, OTEL_SDK_DISABLED: "TRUE" }), nothing)
  })

  it("reads the endpoint, the headers and the name", () => {
    const { telemetry, warnings } = parseTelemetry({
      OTEL_EXPORTER_OTLP_ENDPOINT: " https://collector.example.com/otlp/ ",
      OTEL_EXPORTER_OTLP_HEADERS: "authorization=Basic%20dXNlcjpwYXNz==, x-team = a%2Cb ,",
      OTEL_EXPORTER_OTLP_PROTOCOL: "http/protobuf",
      OTEL_SERVICE_NAME: "losant-staging"
    })
    assert.deepStrictEqual(warnings, [])
    assert.deepStrictEqual(telemetry, {
      endpoint: "https://collector.example.com/otlp/",
      headers: { authorization: "Basic dXNlcjpwYXNz==", "x-team": "a,b" },
      serviceName: "losant-staging"
    })
    assert.strictEqual(parseTelemetry(endpoint).telemetry?.serviceName, "effect-losant-mcp")
    assert.deepStrictEqual(parseTelemetry(endpoint).telemetry?.headers, {})
  })

  const wrong: ReadonlyArray<readonly [variable: string, value: string]> = [
    ["OTEL_EXPORTER_OTLP_ENDPOINT", "collector.internal:4318"],
    ["OTEL_EXPORTER_OTLP_ENDPOINT", "grpc://localhost:4317"],
    ["OTEL_EXPORTER_OTLP_PROTOCOL", "grpc"],
    ["OTEL_EXPORTER_OTLP_HEADERS", "only-a-name-and-no-value"],
    ["OTEL_EXPORTER_OTLP_HEADERS", "two words=value"],
    ["OTEL_EXPORTER_OTLP_HEADERS", "key=%zz"],
    ["OTEL_EXPORTER_OTLP_HEADERS", "key=line%0Abreak"]
  ]
  it.each(wrong)("warns of %s %j without repeating a secret, and sends nothing", (variable, value) => {
    const { telemetry, warnings } = parseTelemetry({ ...endpoint, [variable]: value })
    assert.isUndefined(telemetry)
    assert.lengthOf(warnings, 1)
    assert.include(warnings[0], variable)
    assert.include(warnings[0], "No spans and logs are sent.")
    assert.notInclude(warnings[0], value)
  })
})

describe("the server's settings", () => {
  it("contain them, and a mistake causes a warning only", () => {
    assert.strictEqual(configOf(endpoint).telemetry?.endpoint, endpoint.OTEL_EXPORTER_OTLP_ENDPOINT)
    const { telemetry, warnings } = configOf({ OTEL_EXPORTER_OTLP_ENDPOINT: "nowhere", LOSANT_LOG_LEVEL: "loud" })
    assert.isUndefined(telemetry)
    assert.lengthOf(warnings, 2)
  })
})
