import { assert, describe, it } from "@effect/vitest"
import * as Instances from "@effect-losant/core/Instances"
import { Losant } from "@effect-losant/core/Losant"
import type { LosantOptions } from "@effect-losant/core/LosantOptions"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as Redacted from "effect/Redacted"
import * as Result from "effect/Result"
import * as TestClock from "effect/testing/TestClock"
import { probeLayer } from "../../../src/cli/doctor/probeClient.ts"
import { answer, hang, network, refuse } from "../../support/network.ts"

const list = Effect.flatMap(Losant, (losant) => losant.execute(Instances.get, {}, {}))

const options = (fetch: typeof globalThis.fetch, more: Partial<LosantOptions> = {}) =>
  Effect.succeed({ accessToken: Redacted.make("token"), fetch, ...more })

const nothing = () => undefined

describe("probeLayer", () => {
  it.effect("measures the difference of the clocks", () =>
    Effect.gen(function* () {
      yield* TestClock.setTime(Date.parse("2026-11-22T12:00:10Z"))
      const seen: Array<number> = []
      const { fetch } = network(refuse(401, "Unauthorized", "no", { date: "Sun, 22 Nov 2026 12:00:00 GMT" }))
      yield* Effect.result(
        Effect.provide(
          list,
          probeLayer(options(fetch), (skew) => seen.push(skew))
        )
      )
      assert.deepEqual(seen, [10_000])
    })
  )

  it.effect("reports no difference if no answer contains the time", () =>
    Effect.gen(function* () {
      const seen: Array<number> = []
      for (const headers of [{}, { date: "yesterday" }]) {
        const { fetch } = network(answer({}, 200, headers))
        yield* Effect.result(
          Effect.provide(
            list,
            probeLayer(options(fetch), (skew) => seen.push(skew))
          )
        )
      }
      assert.isEmpty(seen)
    })
  )

  it.effect.each([
    ["10 seconds", {}],
    ["10 seconds", { timeout: "2 minutes" }],
    ["3 seconds", { timeout: "3 seconds" }]
  ] as const)("waits for %s with %j", ([wait, more]) =>
    Effect.gen(function* () {
      const { fetch } = network(hang)
      const fiber = yield* Effect.forkChild(
        Effect.result(Effect.provide(list, probeLayer(options(fetch, more), nothing)))
      )
      yield* TestClock.adjust(wait)
      const result = yield* Fiber.join(fiber)
      assert(Result.isFailure(result))
      assert.strictEqual(result.failure._tag, "LosantTimeout")
    })
  )

  it.effect("does not retry", () =>
    Effect.gen(function* () {
      const { fetch, sent } = network(refuse(503, "Unavailable", "not now"))
      yield* Effect.result(Effect.provide(list, probeLayer(options(fetch), nothing)))
      assert.lengthOf(sent, 1)
    })
  )
})
