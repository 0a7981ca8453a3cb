// Options that do not fit are named before anything is sent; those that are undefined count as not given.
import { assert, describe, it } from "@effect/vitest"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import { Losant } from "../../../src/Losant.ts"
import { errorOf, expectError, provide, run, sample, valueOf } from "../../support/calls.ts"
import { down, ok, plain, timesOf } from "../../support/retries.ts"
import * as ScriptedFetch from "../../support/ScriptedFetch.ts"

/** Options that would not compile here. */
const untyped = (options: object): never => options as never

const unknown = "is not known here; known are"

const forCalls = [
  ["timeout", { timeout: "abc" }],
  ["timeout", { timeout: -5 }],
  ["timeout", { timeout: 0 }],
  ["timeout", { timeout: Number.NaN }],
  ["timeout", { timeout: null }],
  ["timeout", { timeout: Number.POSITIVE_INFINITY }],
  ["timeout", { timeout: "-1 seconds" }],
  ["totalTimeout", { totalTimeout: "soon" }],
  ["totalTimeout", { totalTimeout: 0 }],
  ["retry", { retry: 3 }],
  ["retry.times", { retry: { times: Number.NaN } }],
  ["retry.times", { retry: { times: -1 } }],
  ["retry.times", { retry: { times: 1.5 } }],
  ["retry.times", { retry: { times: "3" } }],
  ["retry.baseDelay", { retry: { baseDelay: "q" } }],
  ["retry.baseDelay", { retry: { baseDelay: Number.NaN } }],
  ["retry.maxDelay", { retry: { maxDelay: -1 } }],
  ["retry.maxRetryAfter", { retry: { maxRetryAfter: true } }],
  ["retryWrites", { retryWrites: "yes" }]
] as const

const forLayers = [
  ...forCalls,
  ["url", { url: 12 }],
  ["instanceId", { instanceId: "Northwind" }],
  ["retryQuota", { retryQuota: Number.NaN }],
  ["retryQuota", { retryQuota: -1 }],
  ["limiter", { limiter: 5 }],
  ["limiter.concurrency", { limiter: { concurrency: 0 } }],
  ["limiter.concurrency", { limiter: { concurrency: 1.5 } }],
  ["limiter.perSecond", { limiter: { perSecond: -1 } }],
  ["limiter.perSecond", { limiter: { perSecond: 0 } }],
  ["limiter.perSecond", { limiter: { perSecond: Number.POSITIVE_INFINITY } }],
  ["circuit", { circuit: true }],
  ["circuit.failures", { circuit: { failures: 0 } }],
  ["circuit.openFor", { circuit: { openFor: "long" } }],
  ["maxAnswerBytes", { maxAnswerBytes: 0 }],
  ["maxAnswerBytes", { maxAnswerBytes: "1 MiB" }],
  ["fetch", { fetch: "node-fetch" }]
] as const

describe("the options of a layer", () => {
  it.effect.each(forLayers)("%s is named if it does not fit (%#)", ([name, options]) =>
    Effect.gen(function* () {
      const network = yield* ScriptedFetch.make()
      const error = yield* Losant.pipe(provide(network, untyped(options)), Effect.flip)
      assert.strictEqual(error._tag, "LosantConfigError")
      assert.strictEqual(error.variable, name)
      assert.include(error.message, `The option ${name} is not valid: Expected `)
    })
  )

  it.effect("says in what form a length of time is given", () =>
    Effect.gen(function* () {
      const network = yield* ScriptedFetch.make()
      const error = yield* Losant.pipe(provide(network, untyped({ timeout: "abc" })), Effect.flip)
      assert.strictEqual(
        error.message,
        "The option timeout is not valid: Expected a length of time above 0, in milliseconds such as 30000, " +
          'or with its unit such as "30 seconds".'
      )
    })
  )

  it.effect("are refused if they are unknown", () =>
    Effect.gen(function* () {
      const network = yield* ScriptedFetch.make()
      const told = (options: object) => Losant.pipe(provide(network, untyped(options)), Effect.flip)
      assert.include(
        (yield* told({ timeOut: 3 })).message,
        "timeOut is not valid: is not known here; known are timeout,"
      )
      assert.include((yield* told({ circuit: { after: 5 } })).message, "circuit.after is not valid: is not known here")
    })
  )

  it.effect("may be on their bounds", () =>
    Effect.gen(function* () {
      const network = yield* ScriptedFetch.make(ok("instanceOrg.get"))
      const options = {
        timeout: { seconds: 1 },
        totalTimeout: 1,
        retry: { times: 0, baseDelay: 0, maxDelay: Duration.infinity, maxRetryAfter: "0 millis" },
        retryQuota: 0,
        limiter: { concurrency: 1, perSecond: 0.1 },
        circuit: { failures: 1, openFor: 1n },
        maxAnswerBytes: 100_000
      } as const
      valueOf(yield* run(network, sample("instanceOrg.get"), options))
    })
  )

  it.effect("keep their defaults if they are undefined", () =>
    Effect.gen(function* () {
      const layer = untyped({
        url: undefined,
        instanceId: undefined,
        timeout: undefined,
        retry: { times: undefined, baseDelay: undefined },
        retryQuota: undefined,
        limiter: { concurrency: undefined },
        circuit: { failures: undefined, openFor: undefined },
        maxAnswerBytes: undefined
      })
      assert.deepStrictEqual((yield* timesOf("instanceOrg.get", [down, down, down, down], { layer })).times, plain)
      const { exit } = yield* timesOf("instanceOrg.patch", [ScriptedFetch.hang], { layer })
      assert.include(errorOf(exit), { _tag: "LosantTimeout", limit: 30_000 })
    })
  )
})

describe("the options of a call", () => {
  it.effect.each(forCalls)("%s is named if it does not fit, and nothing is sent (%#)", ([name, options]) =>
    Effect.gen(function* () {
      const network = yield* ScriptedFetch.make()
      for (const action of ["instanceOrg.get", "instanceOrg.patch"] as const) {
        const error = expectError(yield* run(network, sample(action, untyped(options))), "LosantInvalidInput")
        assert.deepStrictEqual(
          error.issues.map(({ path }) => path.join(".")),
          [`options.${name}`]
        )
        assert.strictEqual(error.outcome, action === "instanceOrg.get" ? undefined : "notSent")
        assert.include(error.message, `options.${name}: Expected `)
      }
      assert.strictEqual(network.requests.length, 0)
    })
  )

  it.effect("are refused if they are unknown, and nothing is sent", () =>
    Effect.gen(function* () {
      const network = yield* ScriptedFetch.make()
      const exit = yield* run(network, sample("instanceOrg.get", untyped({ retries: 3, retry: { attempts: 3 } })))
      assert.deepStrictEqual(expectError(exit, "LosantInvalidInput").issues, [
        { path: ["options", "retries"], message: `${unknown} timeout, totalTimeout, retry, retryWrites` },
        { path: ["options", "retry", "attempts"], message: `${unknown} times, baseDelay, maxDelay, maxRetryAfter` }
      ])
      assert.strictEqual(network.requests.length, 0)
    })
  )

  it.effect("are refused if they are no options at all", () =>
    Effect.gen(function* () {
      const network = yield* ScriptedFetch.make()
      for (const options of [null, 5, "5 seconds", []]) {
        const exit = yield* run(network, sample("instanceOrg.get", JSON.parse(JSON.stringify(options))))
        assert.deepStrictEqual(expectError(exit, "LosantInvalidInput").issues, [
          { path: ["options"], message: "Expected object" }
        ])
      }
    })
  )

  it.effect("leave to the layer what they do not give or give as undefined", () =>
    Effect.gen(function* () {
      const replies = [down, down, down]
      const layer = { retry: { times: 1, baseDelay: "1 second" }, timeout: "3 seconds" } as const
      for (const options of [{}, { timeout: undefined, retry: undefined }, { retry: { times: undefined } }]) {
        const { times } = yield* timesOf("instanceOrg.get", replies, { layer, call: untyped(options) })
        assert.deepStrictEqual(times, [0, 1_000])
      }
      const { times } = yield* timesOf("instanceOrg.get", replies, { layer, call: { retry: { times: 2 } } })
      assert.deepStrictEqual(times, [0, 1_000, 3_000])
      const { exit } = yield* timesOf("instanceOrg.get", [ScriptedFetch.hang], {
        layer: { ...layer, retry: { times: 0 } },
        call: untyped({ timeout: undefined })
      })
      assert.include(errorOf(exit), { _tag: "LosantTimeout", limit: 3_000 })
    })
  )
})
