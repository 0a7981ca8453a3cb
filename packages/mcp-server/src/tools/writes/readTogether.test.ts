import { assert, describe, it } from "@effect/vitest"
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import { readTogether } from "./readTogether.ts"

describe("readTogether", () => {
  it.effect("gives the values in the order of the reads, all of which run at the same time", () =>
    Effect.gen(function* () {
      const arrived = yield* Deferred.make<string>()
      const values = yield* readTogether([
        Deferred.await(arrived),
        Effect.as(Deferred.succeed(arrived, "organization"), 2)
      ])
      assert.deepStrictEqual(values, ["organization", 2])
    })
  )

  it.effect("fails with the error of the first read in the list, whichever answer comes first", () =>
    Effect.gen(function* () {
      const second = yield* Deferred.make<void>()
      const error = yield* Effect.flip(
        readTogether([
          Effect.andThen(Deferred.await(second), Effect.fail("the organization is absent")),
          Effect.andThen(Deferred.succeed(second, undefined), Effect.fail("the members are absent"))
        ])
      )
      assert.strictEqual(error, "the organization is absent")
    })
  )
})
