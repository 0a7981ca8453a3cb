import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Tracer from "effect/Tracer"
import { failure } from "../../../src/model/tool/ToolResult.ts"
import { withLookupSpan, withToolSpan } from "../../../src/observability/telemetry/requestSpan.ts"

const spansOf = <A>(effect: Effect.Effect<A>) =>
  Effect.gen(function* () {
    const spans: Array<Tracer.NativeSpan> = []
    const tracer = Tracer.make({
      span: (options) => {
        const span = new Tracer.NativeSpan(options)
        spans.push(span)
        return span
      }
    })
    const value = yield* Effect.withTracer(effect, tracer)
    return { value, spans }
  })

const request = { id: 7, method: "tools/call" }
const answer = { content: [{ type: "text" as const, text: "a secret answer" }] }
const traceId = "4bf92f3577b34da6a3ce929d0e0e4736"
const spanId = "00f067aa0ba902b7"

describe("withToolSpan", () => {
  it.effect("makes a span with the tool, and without its answer", () =>
    Effect.gen(function* () {
      const { value, spans } = yield* spansOf(withToolSpan("losant_get_org", request)(Effect.succeed(answer)))
      assert.strictEqual(value, answer)
      assert.lengthOf(spans, 1)
      assert.strictEqual(spans[0]?.name, "tools/call losant_get_org")
      assert.strictEqual(spans[0]?.kind, "server")
      assert.deepStrictEqual(Object.fromEntries(spans[0]?.attributes ?? []), {
        "mcp.method.name": "tools/call",
        "network.transport": "pipe",
        "jsonrpc.request.id": "7",
        "gen_ai.operation.name": "execute_tool",
        "gen_ai.tool.name": "losant_get_org"
      })
    })
  )

  it.effect("marks the span of a failed tool, and returns the answer", () =>
    Effect.gen(function* () {
      const failed = failure("no such organization")
      const { value, spans } = yield* spansOf(withToolSpan("losant_get_org", request)(Effect.succeed(failed)))
      assert.strictEqual(value, failed)
      const status = spans[0]?.status
      assert.strictEqual(status?._tag === "Ended" ? status.exit._tag : "", "Failure")
      assert.strictEqual(spans[0]?.attributes.get("error.type"), "tool_error")
    })
  )

  const parents: ReadonlyArray<readonly [traceparent: unknown, parent: string | undefined]> = [
    [`00-${traceId}-${spanId}-01`, spanId],
    [`00-${traceId}-${spanId}`, undefined],
    ["00-0-0-00", undefined],
    ["", undefined],
    [12, undefined],
    [undefined, undefined]
  ]
  it.effect.each(parents)("uses the traceparent %j as its parent, or none", ([traceparent, parent]) =>
    Effect.gen(function* () {
      const work = withToolSpan("losant_get_org", { ...request, _meta: { traceparent } })(Effect.succeed(answer))
      const { spans } = yield* spansOf(work)
      const span = spans[0]?.parent
      assert.strictEqual(span?._tag === "Some" ? span.value.spanId : undefined, parent)
      if (parent !== undefined) assert.strictEqual(spans[0]?.traceId, traceId)
    })
  )

  it.effect("is not recorded if the client does not record its own span", () =>
    Effect.gen(function* () {
      const meta = { traceparent: `00-${traceId}-${spanId}-00` }
      const { spans } = yield* spansOf(
        withToolSpan("losant_get_org", { ...request, _meta: meta })(Effect.succeed(answer))
      )
      assert.isFalse(spans[0]?.sampled)
    })
  )
})

describe("withLookupSpan", () => {
  it.effect("has the name of the request's method, if there is a request", () =>
    Effect.gen(function* () {
      const { spans } = yield* spansOf(
        Effect.andThen(
          Effect.void.pipe(withLookupSpan({ id: "a", method: "resources/read" })),
          Effect.void.pipe(withLookupSpan())
        )
      )
      assert.deepStrictEqual(
        spans.map(({ name }) => name),
        ["resources/read", "completion/complete"]
      )
    })
  )
})
