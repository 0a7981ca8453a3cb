// A program with core sends its spans and logs to a collector.
import { assert, describe, it } from "@effect/vitest"
import { Emulator } from "@effect-losant/emulator"
import * as Effect from "effect/Effect"
import { type Collector, listen, valuesOf } from "../../packages/mcp-server/test/support/collector.ts"
import { emulator, execute, variables } from "./run.ts"

const opened = Effect.acquireRelease(
  Effect.promise(() => listen()),
  (collector: Collector) => Effect.promise(() => collector.close())
)

const trace = Effect.fnUntraced(function* (given: Readonly<Record<string, string>> = {}) {
  const collector = yield* opened
  const ran = yield* execute(["--import", "tsx", "tracing.ts"], {
    ...(yield* variables),
    OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
    ...given
  })
  return { collector, ran }
})

describe("tracing.ts", () => {
  it.live(
    "sends a span for each call below that of the program, and its log",
    () =>
      Effect.gen(function* () {
        const { collector, ran } = yield* trace()
        assert.deepStrictEqual([ran.stdout, ran.stderr], ["26 organizations\n", ""])

        const spans = collector.spans()
        const [report, ...others] = spans.filter(({ name }) => name === "report")
        assert.isEmpty(others)
        assert.strictEqual(valuesOf(report?.attributes ?? [])["report.organizations"], 26)
        const calls = spans.filter(({ name }) => name === "Losant.instanceOrgs.get")
        assert.lengthOf(calls, 3)
        for (const [index, { kind, traceId, parentSpanId, attributes, status }] of calls.entries()) {
          assert.deepStrictEqual([kind, traceId, parentSpanId], [3, report?.traceId, report?.spanId])
          assert.strictEqual(status.code, 1)
          assert.deepStrictEqual(valuesOf(attributes), {
            "losant.action": "instanceOrgs.get",
            "losant.attempts": 1,
            "http.response.status_code": 200,
            "losant.request_id": `emulator-${index + 1}`
          })
        }
        assert.strictEqual(collector.resource()["service.name"], "losant-report")

        const [log] = collector.logs()
        assert.strictEqual(log?.body.stringValue, "counted")
        assert.strictEqual(log?.spanId, report?.spanId)
        const { LOSANT_API_TOKEN: token } = yield* variables
        const { instanceId } = yield* Emulator
        for (const { body } of collector.received) {
          for (const hidden of [token, instanceId, "Ashford"]) assert.notInclude(body, hidden)
        }
      }).pipe(Effect.scoped, Effect.provide(emulator)),
    60_000
  )

  it.live(
    "tells of an error with its message and its stack, in which the token is not",
    () =>
      Effect.gen(function* () {
        const token = "a-token-that-expired-long-ago"
        const { collector, ran } = yield* trace({ LOSANT_API_TOKEN: token })
        assert.strictEqual(ran.code, 1)
        const [call] = collector.spans().filter(({ name }) => name === "Losant.instanceOrgs.get")
        assert.strictEqual(call?.status.code, 2)
        assert.include(call?.status.message, "Losant answered 401")
        const [exception] = call?.events ?? []
        assert.strictEqual(valuesOf(exception?.attributes ?? [])["exception.type"], "LosantUnauthorized")
        for (const { body } of collector.received) assert.notInclude(body, token)
      }).pipe(Effect.scoped, Effect.provide(emulator)),
    60_000
  )
})
