import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as TestClock from "effect/testing/TestClock"
import { withSignsOfLife } from "../../src/call/signsOfLife.ts"
import { ClientRequest, type Progress } from "../../src/model/ClientRequest.ts"

/** Runs an effect for a client that wants progress, and collects what it is told. */
const told = (effect: Effect.Effect<unknown>, seconds: number, wantsProgress = true) =>
  Effect.gen(function* () {
    const messages: Array<Progress> = []
    const fiber = yield* Effect.forkChild(
      withSignsOfLife(effect).pipe(
        Effect.updateService(ClientRequest, (request) => ({
          ...request,
          wantsProgress,
          progress: (progress) => Effect.sync(() => void messages.push(progress))
        }))
      )
    )
    yield* TestClock.adjust(`${seconds} seconds`)
    yield* Fiber.interrupt(fiber)
    return messages
  })

const report = (progress: Progress) => Effect.flatMap(ClientRequest, (request) => request.progress(progress))

describe("withSignsOfLife", () => {
  it.effect("tells a client every 15 seconds that its call is under way", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual(yield* told(Effect.never, 46), [
        { done: 0, message: "waiting for Losant, for 15 seconds now" },
        { done: 0.0625, message: "waiting for Losant, for 30 seconds now" },
        { done: 0.12109375, message: "waiting for Losant, for 45 seconds now" }
      ])
    })
  )

  it.effect("says for how long the last step lasts, and leaves room for the next", () =>
    Effect.gen(function* () {
      const steps = Effect.gen(function* () {
        yield* report({ done: 1, total: 3, message: "reading" })
        yield* Effect.sleep("31 seconds")
        yield* report({ done: 2, total: 3, message: "sending" })
        yield* Effect.never
      })
      assert.deepStrictEqual(yield* told(steps, 50), [
        { done: 1, total: 3, message: "reading" },
        { done: 1.0625, total: 3, message: "reading, for 15 seconds now" },
        { done: 1.12109375, total: 3, message: "reading, for 30 seconds now" },
        { done: 2, total: 3, message: "sending" },
        { done: 2.0625, total: 3, message: "sending, for 15 seconds now" }
      ])
    })
  )

  it.effect("gives a number that grows, also where a call begins its steps again or waits for ten minutes", () =>
    Effect.gen(function* () {
      const steps = Effect.gen(function* () {
        for (const done of [1, 2, 0, 1, 3]) {
          yield* report({ done, total: 3, message: `step ${done}` })
          yield* Effect.sleep("600 seconds")
        }
      })
      const numbers = (yield* told(steps, 3_100)).map(({ done }) => done)
      assert.isAbove(numbers.length, 100)
      numbers.slice(1).forEach((done, index) => {
        assert.isAbove(done, numbers[index] ?? 0)
      })
      assert.strictEqual(numbers.at(-1), 3)
    })
  )

  it.effect("tells nothing after the end, and nothing to a client that did not ask", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual(yield* told(Effect.void, 100), [])
      assert.deepStrictEqual(yield* told(Effect.never, 100, false), [])
    })
  )
})
