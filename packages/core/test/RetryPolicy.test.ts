// The retry rule: what is sent again, when, and what never is. All times are virtual, and exact.
import { assert, describe, it } from "@effect/vitest"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import type { ActionName } from "../src/Actions.ts"
import type { CallOptions, LosantOptions } from "../src/LosantOptions.ts"
import { errorOf, expectError, provide, run, sample, valueOf } from "./support/calls.ts"
import * as ScriptedFetch from "./support/ScriptedFetch.ts"
import { simulate, withJitter } from "./support/Simulation.ts"
import { reads, samples, writes } from "./support/samples.ts"

const ok = (name: ActionName) => ScriptedFetch.json(200, samples[name].answer)
const refused = ScriptedFetch.failWith("ECONNREFUSED", { syscall: "connect" })
const reset = ScriptedFetch.failWith("ECONNRESET", { syscall: "read" })
const busy = (retryAfter?: string) =>
  ScriptedFetch.refuse(429, retryAfter === undefined ? {} : { "retry-after": retryAfter })
const down = ScriptedFetch.refuse(503)

interface Chosen {
  readonly call?: CallOptions
  readonly layer?: Partial<LosantOptions>
}

/** When the requests of one call were sent, in milliseconds, and how the call ended. */
const timesOf = (name: ActionName, replies: ReadonlyArray<ScriptedFetch.Reply>, { call, layer }: Chosen = {}) =>
  Effect.gen(function* () {
    const network = yield* ScriptedFetch.make(...replies)
    const start = yield* Clock.currentTimeMillis
    const exit = yield* run(network, sample(name, call), layer)
    return { times: network.requests.map(({ at }) => at - start), exit }
  })

const plain = [0, 200, 600, 1_400]

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
    ["a fraction", "1.5", 200],
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

describe("a write", () => {
  it.effect.each(writes)("%s: is sent again when the connection was never made, and after 429", (name) =>
    Effect.gen(function* () {
      const unresolved = ScriptedFetch.failWith("ENOTFOUND", { syscall: "getaddrinfo" })
      const { times, exit } = yield* timesOf(name, [refused, unresolved, busy(), ok(name)])
      assert.deepStrictEqual(times, plain)
      valueOf(exit)
    })
  )

  it.effect.each(writes)("%s: is sent once after anything else", (name) =>
    Effect.gen(function* () {
      const failures = [
        ["unknown", reset],
        ["unknown", ScriptedFetch.rejectWith(new TypeError("fetch failed"))],
        ["unknown", ScriptedFetch.hang],
        ["unknown", down],
        ["unknown", ScriptedFetch.respond(502, "<html>")],
        ["unknown", ScriptedFetch.respond(302, null, { location: "/" })],
        ["applied", ScriptedFetch.bodyCut(200)],
        ["applied", ScriptedFetch.bodyHangs(200)],
        ["applied", ScriptedFetch.respond(200, "no JSON")],
        ["rejected", ScriptedFetch.refuse(400)],
        ["rejected", ScriptedFetch.refuse(409)]
      ] as const
      for (const [outcome, reply] of failures) {
        const { times, exit } = yield* timesOf(name, [reply])
        assert.deepStrictEqual(times, [0])
        assert.strictEqual(outcomeOf(exit), outcome)
      }
    })
  )

  it.effect("that was never sent says so in the end", () =>
    Effect.gen(function* () {
      const { times, exit } = yield* timesOf("instanceOrgs.post", [refused, refused, refused, refused])
      assert.deepStrictEqual(times, plain)
      const error = expectError(exit, "LosantTransport")
      assert.strictEqual(error.outcome, "notSent")
      assert.isTrue(error.isRetryable)
    })
  )

  it.effect("that goes wrong on a later attempt has that outcome", () =>
    Effect.gen(function* () {
      const { times, exit } = yield* timesOf("instanceOrgs.post", [refused, busy(), reset])
      assert.deepStrictEqual(times, [0, 200, 600])
      assert.strictEqual(outcomeOf(exit), "unknown")
    })
  )
})

const outcomeOf = (exit: Exit.Exit<unknown, unknown>) => {
  const error = errorOf(exit)
  return typeof error === "object" && error !== null && "outcome" in error ? error.outcome : undefined
}

describe("retryWrites", () => {
  const call = { retryWrites: true }

  it.effect.each(["instanceOrg.patch", "instanceOrg.delete", "instanceOrgMember.patch"] as const)(
    "sends %s again after failures that may have applied it",
    (name) =>
      Effect.gen(function* () {
        const replies = [reset, ScriptedFetch.hang, down, ok(name)]
        const { times, exit } = yield* timesOf(name, replies, { call: { ...call, timeout: "1 second" } })
        assert.deepStrictEqual(times, [0, 200, 1_600, 2_400])
        valueOf(exit)
      })
  )

  it.effect("can be chosen for a layer, and taken back for a call", () =>
    Effect.gen(function* () {
      const replies = [reset, ok("instanceOrg.patch")]
      assert.deepStrictEqual((yield* timesOf("instanceOrg.patch", replies, { layer: call })).times, [0, 200])
      const back = { layer: call, call: { retryWrites: false } }
      assert.deepStrictEqual((yield* timesOf("instanceOrg.patch", replies, back)).times, [0])
    })
  )

  it.effect.each([
    "instanceOrgs.post",
    "instanceOrgMembers.post",
    "instanceOrgInvites.post",
    "instanceOrgInvite.resendInvite"
  ] as const)("never sends %s again", (name) =>
    Effect.gen(function* () {
      for (const reply of [reset, down, ScriptedFetch.hang]) {
        assert.deepStrictEqual((yield* timesOf(name, [reply], { call })).times, [0])
      }
    })
  )

  it.effect("does not repeat a write that was applied, or refused", () =>
    Effect.gen(function* () {
      const replies = [
        ScriptedFetch.bodyCut(200),
        ScriptedFetch.bodyHangs(200),
        ScriptedFetch.respond(200, "x"),
        ScriptedFetch.refuse(400),
        ScriptedFetch.refuse(404),
        ScriptedFetch.respond(302, null)
      ]
      for (const reply of replies) {
        assert.deepStrictEqual((yield* timesOf("instanceOrg.patch", [reply], { call })).times, [0])
      }
    })
  )

  it.effect.each(["instanceOrg.delete", "instanceOrgMember.delete", "instanceOrgInvite.delete"] as const)(
    "%s: 404 on a repetition means that it is done",
    (name) =>
      Effect.gen(function* () {
        const { times, exit } = yield* timesOf(name, [reset, busy(), ScriptedFetch.refuse(404)], { call })
        assert.deepStrictEqual(times, [0, 200, 600])
        assert.deepStrictEqual(valueOf(exit), { success: true })
      })
  )

  it.effect("404 on a DELETE that surely was not applied before is NotFound", () =>
    Effect.gen(function* () {
      for (const replies of [[], [refused], [busy()], [refused, busy()]]) {
        const { exit } = yield* timesOf("instanceOrg.delete", [...replies, ScriptedFetch.refuse(404)], { call })
        assert.strictEqual(expectError(exit, "LosantNotFound").outcome, "rejected")
      }
    })
  )

  it.effect("404 on a repeated PATCH is NotFound", () =>
    Effect.gen(function* () {
      const { exit } = yield* timesOf("instanceOrg.patch", [reset, ScriptedFetch.refuse(404)], { call })
      assert.strictEqual(expectError(exit, "LosantNotFound").outcome, "unknown")
    })
  )

  it.effect("once an attempt may have been applied, no later one can say that nothing was", () =>
    Effect.gen(function* () {
      for (const last of [refused, busy("3600"), ScriptedFetch.refuse(400)]) {
        const { exit } = yield* timesOf("instanceOrg.patch", [reset, last], { call: { ...call, retry: { times: 1 } } })
        assert.strictEqual(outcomeOf(exit), "unknown")
      }
      const applied = yield* timesOf("instanceOrg.patch", [reset, ScriptedFetch.respond(200, "x")], { call })
      assert.strictEqual(outcomeOf(applied.exit), "applied")
    })
  )
})

describe("the quota", () => {
  const calls = (count: number, replies: ReadonlyArray<ScriptedFetch.Reply>, layer: Partial<LosantOptions>) =>
    Effect.gen(function* () {
      const network = yield* ScriptedFetch.make(...replies)
      const attempts: Array<number> = []
      const one = Effect.gen(function* () {
        const before = network.requests.length
        yield* Effect.exit(sample("instanceOrg.get"))
        attempts.push(network.requests.length - before)
      })
      yield* run(network, Effect.replicateEffect(one, count), layer)
      return attempts
    })
  const times = (count: number, reply: ScriptedFetch.Reply) => Array.from({ length: count }, () => reply)

  it.effect("is shared by all calls of a layer: when it is used up, calls fail at their first error", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual(yield* calls(4, times(20, down), { retryQuota: 50 }), [4, 3, 1, 1])
    })
  )

  it.effect("pays 5 for a 429, 10 for any other error", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual(yield* calls(3, times(20, busy()), { retryQuota: 25 }), [4, 3, 1])
      assert.deepStrictEqual(yield* calls(2, times(20, reset), { retryQuota: 19 }), [2, 1])
    })
  )

  it.effect("gets one back with every success, up to its size", () =>
    Effect.gen(function* () {
      const success = ok("instanceOrg.get")
      // 10 − 10, then ten successes, then one more repetition can be paid.
      const replies = [down, success, ...times(9, success), down, down]
      assert.deepStrictEqual(yield* calls(11, replies, { retryQuota: 10 }), [2, ...times(9, success).map(() => 1), 2])
      assert.deepStrictEqual(yield* calls(51, [...times(50, success), ...times(9, down)], { retryQuota: 10 }), [
        ...times(50, success).map(() => 1),
        2
      ])
    })
  )

  it.effect("pays nothing for what is not repeated", () =>
    Effect.gen(function* () {
      const replies = [...times(5, ScriptedFetch.refuse(404)), ...times(5, busy("3600")), down, ok("instanceOrg.get")]
      assert.deepStrictEqual((yield* calls(11, replies, { retryQuota: 10 })).at(-1), 2)
    })
  )

  it.effect("pays nothing when there are no repetitions left", () =>
    Effect.gen(function* () {
      const replies = [...times(5, down), ok("instanceOrg.get")]
      assert.deepStrictEqual(yield* calls(3, replies, { retryQuota: 20, retry: { times: 1 } }), [2, 2, 1])
    })
  )

  it.effect("of 0 means no repetitions", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual(yield* calls(1, [down], { retryQuota: 0 }), [1])
    })
  )
})
