/** Exports spans and logs to a collector over OTLP. It is loaded only if a collector is configured. */
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

const signalUrl = (endpoint: string, signal: string): string => {
  const url = new URL(endpoint)
  url.pathname = `${url.pathname.replace(/\/+$/, "")}/v1/${signal}`
  return url.href
}

/** Exports spans, and logs in addition to stderr. The end of the process waits a moment for the last export. */
export const layer = (
  { endpoint, headers, serviceName }: TelemetrySettings,
  { environment, host, profile }: ServerConfig,
  redact: Redact
): Layer.Layer<never> => {
  const exportOptions = (signal: "traces" | "logs") => ({
    url: signalUrl(endpoint, signal),
    headers,
    resource: {
      serviceName,
      serviceVersion: version,
      attributes: { "losant.host": host, ...(profile === undefined ? {} : { "losant.profile": profile }) }
    },
    shutdownTimeout: flushMillis
  })
  return Layer.merge(OtlpTracer.layer(exportOptions("traces")), OtlpLogger.layer(exportOptions("logs"))).pipe(
    Layer.provide([
      Collector.layer(environment, endpoint),
      Layer.succeed(OtlpSerialization, serialization(redact)),
      // The server has already parsed the variables. If Effect read them again, a mistake would end the process.
      ConfigProvider.layer(ConfigProvider.fromEnvRecord({}))
    ])
  )
}
