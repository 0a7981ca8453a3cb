// The token shows nowhere: not in errors in any rendering, not in spans, not in logs, not on stderr.
import { inspect } from "node:util"
import { assert, describe, it } from "@effect/vitest"
import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Logger from "effect/Logger"
import * as Redacted from "effect/Redacted"
import * as Tracer from "effect/Tracer"
import type { ActionName } from "../src/Actions.ts"
import { CallObserver } from "../src/CallObserver.ts"
import { createClient } from "../src/Client.ts"
import type { Schemas } from "../src/index.ts"
import { Losant } from "../src/Losant.ts"
import type { LosantError } from "../src/LosantError.ts"
import type { LosantOptions } from "../src/LosantOptions.ts"
import { errorOf, execute, expectError, run, sample, token, valueOf } from "./support/calls.ts"
import * as ScriptedFetch from "./support/ScriptedFetch.ts"
import { samples } from "./support/samples.ts"

// A token may hold what JSON escapes.
const awkward = 'to"ken\\with/awkward~characters'

const renderings = (value: unknown): string =>
  [
    String(value),
    JSON.stringify(value),
    inspect(value, { depth: 20, showHidden: true, maxStringLength: null, maxArrayLength: null, getters: true }),
    inspect(value),
    Cause.pretty(Cause.fail(value)),
    value instanceof Error ? [value.message, value.stack, value.name, inspect(value.cause, { depth: 20 })].join() : ""
  ].join("\n")

const failingWith = (secret: string): ReadonlyArray<readonly [LosantError["_tag"], string, ScriptedFetch.Reply]> => {
  const said = { type: `Type ${secret}`, message: `you sent ${secret}`, headers: { authorization: `Bearer ${secret}` } }
  const echo = (status: number) => ScriptedFetch.json(status, said, { "x-request-id": `id-${secret}` })
  const network = Object.assign(new TypeError(`cannot send Bearer ${secret}`), {
    code: `E_${secret}`,
    request: { headers: { authorization: `Bearer ${secret}` } },
    cause: Object.assign(new Error(`because of Bearer ${secret}`), { headers: `Bearer ${secret}` })
  })
  const escaped = [...secret].map((char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`).join("")
  return [
    ["LosantTransport", "a request that cannot be sent", ScriptedFetch.rejectWith(network)],
    ["LosantTransport", "an answer that is cut off", ScriptedFetch.bodyCut(200, network)],
    ["LosantTransport", "a rejection that is no error", ScriptedFetch.rejectWith({ authorization: secret })],
    ["LosantTransport", "a rejection with a text", ScriptedFetch.rejectWith(secret)],
    ["LosantValidation", "400", echo(400)],
    ["LosantUnauthorized", "401", echo(401)],
    ["LosantForbidden", "403", echo(403)],
    ["LosantNotFound", "404", echo(404)],
    ["LosantConflict", "409", echo(409)],
    ["LosantPayloadTooLarge", "413", echo(413)],
    ["LosantRateLimited", "429", echo(429)],
    ["LosantServerError", "500", echo(500)],
    ["LosantUnexpectedStatus", "405", echo(405)],
    ["LosantValidation", "a body that escapes it", ScriptedFetch.respond(400, `{"type":"T","message":"${escaped}"}`)],
    [
      "LosantValidation",
      "a body in which a cut goes through it",
      ScriptedFetch.json(400, { type: `${"t".repeat(95)}${secret}`, message: `${"m".repeat(1_990)}${secret}` })
    ],
    ["LosantDecode", "an answer that is nothing but it", ScriptedFetch.respond(200, secret)],
    ["LosantDecode", "an answer that has it for a value", ScriptedFetch.json(200, { id: secret, name: [secret] })],
    [
      "LosantDecode",
      "an answer that has it for a key",
      ScriptedFetch.json(200, {
        ...samples["instanceOrg.get"].answer,
        summary: { payloadCount: { timer: { [secret]: "x" } } }
      })
    ],
    ["LosantTimeout", "a hang", ScriptedFetch.hang]
  ]
}

const failed = (name: ActionName, reply: ScriptedFetch.Reply, options: Partial<LosantOptions> = {}) =>
  Effect.gen(function* () {
    const network = yield* ScriptedFetch.make(reply)
    return yield* run(network, sample(name, { retry: { times: 0 } }), options)
  })

describe("errors", () => {
  for (const secret of [token, awkward]) {
    it.effect.each(failingWith(secret))(`%s, %s (${secret === token ? "plain" : "awkward"} token)`, ([tag, , reply]) =>
      Effect.gen(function* () {
        for (const name of ["instanceOrg.get", "instanceOrg.patch"] as const) {
          const exit = yield* failed(name, reply, { accessToken: Redacted.make(secret) })
          const error: unknown = errorOf(exit)
          assert.strictEqual(error instanceof Error && error.name, tag)
          const text = renderings(error) + renderings(exit)
          // The beginning alone would be too much.
          assert.notInclude(text, secret.slice(0, 8))
          assert.notInclude(text, JSON.stringify(secret).slice(1, 9))
        }
      })
    )
  }

  // A stand-in for a token may be a part of plain words, and all of them would be torn.
  it.effect("stay readable with a token that is too short to be one", () =>
    Effect.gen(function* () {
      const reply = ScriptedFetch.json(400, { type: "Validation", message: "the name is too long" })
      const exit = yield* failed("instanceOrg.get", reply, { accessToken: Redacted.make("name") })
      assert.include(expectError(exit, "LosantValidation").message, "the name is too long")
    })
  )

  it.effect("an input that is refused", () =>
    Effect.gen(function* () {
      const network = yield* ScriptedFetch.make()
      const error: unknown = errorOf(
        yield* run(network, execute("instanceOrg.get", { instanceId: token, orgId: token }))
      )
      assert.notInclude(renderings(error), token)
    })
  )

  it.live.each(["line\nbreak-of-a-token", "nul\0of-a-token", "euro€of-a-token"])(
    "a token that no header can hold fails the call, without it (%#)",
    (secret) =>
      Effect.gen(function* () {
        const accessToken = Redacted.make(secret)
        const exit = yield* sample("instanceOrg.get", { retry: { times: 0 } }).pipe(
          Effect.provide(Losant.layer({ accessToken, url: "http://127.0.0.1:9" })),
          Effect.exit
        )
        assert.isTrue(Exit.isFailure(exit))
        const text = renderings(errorOf(exit)) + renderings(exit)
        for (const part of [secret, JSON.stringify(secret).slice(1, -1), "of-a-token"]) assert.notInclude(text, part)
      })
  )
})

describe("the secret of a new API token", () => {
  const secret = "eyJhbGciOi.the-secret-of-a-new-token"
  const { least } = samples["instanceApiTokens.post"]
  const answer = { ...samples["instanceApiTokens.post"].answer, token: secret }
  const observed = (reply: ScriptedFetch.Reply) =>
    Effect.gen(function* () {
      const seen: Array<unknown> = []
      const keep = (one: unknown) => void seen.push(one)
      const tracer = Tracer.make({
        span: (options) => {
          const span = new Tracer.NativeSpan(options)
          seen.push(options, span)
          return span
        }
      })
      const network = yield* ScriptedFetch.make(reply)
      const loggers = [Logger.map(Logger.formatJson, keep), Logger.map(Logger.formatStructured, keep)]
      const call = execute("instanceApiTokens.post", least).pipe(
        Effect.tap((value) => Effect.logInfo("created", value)),
        Effect.tapCause((cause) => Effect.logError(cause)),
        Effect.provideService(CallObserver, (report) => Effect.sync(() => keep(report))),
        Effect.withTracer(tracer),
        Effect.provide(Logger.layer(loggers))
      )
      const exit = yield* run(network, call)
      return { exit, text: seen.map((one) => inspect(one, { depth: 20, showHidden: true })).join() + renderings(exit) }
    })

  it.effect("is given to the program, and shows in no JSON, log, span or report", () =>
    Effect.gen(function* () {
      const { exit, text } = yield* observed(ScriptedFetch.json(201, answer))
      // Sound: it is the answer of the action that was executed.
      const { token: answered, ...value } = valueOf(exit) as Schemas.ApiToken
      assert.strictEqual(answered === undefined ? undefined : Redacted.value(answered), secret)
      assert.include(text, "instanceApiTokens.post")
      assert.notInclude(text, secret)
      assert.notInclude(renderings(answered) + renderings({ ...value, token: answered }), secret)
    })
  )
  it.effect.each([
    ["another field does not fit", { ...answer, scope: 7 }],
    ["it is no text", { ...answer, token: [secret] }],
    ["it is elsewhere", { items: [answer] }]
  ])("shows in no error if %s", ([, wrong]) =>
    Effect.gen(function* () {
      const { exit, text } = yield* observed(ScriptedFetch.json(201, wrong))
      expectError(exit, "LosantDecode")
      assert.notInclude(text, secret)
    })
  )
})

describe("everything else", () => {
  it.effect("the layer, the service and the options", () =>
    Effect.gen(function* () {
      const options = { accessToken: Redacted.make(token) }
      const layer = Losant.layer(options)
      const service = yield* Effect.provide(Losant, layer)
      assert.notInclude(renderings(layer) + renderings(service) + renderings(options), token)
    })
  )

  it("the promise client, and what it rejects with", async () => {
    const { least } = samples["instanceOrg.get"]
    const said = JSON.stringify({ type: token, message: `Bearer ${token}` })
    const client = createClient({ accessToken: token, fetch: async () => new Response(said, { status: 400 }) })
    const error = await client.instanceOrg.get(least).then(
      () => assert.fail("the call should have been rejected"),
      (reason: unknown) => reason
    )
    assert.include(String(error), "LosantValidation")
    assert.notInclude(renderings(error) + renderings(client), token)
    await client.close()
  })

  it.effect.each(failingWith(token))("spans of %s, %s", ([, , reply]) =>
    Effect.gen(function* () {
      const seen: Array<unknown> = []
      const tracer = Tracer.make({
        span: (options) => {
          const span = new Tracer.NativeSpan(options)
          seen.push(options, span)
          return span
        }
      })
      const network = yield* ScriptedFetch.make(reply)
      const call = sample("instanceOrg.get", { retry: { times: 0 } })
      yield* run(network, Effect.withTracer(call, tracer))
      const text = seen.map((one) => inspect(one, { depth: 20, showHidden: true })).join()
      assert.include(text, "losant.attempts")
      assert.notInclude(text, token)
    })
  )

  it.effect.each(failingWith(token))("logs of %s, %s", ([tag, , reply]) =>
    Effect.gen(function* () {
      const lines: Array<string> = []
      const keep = (line: unknown) => void lines.push(typeof line === "string" ? line : inspect(line, { depth: 20 }))
      const loggers = [
        Logger.map(Logger.formatSimple, keep),
        Logger.map(Logger.formatLogFmt, keep),
        Logger.map(Logger.formatJson, keep),
        Logger.map(Logger.formatStructured, keep)
      ]
      const network = yield* ScriptedFetch.make(reply)
      const call = sample("instanceOrg.get", { retry: { times: 0 } }).pipe(
        Effect.tapError((error) => Effect.logError("it failed", error)),
        Effect.tapCause((cause) => Effect.logError(cause)),
        Effect.provide(Logger.layer(loggers))
      )
      yield* run(network, call)
      assert.strictEqual(lines.length, 2 * loggers.length)
      assert.include(lines.join("\n"), tag)
      assert.notInclude(lines.join("\n"), token)
    })
  )
})
