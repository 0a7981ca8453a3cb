// The period, the emulator and the answers of the tests of the usage ranking.
import { assert } from "@effect/vitest"
import type { Losant } from "@effect-losant/core/Losant"
import type { Emulator, EmulatorOptions } from "@effect-losant/emulator"
import * as Effect from "effect/Effect"
import * as TestClock from "effect/testing/TestClock"
import type { JsonObject } from "../../src/text/json.ts"
import { type TestGateway, testGatewayLayer } from "./testGateway.ts"

const now = new Date("2026-11-22T00:00:00.000Z")
export const end = now.getTime()
export const days = (count: number) => count * 86_400_000
export const week = { start: end - days(7), end }

/** On an emulator at its own time, which no period goes beyond. */
export const on =
  (options: EmulatorOptions) =>
  <A, E>(effect: Effect.Effect<A, E, TestGateway | Emulator | Losant>) =>
    Effect.andThen(TestClock.setTime(end), Effect.provide(effect, testGatewayLayer({ now, ...options })))

export const itemsOf = (answer: JsonObject) => {
  assert(Array.isArray(answer["items"]))
  return answer["items"]
}
export const idsOf = (answer: JsonObject) => itemsOf(answer).map(({ orgId }) => orgId)
