import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import { makeRequestLog } from "../../src/http/RequestLog.ts"

const arrival = { method: "GET", path: "/instances", query: { page: "1" }, action: "instances.get" } as const

describe("makeRequestLog", () => {
  it.effect("are listed in the order in which they arrived", () =>
    Effect.gen(function* () {
      const { requests, recorder } = yield* makeRequestLog
      assert.deepStrictEqual(yield* requests.all, [])
      yield* recorder.arrive(arrival)
      yield* recorder.arrive({ ...arrival, action: undefined })
      assert.deepStrictEqual(yield* requests.all, [
        { ...arrival, sequence: 1 },
        { ...arrival, action: undefined, sequence: 2 }
      ])
    })
  )

  it.effect("are forgotten when there were a thousand more", () =>
    Effect.gen(function* () {
      const { requests, recorder } = yield* makeRequestLog
      yield* Effect.replicateEffect(recorder.arrive(arrival), 1_005)
      const sequences = (yield* requests.all).map(({ sequence }) => sequence)
      assert.deepStrictEqual([sequences.length, sequences.at(0), sequences.at(-1)], [1_000, 6, 1_005])
      yield* requests.arrived(1_005)
    })
  )

  it.effect("can be waited for, before and after they arrive", () =>
    Effect.gen(function* () {
      const { requests, recorder } = yield* makeRequestLog
      const second = yield* Effect.forkChild(requests.arrived(2), { startImmediately: true })
      yield* recorder.arrive(arrival)
      yield* requests.arrived(1)
      assert.isUndefined(second.pollUnsafe())
      yield* recorder.arrive(arrival)
      yield* Fiber.join(second)
    })
  )

  it.effect("tell when they were handled and when they were given up", () =>
    Effect.gen(function* () {
      const { requests, recorder } = yield* makeRequestLog
      const handled = yield* Effect.forkChild(requests.handled(1), { startImmediately: true })
      const abandoned = yield* Effect.forkChild(requests.abandoned(1), { startImmediately: true })
      yield* recorder.handle
      yield* Fiber.join(handled)
      assert.isUndefined(abandoned.pollUnsafe())
      yield* recorder.abandon
      yield* Fiber.join(abandoned)
    })
  )
})
