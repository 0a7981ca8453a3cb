// Times, both ways: what a program passes, and the strings of Losant's URLs.
import { assert, describe, it } from "@effect/vitest"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { Instant, Resolution } from "../../../src/schemas/params/TimeParams.ts"
import { assertBothWays, assertRefused } from "../../support/wire.ts"

const schemas = { Instant, Resolution }

describe("both ways", () => {
  it.effect.each([
    ["Resolution", 86_400_000, "86400000"],
    ["Resolution", 3_600_000, "3600000"],
    ["Instant", 0, "0"],
    ["Instant", -1, "-1"],
    ["Instant", 1_700_000_000_000, "1700000000000"]
  ] as const)("%s %j is %j", ([name, value, wire]) => assertBothWays(schemas[name], value, wire))

  const millis = 1_700_000_000_123
  it.effect.each([
    ["a number", millis],
    ["a Date", new Date(millis)],
    ["a DateTime in UTC", DateTime.makeUnsafe(millis)],
    ["a DateTime in a zone", DateTime.makeZonedUnsafe(millis, { timeZone: "America/New_York" })]
  ] as const)("a time may be %s", ([, value]) =>
    Effect.gen(function* () {
      assert.strictEqual(yield* Schema.encodeEffect(Instant)(value), String(millis))
    })
  )
})

describe("strings that are none", () => {
  it.each([
    ["Resolution", "60000"],
    ["Instant", ""],
    ["Instant", "2023-11-14"],
    ["Instant", "1.5"],
    ["Instant", "99999999999999999"]
  ] as const)("%s %j", (name, wire) => assertRefused(schemas[name], wire))
})
