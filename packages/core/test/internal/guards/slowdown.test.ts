// The slowdown by itself: how many attempts it lets be under way after a 429 with Retry-After.
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as TestClock from "effect/testing/TestClock"
import * as Slowdown from "../../../src/internal/guards/slowdown.ts"

const setUp = (isWaitPointless = false) => {
  let now = 0
  const slowdown = Slowdown.make(() => isWaitPointless)
  return {
    slowdown,
    begin: (count: number) => {
      for (let attempt = 0; attempt < count; attempt += 1) slowdown.begin()
    },
    /** So many attempts end. */
    end: (count: number, isSuccess: boolean, wait = 0) => {
      for (let attempt = 0; attempt < count; attempt += 1) slowdown.end(isSuccess, wait, () => now)
    },
    /** In milliseconds. */
    pass: (millis: number) => {
      now += millis
      return TestClock.adjust(millis)
    }
  }
}

/** The number of attempts that begin now, of so many that want to. */
const beginsOf = Effect.fnUntraced(function* (slowdown: Slowdown.Slowdown, count: number) {
  let begun = 0
  const attempt = Effect.sync(() => {
    slowdown.begin()
    begun += 1
  })
  for (let call = 0; call < count; call += 1) {
    yield* Effect.forkChild(slowdown.pass(attempt), { startImmediately: true })
  }
  yield* TestClock.adjust(0)
  return begun
})

describe("a slowdown", () => {
  it.effect("lets everything begin at once until the first 429", () =>
    Effect.gen(function* () {
      const { slowdown, end } = setUp()
      assert.isFalse(slowdown.isSlow())
      assert.strictEqual(yield* beginsOf(slowdown, 200), 200)
      end(100, true)
      end(100, false)
      assert.isFalse(slowdown.isSlow())
    })
  )

  it.effect("lets half of those be under way that were, the refused one too", () =>
    Effect.gen(function* () {
      const { slowdown, begin, end, pass } = setUp()
      begin(10)
      end(1, false, 1_000)
      assert.isTrue(slowdown.isSlow())
      end(9, false)
      yield* pass(999)
      assert.strictEqual(yield* beginsOf(slowdown, 3), 0)
      yield* pass(1)
      assert.strictEqual(yield* beginsOf(slowdown, 0), 0)
      assert.strictEqual(yield* beginsOf(slowdown, 20), 2, "three waited, and five may be under way")
    })
  )

  it.effect("halves once for several that were refused at the same time, and again for a later one", () =>
    Effect.gen(function* () {
      const { slowdown, begin, end, pass } = setUp()
      begin(16)
      end(16, false, 1_000)
      yield* pass(1_000)
      assert.strictEqual(yield* beginsOf(slowdown, 20), 8)
      const again = setUp()
      again.begin(16)
      again.end(16, false, 1_000)
      yield* again.pass(1_000)
      again.begin(6)
      again.end(1, false, 1_000)
      again.end(5, false)
      yield* again.pass(1_000)
      assert.strictEqual(yield* beginsOf(again.slowdown, 20), 3)
    })
  )

  it.effect("lets more be under way after a success, and not after a failure", () =>
    Effect.gen(function* () {
      const { slowdown, begin, end, pass } = setUp()
      begin(1)
      end(1, false, 1_000)
      yield* pass(1_000)
      begin(5)
      end(5, false)
      assert.strictEqual(yield* beginsOf(slowdown, 1), 1)
      assert.strictEqual(yield* beginsOf(slowdown, 1), 0)
      // The success makes room for two: for the one that waits, and for another.
      end(1, true)
      yield* TestClock.adjust(0)
      assert.strictEqual(yield* beginsOf(slowdown, 5), 1)
    })
  )

  it.effect("is at full speed again after enough successes", () =>
    Effect.gen(function* () {
      const { slowdown, begin, end, pass } = setUp()
      begin(1)
      end(1, false, 1_000)
      yield* pass(1_000)
      let successes = 0
      while (slowdown.isSlow() && successes < 5_000) {
        begin(1)
        end(1, true)
        successes += 1
      }
      // Each success adds one part of as many as may be under way: to 64 it takes about half the square of that.
      assert.isAbove(successes, 1_900)
      assert.isBelow(successes, 2_100)
      assert.strictEqual(yield* beginsOf(slowdown, 200), 200)
    })
  )

  it.effect("lets nothing wait for what would be refused afterwards", () =>
    Effect.gen(function* () {
      const { slowdown, begin, end } = setUp(true)
      begin(1)
      end(1, false, 60_000)
      assert.isTrue(slowdown.isSlow())
      assert.strictEqual(yield* beginsOf(slowdown, 3), 3)
    })
  )
})
