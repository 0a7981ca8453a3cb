// The quota from which all calls of a layer pay for repetitions.
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import type { LosantOptions } from "../src/LosantOptions.ts"
import { run, sample } from "./support/calls.ts"
import { busy, down, ok, reset } from "./support/retries.ts"
import * as ScriptedFetch from "./support/ScriptedFetch.ts"

describe("the quota", () => {
  const calls = (count: number, replies: ReadonlyArray<ScriptedFetch.Reply>, layer: Partial<LosantOptions>) =>
    Effect.gen(function* () {
      const network = yield* ScriptedFetch.make(...replies)
      const attempts: Array<number> = []
      const one = Effect.gen(function* () {
        const before = network.requests.length
        yield* Effect.exit(sample("instanceOrg.get"))
        attempts.push(network.requests.length - before)
      })
      yield* run(network, Effect.replicateEffect(one, count), layer)
      return attempts
    })
  const times = (count: number, reply: ScriptedFetch.Reply) => Array.from({ length: count }, () => reply)

  it.effect("is shared by all calls of a layer: when it is used up, calls fail at their first error", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual(yield* calls(4, times(20, down), { retryQuota: 50 }), [4, 3, 1, 1])
    })
  )

  it.effect("pays 5 for a 429, 10 for any other error", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual(yield* calls(3, times(20, busy()), { retryQuota: 25 }), [4, 3, 1])
      assert.deepStrictEqual(yield* calls(2, times(20, reset), { retryQuota: 19 }), [2, 1])
    })
  )

  it.effect("pays nothing for a 429 with the time to wait, since it is waited for", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual(yield* calls(3, times(20, busy("1")), { retryQuota: 5 }), [4, 4, 4])
    })
  )

  it.effect("gets back what a repetition cost that succeeds", () =>
    Effect.gen(function* () {
      // Every fifth request fails.
      const success = ok("instanceOrg.get")
      const replies = Array.from({ length: 1_900 }, (_, index) => (index % 5 === 0 ? down : success))
      const attempts = yield* calls(1_500, replies, {})
      assert.strictEqual(attempts.filter((count) => count > 2).length, 0)
      assert.isAbove(attempts.filter((count) => count === 2).length, 300)
    })
  )

  it.effect("does not get back what an earlier repetition of the call cost, which failed", () =>
    Effect.gen(function* () {
      // 20 − 10 − 10 + 10: enough for one more.
      assert.deepStrictEqual(
        yield* calls(2, [down, down, ok("instanceOrg.get"), down, down], { retryQuota: 20 }),
        [3, 2]
      )
    })
  )

  it.effect("gets one back with every other success, up to its size", () =>
    Effect.gen(function* () {
      const success = ok("instanceOrg.get")
      // 10 − 10, then ten successes, then one more repetition can be paid.
      const replies = [down, down, ...times(10, success), down, down]
      assert.deepStrictEqual(yield* calls(12, replies, { retryQuota: 10 }), [2, ...times(10, success).map(() => 1), 2])
      assert.deepStrictEqual(yield* calls(51, [...times(50, success), ...times(9, down)], { retryQuota: 10 }), [
        ...times(50, success).map(() => 1),
        2
      ])
    })
  )

  it.effect("pays nothing for what is not repeated", () =>
    Effect.gen(function* () {
      const replies = [...times(5, ScriptedFetch.refuse(404)), ...times(5, busy("3600")), down, ok("instanceOrg.get")]
      assert.deepStrictEqual((yield* calls(11, replies, { retryQuota: 10 })).at(-1), 2)
    })
  )

  it.effect("pays nothing when there are no repetitions left", () =>
    Effect.gen(function* () {
      const replies = [...times(5, down), ok("instanceOrg.get")]
      assert.deepStrictEqual(yield* calls(3, replies, { retryQuota: 20, retry: { times: 1 } }), [2, 2, 1])
    })
  )

  it.effect("of 0 means no repetitions", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual(yield* calls(1, [down], { retryQuota: 0 }), [1])
    })
  )
})
