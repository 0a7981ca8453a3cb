// The circuit of a layer: after repeated failures nothing is sent for a while, and calls say so.
import { assert, describe, it } from "@effect/vitest"
import { actions, type LosantError } from "@effect-losant/core"
import * as Effect from "effect/Effect"
import * as TestClock from "effect/testing/TestClock"
import { Emulator, type FaultName } from "../../src/index.ts"
import { type Applied, arrivals, errorOf, execute, overHttp } from "../support/core.ts"
import { reads, writes } from "./actions.ts"

/** The failures that open it, one of each kind that does not take time. */
const trouble: ReadonlyArray<readonly [FaultName, LosantError["_tag"]]> = [
  ["status-503", "LosantServerError"],
  ["reset-before-headers", "LosantTransport"],
  ["status-502-html", "LosantServerError"]
]
const losant = { retry: { times: 0 }, circuit: { failures: trouble.length, openFor: "10 seconds" } } as const

describe.each([...reads, ...writes])("%s", (name) => {
  const isWrite = actions[name].method !== "GET"
  const applied: Applied = { count: 0 }

  it.effect("sends nothing after three failures in a row, for ten seconds", () =>
    Effect.gen(function* () {
      const { faults } = yield* Emulator
      for (const [fault, tag] of trouble) {
        yield* faults.next(fault)
        assert.strictEqual(errorOf(yield* Effect.exit(execute(name)))._tag, tag)
      }
      for (const wait of [10_000, 4_000]) {
        const error = errorOf(yield* Effect.exit(execute(name)))
        assert.strictEqual(error._tag, "LosantCircuitOpen")
        assert.strictEqual(error.outcome, isWrite ? "notSent" : undefined)
        assert.strictEqual("retryAfter" in error ? error.retryAfter : undefined, wait)
        assert.include(error.message, "Losant failed 3 times in a row (the last time with LosantServerError)")
        yield* TestClock.adjust(wait === 10_000 ? 6_000 : 4_000)
      }
      assert.strictEqual(yield* arrivals(name), trouble.length)
      assert.strictEqual(applied.count, 0)
      yield* execute(name)
      assert.strictEqual(yield* arrivals(name), trouble.length + 1)
      assert.strictEqual(applied.count, isWrite ? 1 : 0)
    }).pipe(Effect.provide(overHttp({ applied, losant })))
  )
})
