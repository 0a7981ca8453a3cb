// The span of every call: its name, what it says, and that it is the only one.
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Tracer from "effect/Tracer"
import type { ActionName } from "../src/Actions.ts"
import type { Losant } from "../src/Losant.ts"
import { execute, run, sample } from "./support/calls.ts"
import * as ScriptedFetch from "./support/ScriptedFetch.ts"
import { names, samples } from "./support/samples.ts"

const spansOf = <A, E>(effect: Effect.Effect<A, E, Losant>, ...replies: ReadonlyArray<ScriptedFetch.Reply>) =>
  Effect.gen(function* () {
    const spans: Array<Tracer.NativeSpan> = []
    const tracer = Tracer.make({
      span: (options) => {
        const span = new Tracer.NativeSpan(options)
        spans.push(span)
        return span
      }
    })
    const network = yield* ScriptedFetch.make(...replies)
    yield* run(network, Effect.withTracer(effect, tracer))
    return { spans, requests: network.requests }
  })

const answer = (name: ActionName) => ScriptedFetch.json(200, samples[name].answer, { "x-request-id": "req-1" })

describe("spans", () => {
  it.effect.each(names)("Losant.%s", (name) =>
    Effect.gen(function* () {
      const { spans } = yield* spansOf(sample(name), answer(name))
      assert.deepStrictEqual(
        spans.map((span) => span.name),
        [`Losant.${name}`]
      )
      const [span] = spans
      assert.strictEqual(span?.kind, "client")
      assert.deepStrictEqual(Object.fromEntries(span?.attributes ?? []), {
        "losant.action": name,
        "losant.attempts": 1,
        "http.response.status_code": 200,
        "losant.request_id": "req-1"
      })
      assert.strictEqual(span?.status._tag, "Ended")
    })
  )

  it.effect("one span for all attempts of a call, which ends with the call's error", () =>
    Effect.gen(function* () {
      const { spans } = yield* spansOf(sample("instanceOrg.get"), ScriptedFetch.refuse(503), ScriptedFetch.refuse(404))
      assert.strictEqual(spans.length, 1)
      const attributes = Object.fromEntries(spans[0]?.attributes ?? [])
      assert.strictEqual(attributes["losant.attempts"], 2)
      assert.strictEqual(attributes["http.response.status_code"], 404)
      const status = spans[0]?.status
      assert.include(status?._tag === "Ended" ? String(status.exit) : "", "LosantNotFound")
    })
  )

  it.effect("an input that is refused has its span as well", () =>
    Effect.gen(function* () {
      const { spans } = yield* spansOf(execute("instanceOrg.get", {}))
      assert.deepStrictEqual(Object.fromEntries(spans[0]?.attributes ?? []), {
        "losant.action": "instanceOrg.get",
        "losant.attempts": 0
      })
    })
  )

  it.effect("lies within the program's own span", () =>
    Effect.gen(function* () {
      const { spans } = yield* spansOf(Effect.withSpan(sample("instanceOrg.get"), "outer"), answer("instanceOrg.get"))
      assert.deepStrictEqual(
        spans.map((span) => span.name),
        ["outer", "Losant.instanceOrg.get"]
      )
      assert.strictEqual(spans[1]?.traceId, spans[0]?.traceId)
    })
  )

  it.effect("nothing of it is sent to Losant", () =>
    Effect.gen(function* () {
      const { requests } = yield* spansOf(
        Effect.withSpan(sample("instanceOrg.get"), "outer"),
        answer("instanceOrg.get")
      )
      const headers = Object.keys(requests[0]?.headers ?? {})
      assert.deepStrictEqual(
        headers.filter((header) => /^(b3|traceparent|tracestate|x-b3-.*)$/.test(header)),
        []
      )
    })
  )
})
