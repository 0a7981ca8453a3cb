// Losant's waits and failures slow a set down, or stop it.
import { assert, describe, it } from "@effect/vitest"
import { LosantCircuitOpen, LosantRateLimited } from "@effect-losant/core"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as TestClock from "effect/testing/TestClock"
import { type Brake, makeBrake } from "../../src/apply/Brake.ts"

const call = {
  action: "instanceOrg.patch",
  method: "PATCH",
  path: "/orgs/1",
  message: "no",
  outcome: "rejected"
} as const

/** A 429 that asks to wait, in milliseconds. */
const rateLimited = (retryAfter?: number) =>
  new LosantRateLimited({ ...call, status: 429, ...(retryAfter === undefined ? {} : { retryAfter }) })

const circuitOpen = (retryAfter: number) =>
  new LosantCircuitOpen({ ...call, outcome: "notSent", failures: 20, last: "LosantServerError", retryAfter })

/** The result of a wait, and the time at which it ended. It is looked at each of these times, in milliseconds. */
const endOf = Effect.fnUntraced(function* (wait: Effect.Effect<boolean>, ...times: ReadonlyArray<number>) {
  const fiber = yield* Effect.forkChild(wait)
  yield* Effect.yieldNow
  let now = 0
  for (const time of [0, ...times]) {
    yield* TestClock.adjust(time - now)
    now = time
    if (fiber.pollUnsafe() !== undefined) return [yield* Fiber.join(fiber), time]
  }
  return yield* Effect.die("the wait did not end")
})

const failTimes = (brake: Brake, times: number) => {
  for (let time = 1; time <= times; time += 1) brake.failed(`failure ${time}`)
}

describe("a brake", () => {
  it.effect("lets everything begin at once at first", () =>
    Effect.gen(function* () {
      const brake = makeBrake()
      assert.deepStrictEqual(yield* endOf(brake.wait), [true, 0])
      assert.isUndefined(brake.stop())
    })
  )

  it("stops at the fifth failure in a row, and says the last one", () => {
    const brake = makeBrake()
    failTimes(brake, 4)
    assert.isUndefined(brake.stop())
    brake.succeeded()
    failTimes(brake, 4)
    assert.isUndefined(brake.stop())
    brake.failed("failure 5")
    const stop = { reason: "failures", message: "5 writes in a row failed, the last one so: failure 5" }
    assert.deepStrictEqual(brake.stop(), stop)
    brake.failed("failure 6")
    brake.succeeded()
    assert.deepStrictEqual(brake.stop(), stop)
  })

  it.effect("lets nothing begin once it has stopped", () =>
    Effect.gen(function* () {
      const brake = makeBrake()
      yield* brake.held(rateLimited(30_000))
      failTimes(brake, 5)
      assert.deepStrictEqual(yield* endOf(brake.wait), [false, 0])
      assert.deepStrictEqual(yield* endOf(brake.sleep(10)), [false, 0])
    })
  )

  it.effect("waits as long as Losant asks for, and five seconds if it does not say", () =>
    Effect.gen(function* () {
      for (const [error, wait] of [
        [rateLimited(30_000), 30_000],
        [rateLimited(60_000), 60_000],
        [rateLimited(), 5_000],
        [circuitOpen(10_000), 10_000]
      ] as const) {
        const brake = makeBrake()
        yield* brake.held(error)
        assert.isUndefined(brake.stop())
        assert.deepStrictEqual(yield* endOf(brake.wait, wait - 1, wait), [true, wait])
      }
    })
  )

  it.effect("waits for the longest of several, from when each was asked for", () =>
    Effect.gen(function* () {
      const brake = makeBrake()
      yield* brake.held(rateLimited(30_000))
      yield* TestClock.adjust(10_000)
      yield* brake.held(rateLimited(15_000))
      assert.deepStrictEqual(yield* endOf(brake.wait, 19_999, 20_000), [true, 20_000])
      yield* brake.held(rateLimited(15_000))
      assert.deepStrictEqual(yield* endOf(brake.wait, 14_999, 15_000), [true, 15_000])
    })
  )

  it.effect("goes on to wait if more is asked for meanwhile", () =>
    Effect.gen(function* () {
      const brake = makeBrake()
      yield* brake.held(rateLimited(10_000))
      const waiting = yield* Effect.forkChild(brake.wait)
      yield* TestClock.adjust(9_000)
      yield* brake.held(rateLimited(10_000))
      yield* TestClock.adjust(9_999)
      assert.isUndefined(waiting.pollUnsafe())
      yield* TestClock.adjust(1)
      assert.isTrue(yield* Fiber.join(waiting))
    })
  )

  it.effect("stops if Losant asks for more than a minute", () =>
    Effect.gen(function* () {
      const brake = makeBrake()
      yield* brake.held(rateLimited(61_000))
      assert.deepStrictEqual(brake.stop(), {
        reason: "rateLimited",
        message: "Losant asks to wait for 1m 1s before the next request."
      })
    })
  )

  it.effect("waits a minute at most for a circuit, which tries again by itself", () =>
    Effect.gen(function* () {
      const brake = makeBrake()
      yield* brake.held(circuitOpen(90_000))
      assert.isUndefined(brake.stop())
      assert.deepStrictEqual(yield* endOf(brake.wait, 59_999, 60_000), [true, 60_000])
    })
  )

  it.effect("keeps its first reason", () =>
    Effect.gen(function* () {
      const first = makeBrake()
      failTimes(first, 5)
      yield* first.held(rateLimited(61_000))
      assert.strictEqual(first.stop()?.reason, "failures")
      const second = makeBrake(0)
      yield* second.held(rateLimited(61_000))
      yield* second.wait
      failTimes(second, 5)
      assert.strictEqual(second.stop()?.reason, "rateLimited")
    })
  )

  it.effect("stops when its time is over, also in the middle of a wait", () =>
    Effect.gen(function* () {
      const paused = { reason: "paused", message: "The time of this run is over." }
      const brake = makeBrake(10_000)
      assert.deepStrictEqual(yield* endOf(brake.wait), [true, 0])
      yield* brake.held(rateLimited(30_000))
      assert.deepStrictEqual(yield* endOf(brake.wait, 9_999, 10_000), [false, 10_000])
      assert.deepStrictEqual(brake.stop(), paused)
      const over = makeBrake(10_000)
      assert.deepStrictEqual(yield* endOf(over.wait), [false, 0])
      assert.deepStrictEqual(over.stop(), paused)
    })
  )

  it.effect("sleeps for a while, unless its time is over before", () =>
    Effect.gen(function* () {
      yield* TestClock.adjust(1_000)
      assert.deepStrictEqual(yield* endOf(makeBrake().sleep(5_000), 4_999, 5_000), [true, 5_000])
      assert.deepStrictEqual(yield* endOf(makeBrake(8_000).sleep(5_000), 1_999, 2_000), [false, 2_000])
    })
  )
})
