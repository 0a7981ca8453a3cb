import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as Logger from "effect/Logger"
import * as References from "effect/References"
import * as TestClock from "effect/testing/TestClock"
import { optionalLookup } from "../../../src/losant/resolution/optionalLookup.ts"
import { Refusal } from "../../../src/model/Refusal.ts"

const logging = (logged: Array<unknown>) =>
  Logger.layer([
    Logger.make(({ message, fiber }) => {
      logged.push([message, fiber.getRef(References.CurrentLogAnnotations)["error"]])
    })
  ])

describe("optionalLookup", () => {
  it.effect("gives what is found", () =>
    Effect.gen(function* () {
      const logged: Array<unknown> = []
      const found = yield* Effect.provide(optionalLookup("not found", Effect.succeed(["a"])), logging(logged))
      assert.deepStrictEqual(found, ["a"])
      assert.isEmpty(logged)
    })
  )
  it.effect("gives nothing if it fails, and logs why", () =>
    Effect.gen(function* () {
      const logged: Array<unknown> = []
      const work = Effect.fail(new Refusal("noMatch", "none"))
      assert.deepStrictEqual(yield* Effect.provide(optionalLookup("not found", work), logging(logged)), [])
      assert.deepStrictEqual(logged, [[["not found"], "noMatch"]])
    })
  )
  it.effect("waits five seconds", () =>
    Effect.gen(function* () {
      const logged: Array<unknown> = []
      const work = Effect.provide(optionalLookup("not found", Effect.never), logging(logged))
      const fiber = yield* Effect.forkChild(work, { startImmediately: true })
      yield* TestClock.adjust("4999 millis")
      assert.isUndefined(fiber.pollUnsafe())
      yield* TestClock.adjust("1 millis")
      assert.deepStrictEqual(yield* Fiber.join(fiber), [])
      assert.deepStrictEqual(logged, [[["not found"], "Timeout"]])
    })
  )
})
