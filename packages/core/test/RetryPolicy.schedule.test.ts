// The retry rule and the quota as programs use them around their own work.
import { assert, describe, it } from "@effect/vitest"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"
import * as TestClock from "effect/testing/TestClock"
import { type LosantError, LosantRateLimited, LosantServerError, LosantValidation } from "../src/LosantError.ts"
import type { CallOptions } from "../src/LosantOptions.ts"
import { makeQuota, schedule } from "../src/RetryPolicy.ts"
import { errorOf } from "./support/calls.ts"
import { withJitter } from "./support/Simulation.ts"

const fields = { action: "a", method: "GET", path: "/", message: "m" } as const
const down = new LosantServerError({ ...fields, status: 503 })
const busy = new LosantRateLimited({ ...fields, status: 429 })
const asked = new LosantRateLimited({ ...fields, status: 429, retryAfter: 3_000 })
const invalid = new LosantValidation({ ...fields, status: 400 })

describe("a quota", () => {
  const taken = (size: number, ...errors: ReadonlyArray<LosantError>) =>
    Effect.flatMap(makeQuota(size), ({ take }) => Effect.forEach(errors, (error) => take(error)))

  it.effect("costs 10 for a repetition, 5 after 429, and nothing after a wait for which Losant asked", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual(yield* taken(20, down, down, down), [true, true, false])
      assert.deepStrictEqual(yield* taken(19, down, down, busy, busy), [true, false, true, false])
      assert.deepStrictEqual(yield* taken(10, asked, asked, down, asked, busy), [true, true, true, true, false])
    })
  )

  it.effect("of 0 allows no repetition, not even one that costs nothing", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual(yield* taken(0, asked, busy, down), [false, false, false])
    })
  )

  it.effect("gets back what a repetition cost, and 1 for a first attempt, up to its size", () =>
    Effect.gen(function* () {
      const { take, refill } = yield* makeQuota(10)
      const isTaken = take(down)
      assert.isTrue(yield* isTaken)
      yield* refill(down)
      assert.isTrue(yield* isTaken)
      yield* Effect.repeat(refill(), { times: 8 })
      assert.isFalse(yield* isTaken)
      yield* refill()
      assert.isTrue(yield* isTaken)
      yield* Effect.repeat(refill(), { times: 50 })
      assert.deepStrictEqual([yield* isTaken, yield* isTaken], [true, false])
    })
  )

  it.effect("is not touched before its effects run", () =>
    Effect.gen(function* () {
      const { take, refill } = yield* makeQuota(10)
      take(down)
      refill(down)
      assert.deepStrictEqual([yield* take(down), yield* take(down)], [true, false])
    })
  )
})

describe("a schedule", () => {
  /** The times at which work was begun that fails with these errors in turn, and then succeeds. */
  const begun = (errors: ReadonlyArray<LosantError>, options: CallOptions = {}, size = 500) =>
    Effect.gen(function* () {
      const quota = yield* makeQuota(size)
      const start = yield* Clock.currentTimeMillis
      const times: Array<number> = []
      const work = Effect.gen(function* () {
        times.push((yield* Clock.currentTimeMillis) - start)
        const error = errors[times.length - 1]
        return error === undefined ? "done" : yield* Effect.fail(error)
      })
      const fiber = yield* Effect.forkChild(Effect.exit(Effect.retry(work, schedule(options, quota))))
      yield* TestClock.adjust("10 minutes")
      const exit = yield* Fiber.join(fiber)
      return { times, end: Exit.isSuccess(exit) ? exit.value : errorOf(exit)._tag }
    }).pipe(withJitter(0.5))

  it.effect("repeats as the rule says", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual(yield* begun([down, down]), { times: [0, 200, 600], end: "done" })
      assert.deepStrictEqual(yield* begun([asked]), { times: [0, 3_000], end: "done" })
      assert.deepStrictEqual(yield* begun([invalid]), { times: [0], end: "LosantValidation" })
    })
  )

  it.effect("ends after so many repetitions", () =>
    Effect.gen(function* () {
      const { times, end } = yield* begun([down, down, down, down, down])
      assert.deepStrictEqual({ times, end }, { times: [0, 200, 600, 1_400], end: "LosantServerError" })
    })
  )

  it.effect("ends when the quota is used up, and pays nothing for what it does not repeat", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual(yield* begun([down, down, down], {}, 10), { times: [0, 200], end: "LosantServerError" })
      assert.deepStrictEqual(yield* begun([down], {}, 0), { times: [0], end: "LosantServerError" })
    })
  )
})
