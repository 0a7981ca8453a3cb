/** Sends spans and logs to a collector, by OTLP. It is loaded only where one is configured. */
import * as ConfigProvider from "effect/ConfigProvider"
import * as Layer from "effect/Layer"
import * as OtlpLogger from "effect/observability/OtlpLogger"
import { OtlpSerialization } from "effect/observability/OtlpSerialization"
import * as OtlpTracer from "effect/observability/OtlpTracer"
import type { ServerConfig } from "../../config/ServerConfig.ts"
import { flushMillis, type TelemetrySettings } from "../../config/telemetrySettings.ts"
import { version } from "../../config/version.ts"
import type { Redact } from "../../model/HideToken.ts"
import * as Collector from "./internal/collector.ts"
import { serialization } from "./internal/exportFormat.ts"

const urlOf = (endpoint: string, signal: string): string => {
  const url = new URL(endpoint)
  url.pathname = `${url.pathname.replace(/\/+$/, "")}/v1/${signal}`
  return url.href
}

/** Spans, and logs beside where they went before. What is still to be sent at the end is given a moment. */
export const layer = (
  { endpoint, headers, serviceName }: TelemetrySettings,
  { environment, host, profile }: ServerConfig,
  redact: Redact
): Layer.Layer<never> => {
  const to = (signal: "traces" | "logs") => ({
    url: urlOf(endpoint, signal),
    headers,
    resource: {
      serviceName,
      serviceVersion: version,
      attributes: { "losant.host": host, ...(profile === undefined ? {} : { "losant.profile": profile }) }
    },
    shutdownTimeout: flushMillis
  })
  return Layer.merge(OtlpTracer.layer(to("traces")), OtlpLogger.layer(to("logs"))).pipe(
    Layer.provide([
      Collector.layer(environment, endpoint),
      Layer.succeed(OtlpSerialization, serialization(redact)),
      // The variables have been read, and their mistakes told of: read again they would end the process.
      ConfigProvider.layer(ConfigProvider.fromEnvRecord({}))
    ])
  )
}
