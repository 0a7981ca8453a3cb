// The short way through the limiter, for an attempt that need not wait.
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as Option from "effect/Option"
import * as TestClock from "effect/testing/TestClock"
import { type Limiter, make } from "../../../src/internal/guards/limiter.ts"
import { settle } from "../../support/Simulation.ts"

const second = Effect.sleep("1 second")

/** True if an attempt runs at once; otherwise it must not run at all. */
const isFree = ({ passAtOnce }: Limiter) =>
  Effect.suspend(() => {
    let hasRun = false
    return Effect.map(passAtOnce(Effect.sync(() => (hasRun = true))), (result) => {
      assert.strictEqual(hasRun, Option.isSome(result))
      return hasRun
    })
  })

describe("passAtOnce", () => {
  it.effect("runs an attempt if a permit is free, also after others have waited", () =>
    Effect.gen(function* () {
      const limiter = make({ concurrency: 1 })
      assert.isTrue(yield* isFree(limiter))
      yield* Effect.forkChild(limiter.pass(second))
      yield* Effect.forkChild(limiter.pass(second))
      yield* settle
      assert.isFalse(yield* isFree(limiter))
      yield* TestClock.adjust("1 second")
      assert.isFalse(yield* isFree(limiter))
      yield* TestClock.adjust("1 second")
      assert.isTrue(yield* isFree(limiter))
      assert.isTrue(yield* isFree(limiter))
    })
  )

  it.effect("runs an attempt after one that waited has given up", () =>
    Effect.gen(function* () {
      const limiter = make({ concurrency: 1 })
      yield* Effect.forkChild(limiter.pass(second))
      const waiting = yield* Effect.forkChild(limiter.pass(second))
      yield* settle
      yield* Fiber.interrupt(waiting)
      assert.isFalse(yield* isFree(limiter))
      yield* TestClock.adjust("1 second")
      assert.isTrue(yield* isFree(limiter))
    })
  )

  it.effect("runs as many at once as there are permits", () =>
    Effect.gen(function* () {
      const limiter = make({ concurrency: 2 })
      yield* Effect.forkChild(limiter.passAtOnce(second))
      yield* settle
      assert.isTrue(yield* isFree(limiter))
      yield* Effect.forkChild(limiter.passAtOnce(second))
      yield* settle
      assert.isFalse(yield* isFree(limiter))
    })
  )

  it.effect.each([{ perSecond: 10 }, { concurrency: 1, perSecond: 10 }, {}])("runs none with %j", (options) =>
    Effect.gen(function* () {
      assert.isFalse(yield* isFree(make(options)))
    })
  )
})
