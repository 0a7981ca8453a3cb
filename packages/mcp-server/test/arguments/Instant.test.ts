import { assert, describe, it } from "@effect/vitest"
import * as Option from "effect/Option"
import * as Result from "effect/Result"
import { instant, readIso, readMilliseconds } from "../../src/arguments/Instant.ts"

describe("instant", () => {
  it("takes ISO 8601 and milliseconds, and nothing that only looks like a time", () => {
    for (const value of ["2026-01-31", "2026-01-31T10:00:00+02:00", 1_769_810_400_000, " 1769810400000 "]) {
      assert.isTrue(Option.isSome(instant(value)), String(value))
    }
    for (const value of ["2026", "yesterday", 1.5, true, "", undefined]) {
      assert.isTrue(Option.isNone(instant(value)), String(value))
    }
  })
})

describe("readMilliseconds and readIso", () => {
  it("give the same time in their form", () => {
    assert.deepStrictEqual(readMilliseconds("2026-01-31T02:00:00+02:00"), Result.succeed(Date.UTC(2026, 0, 31)))
    assert.deepStrictEqual(readIso("2026-01-31T02:00:00+02:00"), Result.succeed("2026-01-31T00:00:00.000Z"))
  })
  it("say what they expect", () => {
    for (const read of [readMilliseconds, readIso]) {
      const result = read("soon")
      assert.match(Result.isFailure(result) ? result.failure : "", /^expected an ISO 8601 time such as/)
    }
  })
})
