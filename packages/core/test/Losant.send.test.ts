// A call that was encoded before: what is encoded is what is sent, and otherwise it runs as any other call.
import { assert, describe, it } from "@effect/vitest"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Tracer from "effect/Tracer"
import { type Any, encode } from "../src/Action.ts"
import { type ActionName, actions } from "../src/Actions.ts"
import { CallObserver, type CallReport } from "../src/CallObserver.ts"
import { Losant } from "../src/Losant.ts"
import type { CallOptions } from "../src/LosantOptions.ts"
import { execute, expectError, run, valueOf } from "./support/calls.ts"
import * as ScriptedFetch from "./support/ScriptedFetch.ts"
import { names, samples } from "./support/samples.ts"

const domain = { losantdomain: "acme.example.com" }

const encoded = (name: ActionName) => {
  const action: Any = actions[name]
  return encode(action, { ...samples[name].input, ...domain })
}

/** Encodes the sample of an action, and sends it. */
const send = (name: ActionName, options?: CallOptions) =>
  Effect.flatMap(encoded(name), (call) => Losant.use((losant) => losant.send(call, options)))

const executed = (name: ActionName, options?: CallOptions) =>
  execute(name, { ...samples[name].input, ...domain }, options)

const ok = (name: ActionName) => ScriptedFetch.json(200, samples[name].answer, { "x-request-id": "req-1" })

const bytesOf = ({ requests }: ScriptedFetch.ScriptedFetch) =>
  requests.map(({ method, url, headers, body, redirect }) => ({ method, href: url.href, headers, body, redirect }))

/** The spans and reports of a call, its requests with their times, and how it ended. */
const traceOf = (
  call: (name: ActionName, options?: CallOptions) => Effect.Effect<unknown, unknown, Losant>,
  name: ActionName,
  replies: ReadonlyArray<ScriptedFetch.Reply>,
  options?: CallOptions
) =>
  Effect.gen(function* () {
    const spans: Array<Tracer.NativeSpan> = []
    const reports: Array<CallReport> = []
    const tracer = Tracer.make({
      span: (options) => {
        const span = new Tracer.NativeSpan(options)
        spans.push(span)
        return span
      }
    })
    const network = yield* ScriptedFetch.make(...replies)
    const start = yield* Clock.currentTimeMillis
    const exit = yield* run(
      network,
      call(name, options).pipe(
        Effect.provideService(CallObserver, (report) => Effect.sync(() => void reports.push(report))),
        Effect.withTracer(tracer)
      )
    )
    return {
      exit: JSON.parse(JSON.stringify(exit)),
      took: (yield* Clock.currentTimeMillis) - start,
      reports,
      spans: spans.map(({ name, kind, attributes }) => ({ name, kind, attributes: Object.fromEntries(attributes) })),
      bytes: bytesOf(network),
      times: network.requests.map(({ at }) => at - start)
    }
  })

describe("send", () => {
  it.effect.each(names)("%s: sends what was encoded, byte for byte", (name) =>
    Effect.gen(function* () {
      const call = yield* encoded(name)
      const network = yield* ScriptedFetch.make(ok(name))
      const answer = valueOf(
        yield* run(
          network,
          Losant.use((losant) => losant.send(call))
        )
      )
      assert.deepStrictEqual(JSON.parse(JSON.stringify(answer)), JSON.parse(JSON.stringify(samples[name].answer)))
      assert.lengthOf(network.requests, 1)
      const [sent] = network.requests
      assert.strictEqual(sent?.method, call.method)
      assert.strictEqual(sent?.url.pathname, call.path)
      assert.deepStrictEqual(
        [...(sent?.url.searchParams ?? [])],
        call.query.map(([key, value]) => [key, value])
      )
      assert.strictEqual(sent?.body, call.body)
      assert.strictEqual(sent?.headers["losantdomain"], domain.losantdomain)
    })
  )

  it.effect.each(names)("%s: sends the same bytes as the call itself, however often", (name) =>
    Effect.gen(function* () {
      const call = yield* encoded(name)
      const sending = yield* ScriptedFetch.make(ok(name), ok(name))
      const one = Losant.use((losant) => losant.send(call))
      valueOf(yield* run(sending, Effect.andThen(one, one)))
      const calling = yield* ScriptedFetch.make(ok(name))
      valueOf(yield* run(calling, executed(name)))
      const [same] = bytesOf(calling)
      assert.deepStrictEqual(bytesOf(sending), [same, same])
    })
  )

  const scripts: ReadonlyArray<
    readonly [string, ActionName, (name: ActionName) => ReadonlyArray<ScriptedFetch.Reply>]
  > = [
    ["a read that succeeds", "instanceOrg.get", (name) => [ok(name)]],
    [
      "a read that succeeds at the third attempt",
      "instanceOrg.get",
      (name) => [ScriptedFetch.refuse(503), ScriptedFetch.refuse(429, { "retry-after": "2" }), ok(name)]
    ],
    ["a read that fails", "instanceOrg.get", () => [ScriptedFetch.refuse(503), ScriptedFetch.refuse(404)]],
    [
      "a write that was not handled, and succeeds then",
      "instanceOrg.patch",
      (name) => [ScriptedFetch.refuse(429, { "retry-after": "2" }), ok(name)]
    ],
    ["a write that may have been applied", "instanceOrg.patch", () => [ScriptedFetch.refuse(503)]],
    ["a write that is refused", "instanceOrgs.post", () => [ScriptedFetch.refuse(403, { "x-request-id": "req-2" })]],
    ["a write that hangs", "instanceOrg.delete", () => [ScriptedFetch.hang]],
    ["a write whose answer cannot be read", "instanceOrg.patch", () => [ScriptedFetch.json(200, [])]]
  ]

  it.effect.each(scripts)("%s goes through retry, span and observer as any other call", ([, name, replies]) =>
    Effect.gen(function* () {
      const sending = yield* traceOf(send, name, replies(name))
      assert.deepStrictEqual(sending, yield* traceOf(executed, name, replies(name)))
      assert.deepStrictEqual(
        sending.spans.map((span) => span.name),
        [`Losant.${name}`]
      )
      assert.lengthOf(sending.reports, 1)
      assert.strictEqual(sending.reports[0]?.attempts, replies(name).length)
      assert.lengthOf(sending.bytes, replies(name).length)
      for (const bytes of sending.bytes) assert.deepStrictEqual(bytes, sending.bytes[0])
    })
  )

  it.effect("shares the circuit of the layer with all other calls", () =>
    Effect.gen(function* () {
      const network = yield* ScriptedFetch.make(ScriptedFetch.refuse(503), ScriptedFetch.refuse(503))
      const once = { retry: { times: 0 } }
      const program = Effect.gen(function* () {
        yield* Effect.exit(send("instanceOrg.get", once))
        yield* Effect.exit(executed("instanceOrg.get", once))
        return yield* Effect.exit(send("instanceOrg.patch"))
      })
      const exit = valueOf(yield* run(network, program, { circuit: { failures: 2 } }))
      assert.strictEqual(expectError(exit, "LosantCircuitOpen").outcome, "notSent")
      assert.lengthOf(network.requests, 2)
    })
  )

  it.effect("takes the options of the call", () =>
    Effect.gen(function* () {
      const options = { timeout: "2 seconds", retry: { times: 0 } } as const
      const sending = yield* traceOf(send, "instanceOrg.get", [ScriptedFetch.hang], options)
      assert.strictEqual(sending.took, 2_000)
      assert.deepStrictEqual(sending, yield* traceOf(executed, "instanceOrg.get", [ScriptedFetch.hang], options))
      const wrong = { timeout: -1 }
      const network = yield* ScriptedFetch.make()
      const error = expectError(yield* run(network, send("instanceOrg.get", wrong)), "LosantInvalidInput")
      assert.deepStrictEqual(
        error,
        expectError(yield* run(network, executed("instanceOrg.get", wrong)), "LosantInvalidInput")
      )
      assert.lengthOf(network.requests, 0)
    })
  )
})
