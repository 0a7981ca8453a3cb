import { assert, describe, it } from "@effect/vitest"
import * as Option from "effect/Option"
import * as Result from "effect/Result"
import { parseTime, readIso, readMilliseconds } from "../../../src/arguments/values/instant.ts"

describe("parseTime", () => {
  it("takes ISO 8601 and milliseconds, and nothing that only looks like a time", () => {
    for (const value of ["2026-01-31", "2026-01-31T10:00:00+02:00", 1_769_810_400_000, " 1769810400000 "]) {
      assert.isTrue(Option.isSome(parseTime(value)), String(value))
    }
    for (const value of ["2026", "yesterday", 1.5, true, "", undefined]) {
      assert.isTrue(Option.isNone(parseTime(value)), String(value))
    }
  })
})

describe("readMilliseconds and readIso", () => {
  it("give the same time in their form", () => {
    assert.deepStrictEqual(readMilliseconds("2026-01-31T02:00:00+02:00"), Result.succeed(Date.UTC(2026, 0, 31)))
    assert.deepStrictEqual(readIso("2026-01-31T02:00:00+02:00"), Result.succeed("2026-01-31T00:00:00.000Z"))
  })
  it.each([
    "2027-02-30",
    "2027-02-29T10:00:00Z",
    "2026-04-31T00:00:00+02:00",
    " 2026-06-31 ",
    "2026-13-01",
    "2026-01-00"
  ])("take %s for no other day", (value) => {
    for (const read of [readMilliseconds, readIso]) {
      const result = read(value)
      assert.strictEqual(
        Result.isFailure(result) ? result.failure : result.success,
        `the calendar has no ${value.trim().slice(0, 10)}`
      )
    }
  })
  it("take the days of a leap year, and a day that is another in UTC", () => {
    assert.deepStrictEqual(readIso("2028-02-29"), Result.succeed("2028-02-29T00:00:00.000Z"))
    assert.deepStrictEqual(readIso("2026-02-28T23:00:00-05:00"), Result.succeed("2026-03-01T04:00:00.000Z"))
  })
  it.each([
    [1_790_000_000, "seconds"],
    ["1790000000", "seconds"],
    [1_790_000_000_000_000, "microseconds"]
  ])("take %s for no time, because it looks like another unit", (value, unit) => {
    for (const read of [readMilliseconds, readIso]) {
      const result = read(value)
      assert.include(Result.isFailure(result) ? result.failure : "", `looks like ${unit}: expected milliseconds`)
    }
  })
  it("say what they expect", () => {
    for (const read of [readMilliseconds, readIso]) {
      const result = read("soon")
      assert.match(Result.isFailure(result) ? result.failure : "", /^expected an ISO 8601 time such as/)
    }
  })
})
