import { assert, describe, it } from "@effect/vitest"
import * as Option from "effect/Option"
import { parseMillis, toIso } from "../../src/text/time.ts"

const morning = Date.parse("2026-10-23T03:00:00Z")

describe("parseMillis", () => {
  it("respects the time zone", () => {
    assert.deepStrictEqual(parseMillis("2026-10-23T05:00:00.000+02:00"), Option.some(morning))
  })
  it.each(["yesterday", 5, undefined, null, {}])("finds no time in %j", (value) => {
    assert.isTrue(Option.isNone(parseMillis(value)))
  })
})

describe("toIso", () => {
  it("writes UTC with milliseconds", () => {
    assert.strictEqual(toIso(morning), "2026-10-23T03:00:00.000Z")
  })
  it("is empty for a number that is not a time", () => {
    assert.strictEqual(toIso(9e15), "")
  })
})
