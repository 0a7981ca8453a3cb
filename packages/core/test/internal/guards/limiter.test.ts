// The limiter: what is too fast waits, in order, and what gives up waiting leaves its place to the next.
import { assert, describe, it } from "@effect/vitest"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import type { Losant } from "../../../src/Losant.ts"
import type { CallOptions, LosantOptions } from "../../../src/LosantOptions.ts"
import { execute, expectError, run, sample, valueOf } from "../../support/calls.ts"
import * as ScriptedFetch from "../../support/ScriptedFetch.ts"
import { settle } from "../../support/Simulation.ts"
import { samples } from "../../support/samples.ts"

const ok = ScriptedFetch.json(200, samples["instances.get"].answer)

/** Every request takes a second, and then fails. */
const slow: CallOptions = { timeout: "1 second", retry: { times: 0 } }

const sentBy = <A>(
  reply: ScriptedFetch.Reply,
  limiter: NonNullable<LosantOptions["limiter"]>,
  program: Effect.Effect<A, never, Losant>
) =>
  Effect.gen(function* () {
    const network = yield* ScriptedFetch.always(reply)
    const start = yield* Clock.currentTimeMillis
    valueOf(yield* run(network, program, { limiter, circuit: false }))
    return network.requests.map(({ at, url }) => ({ at: at - start, page: url.searchParams.get("page") }))
  })

const listing = (page: number, options: CallOptions = {}) => Effect.exit(execute("instances.get", { page }, options))

const together = (count: number, options?: CallOptions) =>
  Effect.all(
    Array.from({ length: count }, (_, page) => listing(page, options)),
    { concurrency: "unbounded", discard: true }
  )

const times = (sent: ReadonlyArray<{ readonly at: number }>) => sent.map(({ at }) => at)

describe("the limiter", () => {
  it.effect("lets so many requests be under way at once", () =>
    Effect.gen(function* () {
      const sent = yield* sentBy(ScriptedFetch.hang, { concurrency: 2 }, together(5, slow))
      assert.deepStrictEqual(times(sent), [0, 0, 1_000, 1_000, 2_000])
    })
  )

  it.effect("lets so many requests begin in a second", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual(times(yield* sentBy(ok, { perSecond: 4 }, together(6))), [0, 250, 500, 750, 1_000, 1_250])
    })
  )

  it.effect("does both", () =>
    Effect.gen(function* () {
      const sent = yield* sentBy(ScriptedFetch.hang, { concurrency: 2, perSecond: 10 }, together(5, slow))
      assert.deepStrictEqual(times(sent), [0, 100, 1_000, 1_100, 2_000])
    })
  )

  it.effect("spaces also those that waited for the end of others", () =>
    Effect.gen(function* () {
      const fails = (page: number, timeout: CallOptions["timeout"] = "1 second") => listing(page, { ...slow, timeout })
      // The first two begin apart and end together. The next two find room at the same moment.
      const program = Effect.all([fails(0), fails(1, "900 millis"), fails(2), fails(3)], { concurrency: "unbounded" })
      const sent = yield* sentBy(ScriptedFetch.hang, { concurrency: 2, perSecond: 10 }, program)
      assert.deepStrictEqual(times(sent), [0, 100, 1_000, 1_100])
    })
  )

  it.effect("saves up nothing while nothing is asked for", () =>
    Effect.gen(function* () {
      const program = Effect.andThen(Effect.sleep("1 minute"), together(3))
      assert.deepStrictEqual(times(yield* sentBy(ok, { perSecond: 2 }, program)), [60_000, 60_500, 61_000])
    })
  )

  it.effect("keeps a thousand calls in the order in which they came", () =>
    Effect.gen(function* () {
      const sent = yield* sentBy(ok, { concurrency: 10, perSecond: 100 }, together(1_000, { totalTimeout: "1 hour" }))
      assert.deepStrictEqual(
        sent.map(({ page }) => page),
        Array.from({ length: 1_000 }, (_, page) => String(page))
      )
      assert.strictEqual(sent.at(-1)?.at, 9_990)
    })
  )

  it.effect("lets no new call go past one that waits", () =>
    Effect.gen(function* () {
      // The caller of the first call makes the third one in the very moment in which the first one ends.
      const first = Effect.andThen(listing(0, slow), listing(2, slow))
      const program = Effect.all([first, listing(1, slow)], { concurrency: "unbounded", discard: true })
      const sent = yield* sentBy(ScriptedFetch.hang, { concurrency: 1 }, program)
      assert.deepStrictEqual(
        sent.map(({ page }) => page),
        ["0", "1", "2"]
      )
    })
  )

  it.effect("counts repetitions as well", () =>
    Effect.gen(function* () {
      const sent = yield* sentBy(ScriptedFetch.refuse(503), { perSecond: 1 }, listing(0))
      assert.deepStrictEqual(times(sent), [0, 1_000, 2_000, 3_000])
    })
  )

  it.effect("does not count waiting as part of an attempt, but of the call", () =>
    Effect.gen(function* () {
      const network = yield* ScriptedFetch.always(ScriptedFetch.hang)
      const options = { timeout: "10 seconds", totalTimeout: "15 seconds", retry: { times: 0 } } as const
      const both = Effect.all(
        [sample("instanceOrgs.post", options), sample("instanceOrgs.post", options)].map(Effect.exit),
        {
          concurrency: "unbounded"
        }
      )
      const [first, second] = valueOf(yield* run(network, both, { limiter: { concurrency: 1 } }))
      if (first === undefined || second === undefined) throw new Error("expected two calls")
      const [attempt, total] = [expectError(first, "LosantTimeout"), expectError(second, "LosantTimeout")]
      assert.deepStrictEqual([attempt.phase, attempt.outcome], ["attempt", "unknown"])
      assert.deepStrictEqual([total.phase, total.outcome], ["total", "unknown"])
      assert.strictEqual(network.requests.length, 2)
    })
  )

  it.effect("a call that ends while it waits for its turn was not sent", () =>
    Effect.gen(function* () {
      const network = yield* ScriptedFetch.always(ScriptedFetch.hang)
      const first = sample("instanceOrgs.post", { timeout: "10 seconds" })
      const second = sample("instanceOrgs.post", { totalTimeout: "2 seconds" })
      const both = Effect.all([Effect.exit(first), Effect.exit(second)], { concurrency: "unbounded" })
      const [, waited] = valueOf(yield* run(network, both, { limiter: { concurrency: 1 } }))
      assert.strictEqual(expectError(waited, "LosantTimeout").outcome, "notSent")
      assert.strictEqual(network.requests.length, 1)
    })
  )

  it.effect.each([{ perSecond: 10 }, { concurrency: 1, perSecond: 10 }])(
    "calls that give up waiting leave their places: %j",
    (limiter) =>
      Effect.gen(function* () {
        const sent = yield* sentBy(
          ok,
          limiter,
          Effect.gen(function* () {
            const crowd = yield* Effect.forkChild(together(1_000))
            yield* settle
            yield* Fiber.interrupt(crowd)
            yield* listing(0)
          })
        )
        assert.deepStrictEqual(times(sent), [0, 100])
      })
  )
})
