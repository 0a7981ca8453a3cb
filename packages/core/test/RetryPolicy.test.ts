// The retry rule for a GET, and the waits of all calls. All times are virtual, and exact.
import { assert, describe, it } from "@effect/vitest"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import { expectError, provide, sample, valueOf } from "./support/calls.ts"
import { busy, down, ok, plain, refused, reset, timesOf } from "./support/retries.ts"
import * as ScriptedFetch from "./support/ScriptedFetch.ts"
import { simulate, withJitter } from "./support/Simulation.ts"
import { reads, samples } from "./support/samples.ts"

describe("a GET", () => {
  it.effect.each([
    ["429", busy()],
    ["500", ScriptedFetch.refuse(500)],
    ["502 with HTML", ScriptedFetch.respond(502, "<html>bad gateway</html>")],
    ["599", ScriptedFetch.refuse(599)],
    ["a refused connection", refused],
    ["a connection that was reset", reset],
    ["a failure without a code", ScriptedFetch.rejectWith(new TypeError("Load failed"))],
    ["an answer that was cut off", ScriptedFetch.bodyCut(200)]
  ] as const)("is sent again after %s, with waits that double", ([, reply]) =>
    Effect.gen(function* () {
      const { times, exit } = yield* timesOf("instanceOrg.get", [reply, reply, reply, ok("instanceOrg.get")])
      assert.deepStrictEqual(times, plain)
      assert.deepStrictEqual(valueOf(exit), samples["instanceOrg.get"].answer)
    })
  )

  it.effect("is sent again when an attempt takes too long, to the headers or to the end of the body", () =>
    Effect.gen(function* () {
      const replies = [ScriptedFetch.hang, ScriptedFetch.bodyHangs(200), ok("instanceOrg.get")]
      const { times, exit } = yield* timesOf("instanceOrg.get", replies, { call: { timeout: "10 seconds" } })
      assert.deepStrictEqual(times, [0, 10_200, 20_600])
      valueOf(exit)
    })
  )

  it.effect.each(reads)("%s: all reads are", (name) =>
    Effect.gen(function* () {
      assert.deepStrictEqual((yield* timesOf(name, [down, ok(name)])).times, [0, 200])
    })
  )

  it.effect.each([301, 400, 401, 402, 403, 404, 405, 408, 409, 413, 422])("is not after %i", (status) =>
    Effect.gen(function* () {
      const { times, exit } = yield* timesOf("instanceOrg.get", [ScriptedFetch.refuse(status)])
      assert.deepStrictEqual(times, [0])
      assert.isTrue(Exit.isFailure(exit))
    })
  )

  it.effect("is not when the answer does not decode", () =>
    Effect.gen(function* () {
      const { times, exit } = yield* timesOf("instanceOrg.get", [ScriptedFetch.respond(200, "no")])
      assert.deepStrictEqual(times, [0])
      expectError(exit, "LosantDecode")
    })
  )

  it.effect("fails with the last error when nothing helps", () =>
    Effect.gen(function* () {
      const { times, exit } = yield* timesOf("instanceOrg.get", [reset, down, reset, ScriptedFetch.refuse(504)])
      assert.deepStrictEqual(times, plain)
      assert.strictEqual(expectError(exit, "LosantServerError").status, 504)
    })
  )
})

describe("the waits", () => {
  it.effect.each([
    [0, [0, 160, 480, 1_120]],
    [0.25, [0, 180, 540, 1_260]],
    [1, [0, 240, 720, 1_680]]
  ] as const)("are jittered by a fifth at most: %d", ([jitter, expected]) =>
    Effect.gen(function* () {
      const network = yield* ScriptedFetch.always(down)
      const start = yield* Clock.currentTimeMillis
      yield* simulate(sample("instanceOrg.get").pipe(provide(network), withJitter(jitter)))
      assert.deepStrictEqual(
        network.requests.map(({ at }) => Math.round(at - start)),
        [...expected]
      )
    })
  )

  it.effect("are as chosen, for a layer and for a call, which wins", () =>
    Effect.gen(function* () {
      const always = Array.from({ length: 9 }, () => down)
      const layer = { retry: { times: 6, baseDelay: "1 second", maxDelay: "3 seconds" } } as const
      assert.deepStrictEqual(
        (yield* timesOf("instanceOrg.get", always, { layer })).times,
        [0, 1_000, 3_000, 6_000, 9_000, 12_000, 15_000]
      )
      const call = { retry: { times: 2 } }
      assert.deepStrictEqual((yield* timesOf("instanceOrg.get", always, { layer, call })).times, [0, 1_000, 3_000])
      assert.deepStrictEqual((yield* timesOf("instanceOrg.get", always, { call: { retry: { times: 0 } } })).times, [0])
    })
  )
})

describe("Retry-After", () => {
  it.effect.each([
    ["seconds", "7", 7_000],
    ["zero", "0", 200],
    ["less than the wait", "0000", 200],
    ["exactly the bound", "60", 60_000],
    ["a date to come", "Thu, 01 Jan 1970 00:00:30 GMT", 30_000],
    ["a date that is past", "Wed, 31 Dec 1969 23:59:00 GMT", 200],
    ["a negative number", "-5", 200],
    ["a fraction", "1.5", 1_500],
    ["a list", "1, 2", 2_000],
    ["words", "soon", 200],
    ["nothing", "", 200]
  ] as const)("of %s", ([, header, wait]) =>
    Effect.gen(function* () {
      const { times, exit } = yield* timesOf("instanceOrgs.post", [busy(header), ok("instanceOrgs.post")])
      assert.deepStrictEqual(times, [0, wait])
      valueOf(exit)
    })
  )

  it.effect.each([
    ["a second too long", "61", 61_000],
    ["an hour", "3600", 3_600_000],
    ["a date far off", "Fri, 01 Jan 2100 00:00:00 GMT", Date.UTC(2100, 0, 1)]
  ] as const)("of %s fails at once with it", ([, header, retryAfter]) =>
    Effect.gen(function* () {
      const { times, exit } = yield* timesOf("instanceOrg.get", [busy(header)])
      assert.deepStrictEqual(times, [0])
      assert.strictEqual(expectError(exit, "LosantRateLimited").retryAfter, retryAfter)
    })
  )

  it.effect.each(["9".repeat(20), "9".repeat(400)])("of an absurd length fails at once (%#)", (header) =>
    Effect.gen(function* () {
      const { times, exit } = yield* timesOf("instanceOrg.get", [busy(header)])
      assert.deepStrictEqual(times, [0])
      assert.isAbove(expectError(exit, "LosantRateLimited").retryAfter ?? 0, 60_000)
    })
  )

  it.effect("is honoured on a 503 as well, within the bound and beyond it", () =>
    Effect.gen(function* () {
      const unavailable = (seconds: number) => ScriptedFetch.refuse(503, { "retry-after": String(seconds) })
      const soon = yield* timesOf("instanceOrg.get", [unavailable(9), ok("instanceOrg.get")])
      assert.deepStrictEqual(soon.times, [0, 9_000])
      const late = yield* timesOf("instanceOrg.get", [unavailable(61)])
      assert.deepStrictEqual(late.times, [0])
      assert.strictEqual(expectError(late.exit, "LosantServerError").retryAfter, 61_000)
    })
  )

  it.effect("is no addition to the backoff: the longer of the two counts", () =>
    Effect.gen(function* () {
      const replies = [busy("1"), busy("1"), busy("1"), ok("instanceOrg.get")]
      const { times } = yield* timesOf("instanceOrg.get", replies, { call: { retry: { baseDelay: "800 millis" } } })
      assert.deepStrictEqual(times, [0, 1_000, 2_600, 5_800])
    })
  )

  it.effect("has a bound that can be chosen", () =>
    Effect.gen(function* () {
      const call = { retry: { maxRetryAfter: "2 seconds" } } as const
      assert.deepStrictEqual((yield* timesOf("instanceOrg.get", [busy("3")], { call })).times, [0])
      const longer = { retry: { maxRetryAfter: "2 hours" }, totalTimeout: "1 day" } as const
      const replies = [busy("3600"), ok("instanceOrg.get")]
      assert.deepStrictEqual((yield* timesOf("instanceOrg.get", replies, { call: longer })).times, [0, 3_600_000])
    })
  )
})
