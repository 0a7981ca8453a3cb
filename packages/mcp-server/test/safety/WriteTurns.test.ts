import { assert, describe, it } from "@effect/vitest"
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as TestClock from "effect/testing/TestClock"
import { layer, maxWait, WriteTurns } from "../../src/safety/WriteTurns.ts"

/** Something that runs until it is let go, and notes when it begins. */
const work = Effect.fnUntraced(function* (name: string, begun: Array<string>) {
  const gate = yield* Deferred.make<void>()
  const effect = Effect.andThen(
    Effect.sync(() => void begun.push(name)),
    Deferred.await(gate)
  )
  return { effect, finish: Deferred.succeed(gate, undefined) }
})

const settle = Effect.all(
  Array.from({ length: 20 }, () => Effect.yieldNow),
  { discard: true }
)

describe("WriteTurns", () => {
  it.effect("runs what has the same key one after the other, in the order of asking, and the rest at once", () =>
    Effect.gen(function* () {
      const inTurn = yield* WriteTurns
      const begun: Array<string> = []
      const [first, second, third, other] = [
        yield* work("first", begun),
        yield* work("second", begun),
        yield* work("third", begun),
        yield* work("other", begun)
      ]
      for (const { effect } of [first, second, third]) yield* Effect.forkChild(inTurn("a")(effect))
      yield* Effect.forkChild(inTurn("b")(other.effect))
      yield* settle
      assert.deepStrictEqual(begun, ["first", "other"])
      yield* first.finish
      yield* settle
      assert.deepStrictEqual(begun, ["first", "other", "second"])
      yield* second.finish
      yield* settle
      assert.deepStrictEqual(begun, ["first", "other", "second", "third"])
    }).pipe(Effect.provide(layer))
  )

  it.effect("goes on after one that fails or is interrupted, while it runs or waits", () =>
    Effect.gen(function* () {
      const inTurn = yield* WriteTurns
      const begun: Array<string> = []
      assert.strictEqual(yield* Effect.flip(inTurn("a")(Effect.fail("no"))), "no")
      const [running, waiting] = [yield* work("running", begun), yield* work("waiting", begun)]
      const one = yield* Effect.forkChild(inTurn("a")(running.effect))
      yield* settle
      const other = yield* Effect.forkChild(inTurn("a")(waiting.effect))
      yield* settle
      yield* Fiber.interrupt(other)
      yield* Fiber.interrupt(one)
      assert.strictEqual(yield* inTurn("a")(Effect.succeed("next")), "next")
      assert.deepStrictEqual(begun, ["running"])
    }).pipe(Effect.provide(layer))
  )

  it.effect("waits 45 seconds at most, and cuts nothing short that has begun", () =>
    Effect.gen(function* () {
      const inTurn = yield* WriteTurns
      const begun: Array<string> = []
      const [slow, late] = [yield* work("slow", begun), yield* work("late", begun)]
      const running = yield* Effect.forkChild(inTurn("a")(slow.effect))
      yield* settle
      const waiting = yield* Effect.forkChild(Effect.flip(inTurn("a")(late.effect)))
      yield* settle
      yield* TestClock.adjust(maxWait)
      const refusal = yield* Fiber.join(waiting)
      assert.match(
        refusal.message,
        /^Not sent: other writes on the same organization, item or instance took all of 45 seconds/
      )
      yield* slow.finish
      yield* Fiber.join(running)
      assert.deepStrictEqual(begun, ["slow"])
    }).pipe(Effect.provide(layer))
  )
})
