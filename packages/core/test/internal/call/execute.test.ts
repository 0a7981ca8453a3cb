// Deadlines, interruption, and what becomes of a write when either ends it.
import { assert, describe, it } from "@effect/vitest"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"
import * as TestClock from "effect/testing/TestClock"
import type { ActionName } from "../../../src/Actions.ts"
import type { CallOptions, LosantOptions } from "../../../src/LosantOptions.ts"
import { expectError, provide, run, sample, valueOf } from "../../support/calls.ts"
import * as ScriptedFetch from "../../support/ScriptedFetch.ts"
import { settle } from "../../support/Simulation.ts"
import { reads, samples, writes } from "../../support/samples.ts"

const ok = (name: ActionName) => ScriptedFetch.json(200, samples[name].answer)
const refused = ScriptedFetch.failWith("ECONNREFUSED", { syscall: "connect" })
const busy = ScriptedFetch.refuse(429, { "retry-after": "50" })

/** The error of a call that timed out, the number of its requests, its end, and if the last request was aborted. */
const timedOut = (
  name: ActionName,
  replies: ReadonlyArray<ScriptedFetch.Reply>,
  call: CallOptions,
  layer: Partial<LosantOptions> = {}
) =>
  Effect.gen(function* () {
    const network = yield* ScriptedFetch.make(...replies)
    const start = yield* Clock.currentTimeMillis
    const error = expectError(yield* run(network, sample(name, call), layer), "LosantTimeout")
    const ended = (yield* Clock.currentTimeMillis) - start
    return { error, ended, sent: network.requests.length, aborted: network.requests.at(-1)?.signal.aborted }
  })

describe("the deadline of an attempt", () => {
  const call = { timeout: "2 seconds", retry: { times: 0 } } as const

  it.effect.each([...reads, ...writes])("%s: holds until the headers, and until the end of the body", (name) =>
    Effect.gen(function* () {
      const isRead = samples[name].wire.method === "GET"
      const cases = [
        [ScriptedFetch.hang, "unknown"],
        [ScriptedFetch.bodyHangs(200), "applied"]
      ] as const
      for (const [reply, outcome] of cases) {
        const { error, ended, aborted } = yield* timedOut(name, [reply], call)
        assert.strictEqual(error.phase, "attempt")
        assert.strictEqual(error.limit, 2_000)
        assert.strictEqual(error.outcome, isRead ? undefined : outcome)
        assert.strictEqual(error.isRetryable, isRead)
        assert.strictEqual(ended, 2_000)
        assert.isTrue(aborted, "the request has to be aborted")
        assert.include(error.message, "2s")
      }
    })
  )

  it.effect.each([
    [401, "LosantUnauthorized", "rejected"],
    [404, "LosantNotFound", "rejected"],
    [503, "LosantServerError", "unknown"]
  ] as const)("is not waited for if only the body of a %s hangs: the status says enough", ([status, tag, outcome]) =>
    Effect.gen(function* () {
      const network = yield* ScriptedFetch.make(ScriptedFetch.bodyHangs(status))
      const start = yield* Clock.currentTimeMillis
      const error = expectError(yield* run(network, sample("instanceOrg.patch")), tag)
      assert.strictEqual((yield* Clock.currentTimeMillis) - start, 5_000)
      assert.include(error, { status, outcome })
      assert.isTrue(network.requests[0]?.signal.aborted, "the request has to be aborted")
    })
  )

  it.effect("lets a write be repeated if only the body of a 429 hangs", () =>
    Effect.gen(function* () {
      const hanging = ScriptedFetch.bodyHangs(429, "{", { "retry-after": "7" })
      const network = yield* ScriptedFetch.make(hanging, ok("instanceOrg.patch"))
      const start = yield* Clock.currentTimeMillis
      valueOf(yield* run(network, sample("instanceOrg.patch")))
      assert.deepStrictEqual(
        network.requests.map(({ at }) => at - start),
        [0, 12_000]
      )
    })
  )

  it.effect("is 30 seconds by default, and can be chosen for a layer", () =>
    Effect.gen(function* () {
      const plain = yield* timedOut("instanceOrgs.post", [ScriptedFetch.hang], {})
      assert.deepStrictEqual([plain.ended, plain.error.limit], [30_000, 30_000])
      const layer = yield* timedOut("instanceOrgs.post", [ScriptedFetch.hang], {}, { timeout: 1_234 })
      assert.deepStrictEqual([layer.ended, layer.error.limit], [1_234, 1_234])
      const both = yield* timedOut("instanceOrgs.post", [ScriptedFetch.hang], { timeout: 99 }, { timeout: 1_234 })
      assert.deepStrictEqual([both.ended, both.error.limit], [99, 99])
    })
  )

  it.effect("is not that of a body that arrives slowly but in time", () =>
    Effect.gen(function* () {
      const network = yield* ScriptedFetch.make(ok("instanceOrg.get"))
      valueOf(yield* run(network, sample("instanceOrg.get", { timeout: 1 })))
    })
  )
})

describe("the deadline of the whole call", () => {
  it.effect("ends a GET that keeps timing out", () =>
    Effect.gen(function* () {
      const hangs = [ScriptedFetch.hang, ScriptedFetch.hang, ScriptedFetch.hang]
      const call = { timeout: "2 seconds", totalTimeout: "5 seconds" } as const
      const { error, ended, sent, aborted } = yield* timedOut("instanceOrg.get", hangs, call)
      assert.deepStrictEqual([error.phase, error.limit, ended, sent, aborted], ["total", 5_000, 5_000, 3, true])
      assert.isFalse(error.isRetryable)
    })
  )

  it.effect("is four times that of an attempt by default", () =>
    Effect.gen(function* () {
      const replies = Array.from({ length: 4 }, () => ScriptedFetch.refuse(429, { "retry-after": "55" }))
      const { error, ended, sent } = yield* timedOut("instanceOrg.get", replies, {})
      assert.deepStrictEqual([error.phase, ended, sent], ["total", 120_000, 3])
      const shorter = yield* timedOut("instanceOrg.get", replies, { timeout: "15 seconds" })
      assert.deepStrictEqual([shorter.ended, shorter.sent], [60_000, 2])
    })
  )

  const write = "instanceOrg.patch"
  const call = { totalTimeout: "1 second" } as const

  it.effect.each([
    ["before the headers", "unknown", [ScriptedFetch.hang], {}],
    ["after the headers of a success", "applied", [ScriptedFetch.bodyHangs(200)], {}],
    ["while waiting after 429", "rejected", [busy], {}],
    [
      "while waiting after a connection that was never made",
      "notSent",
      [refused],
      { retry: { baseDelay: "2 seconds" } }
    ],
    ["in an attempt after 429", "unknown", [ScriptedFetch.refuse(429), ScriptedFetch.hang], {}],
    ["in an attempt after a refused connection", "unknown", [refused, ScriptedFetch.hang], {}],
    [
      "while waiting after a failure that may have applied it",
      "unknown",
      [ScriptedFetch.refuse(503)],
      { retryWrites: true, retry: { baseDelay: "2 seconds" } }
    ],
    [
      "while waiting after 429, after a failure that may have applied it",
      "unknown",
      [ScriptedFetch.refuse(503), busy],
      { retryWrites: true }
    ]
  ] as const)("%s leaves a write %s", ([, outcome, replies, more]) =>
    Effect.gen(function* () {
      const { error, ended, sent } = yield* timedOut(write, replies, { ...call, ...more })
      assert.strictEqual(error.phase, "total")
      assert.strictEqual(error.outcome, outcome)
      assert.isFalse(error.isRetryable)
      assert.strictEqual(ended, 1_000)
      assert.strictEqual(sent, replies.length)
    })
  )

  it.effect("is never repeated after, not even with retryWrites", () =>
    Effect.gen(function* () {
      const options = { timeout: "10 seconds", totalTimeout: "1 second", retryWrites: true } as const
      assert.strictEqual((yield* timedOut(write, [ScriptedFetch.hang], options)).sent, 1)
    })
  )
})

describe("the status of an answer whose body hangs", () => {
  const statuses = [
    [302, "LosantUnexpectedStatus", "unknown"],
    [400, "LosantValidation", "rejected"],
    [401, "LosantUnauthorized", "rejected"],
    [404, "LosantNotFound", "rejected"],
    [429, "LosantRateLimited", "rejected"],
    [500, "LosantServerError", "unknown"],
    [503, "LosantServerError", "unknown"]
  ] as const
  const once = { times: 0 }
  const deadlines = [
    ["of the attempt", { timeout: "2 seconds", retry: once }, 2_000],
    ["of the whole call", { totalTimeout: "1 second", retry: once }, 1_000],
    ["of both at once", { timeout: "2 seconds", totalTimeout: "2 seconds", retry: once }, 2_000],
    ["that is as long as such a body is read", { timeout: "5 seconds", totalTimeout: "5 seconds", retry: once }, 5_000],
    ["that is later than that", { timeout: "6 seconds", retry: once }, 5_000]
  ] as const

  it.effect.each(statuses.flatMap((status) => deadlines.map((deadline) => [...status, ...deadline] as const)))(
    "%i is a %s, %s, at the deadline %s",
    ([status, tag, outcome, , options, at]) =>
      Effect.gen(function* () {
        for (const name of ["instanceOrg.get", "instanceOrg.patch"] as const) {
          for (const limiter of [undefined, { concurrency: 1 }]) {
            const network = yield* ScriptedFetch.make(ScriptedFetch.bodyHangs(status, "{", { "retry-after": "7" }))
            const start = yield* Clock.currentTimeMillis
            const layer = limiter === undefined ? {} : { limiter }
            const error = expectError(yield* run(network, sample(name, options), layer), tag)
            assert.strictEqual((yield* Clock.currentTimeMillis) - start, at)
            assert.strictEqual(error.status, status)
            assert.strictEqual(error.outcome, name === "instanceOrg.get" ? undefined : outcome)
            if ("retryAfter" in error) assert.strictEqual(error.retryAfter, 7_000)
            assert.isTrue(network.requests[0]?.signal.aborted, "the request has to be aborted")
          }
        }
      })
  )

  it.effect("has a GET repeated after the deadline of its attempt, but not after that of the call", () =>
    Effect.gen(function* () {
      const network = yield* ScriptedFetch.make(
        ScriptedFetch.bodyHangs(503),
        ScriptedFetch.bodyHangs(503),
        ok("instanceOrg.get")
      )
      const call = sample("instanceOrg.get", { timeout: "2 seconds", totalTimeout: "3 seconds" })
      const start = yield* Clock.currentTimeMillis
      expectError(yield* run(network, call), "LosantServerError")
      assert.deepStrictEqual(
        network.requests.map(({ at }) => at - start),
        [0, 2_200]
      )
      assert.strictEqual((yield* Clock.currentTimeMillis) - start, 3_000)
    })
  )

  it.effect("says nothing of a later attempt that gets no answer", () =>
    Effect.gen(function* () {
      const replies = [ScriptedFetch.bodyHangs(503), ScriptedFetch.hang]
      const call = { timeout: "2 seconds", totalTimeout: "3 seconds" } as const
      const { error, ended } = yield* timedOut("instanceOrg.get", replies, call)
      assert.deepStrictEqual([error.phase, ended], ["total", 3_000])
    })
  )
})

describe("interruption", () => {
  it.effect.each([
    ["before the headers", ScriptedFetch.hang],
    ["while the body is read", ScriptedFetch.bodyHangs(200)],
    ["while the body of an error is read", ScriptedFetch.bodyHangs(500)]
  ] as const)("%s aborts the request, and no other is sent", ([, reply]) =>
    Effect.gen(function* () {
      const network = yield* ScriptedFetch.make(reply)
      const fiber = yield* Effect.forkChild(sample("instanceOrg.get").pipe(provide(network)))
      yield* settle
      assert.strictEqual(network.requests[0]?.signal.aborted, false)
      yield* Fiber.interrupt(fiber)
      assert.strictEqual(network.requests[0]?.signal.aborted, true)
      yield* TestClock.adjust("1 hour")
      yield* settle
      assert.strictEqual(network.requests.length, 1)
      const exit = yield* Fiber.await(fiber)
      assert.isTrue(Exit.hasInterrupts(exit))
    })
  )

  it.effect("while waiting for the next attempt sends no other", () =>
    Effect.gen(function* () {
      const network = yield* ScriptedFetch.make(ScriptedFetch.refuse(503))
      const fiber = yield* Effect.forkChild(sample("instanceOrg.get").pipe(provide(network)))
      yield* settle
      yield* Fiber.interrupt(fiber)
      yield* TestClock.adjust("1 hour")
      yield* settle
      assert.strictEqual(network.requests.length, 1)
    })
  )

  it.effect("of one call leaves the others alone", () =>
    Effect.gen(function* () {
      const network = yield* ScriptedFetch.make(ScriptedFetch.hang, ScriptedFetch.hang)
      yield* Effect.gen(function* () {
        const first = yield* Effect.forkChild(sample("instanceOrg.get"))
        yield* settle
        const second = yield* Effect.forkChild(sample("instanceOrg.get"))
        yield* settle
        yield* Fiber.interrupt(first)
        assert.deepStrictEqual(
          network.requests.map(({ signal }) => signal.aborted),
          [true, false]
        )
        yield* Fiber.interrupt(second)
      }).pipe(provide(network))
    })
  )
})

describe("an answer that arrived whole", () => {
  it.effect("is read whatever its content type and length header say", () =>
    Effect.gen(function* () {
      const { answer } = samples["instanceOrg.get"]
      const reply = ScriptedFetch.respond(200, JSON.stringify(answer), { "content-type": "text/plain" })
      const network = yield* ScriptedFetch.make(reply)
      assert.deepStrictEqual(valueOf(yield* run(network, sample("instanceOrg.get"))), answer)
    })
  )
})
