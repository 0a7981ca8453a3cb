import { assert, it } from "@effect/vitest"
import { day, floorTo, formatIso, hour, isTime, parseMillis } from "../../src/util/Time.ts"

it("writes times as Losant does, and reads them back", () => {
  assert.strictEqual(formatIso(0), "1970-01-01T00:00:00.000Z")
  assert.strictEqual(parseMillis("2016-06-13T04:00:00.000Z"), Date.UTC(2016, 5, 13, 4))
  assert.strictEqual(parseMillis("2016-06-13T06:00:00+02:00"), Date.UTC(2016, 5, 13, 4))
})

it("floors to days and hours in UTC, also before 1970", () => {
  assert.strictEqual(floorTo(Date.UTC(2026, 2, 15, 12, 34), day), Date.UTC(2026, 2, 15))
  assert.strictEqual(floorTo(Date.UTC(2026, 2, 15, 12, 34), hour), Date.UTC(2026, 2, 15, 12))
  assert.strictEqual(floorTo(-1, day), -day)
})

it("knows where the calendar ends", () => {
  assert.isTrue(isTime(8_640_000_000_000_000))
  assert.strictEqual(formatIso(8_640_000_000_000_000), "+275760-09-13T00:00:00.000Z")
  assert.isFalse(isTime(8_640_000_000_000_001))
  assert.isFalse(isTime(-8_640_000_000_000_001))
})
