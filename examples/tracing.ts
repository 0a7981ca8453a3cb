// Sends spans and logs to a collector by OTLP: one span for each call of an action, within the spans of the program.
//   OTEL_EXPORTER_OTLP_ENDPOINT=http://localhost:4318 npx tsx tracing.ts
// Reads LOSANT_API_TOKEN, LOSANT_INSTANCE_ID and, for another Losant, LOSANT_API_URL.
import { InstanceOrgs, Losant, Pagination } from "@effect-losant/core"
import * as Config from "effect/Config"
import * as Console from "effect/Console"
import * as Effect from "effect/Effect"
import * as FetchHttpClient from "effect/http/FetchHttpClient"
import * as Layer from "effect/Layer"
import * as Otlp from "effect/observability/Otlp"
import * as Stream from "effect/Stream"

const complain = (message: string) =>
  Effect.sync(() => {
    console.error(message)
    process.exitCode = 1
  })

const report = Effect.fn("report")(function* () {
  const instanceId = yield* Losant.instanceId
  const count = yield* Pagination.items(InstanceOrgs.get, { instanceId, perPage: 10 }).pipe(Stream.runCount)
  yield* Effect.annotateCurrentSpan("report.organizations", count)
  yield* Effect.annotateLogs(Effect.logInfo("counted"), { count })
  yield* Console.log(`${count} organizations`)
})

const telemetry = Layer.unwrap(
  Effect.map(Config.String("OTEL_EXPORTER_OTLP_ENDPOINT"), (baseUrl) =>
    Otlp.layerJson({
      baseUrl,
      resource: { serviceName: "losant-report" },
      // Logs go to the collector only; standard output is for the report.
      loggerMergeWithExisting: false
    })
  )
).pipe(Layer.provide(FetchHttpClient.layer))

const program = report().pipe(
  Effect.provide(Losant.layerConfig),
  // All logs and spans of the program are sent before it ends.
  Effect.provide(telemetry),
  Effect.catch((error) =>
    complain(
      error._tag === "ConfigError"
        ? "Set OTEL_EXPORTER_OTLP_ENDPOINT to the URL of a collector, such as http://localhost:4318."
        : error.message
    )
  )
)

Effect.runPromise(program)
