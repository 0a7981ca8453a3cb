import { assert, describe, it } from "@effect/vitest"
import { formatAmount, formatBytes, formatCount, formatNumber, formatPercent, formatShort } from "./amounts.ts"

const bytes = { one: "byte", many: "bytes", isBytes: true }
const devices = { one: "device", many: "devices", isBytes: false }

it.each([
  [0, "0 bytes"],
  [999, "999 bytes"],
  [1000, "1 kB"],
  [1_234_567_890, "1.235 GB"],
  [999_999, "1,000 kB"],
  [5e15, "5 PB"],
  [9e18, "9,000 PB"]
])("%d bytes are %s", (value, expected) => {
  assert.equal(formatBytes(value), expected)
})

describe("an amount", () => {
  it("of bytes is readable and exact", () => {
    assert.equal(formatAmount(1_234_567_890, bytes), "1.235 GB (1,234,567,890 bytes)")
    assert.equal(formatCount(1_234_567_890, bytes), "1.235 GB (1,234,567,890 bytes)")
    assert.equal(formatCount(12, bytes), "12 bytes")
  })

  it("of anything else is the number, and what it counts", () => {
    assert.equal(formatAmount(1_234_567, devices), "1,234,567")
    assert.deepEqual(
      [0, 1, 2, 12_345].map((value) => formatCount(value, devices)),
      ["no devices", "1 device", "2 devices", "12,345 devices"]
    )
    assert.equal(formatNumber(0.125), "0.13")
  })
})

it("on an axis numbers are short, and still differ", () => {
  assert.deepEqual(
    [0, 999_999, 5_000_000, 5_020_000, 2_500_000_000].map((value) => formatShort(value, devices)),
    ["0", "999,999", "5M", "5.02M", "2.5B"]
  )
  assert.deepEqual(
    [0, 200_000, 2_500_000_000].map((value) => formatShort(value, bytes)),
    ["0 bytes", "200 kB", "2.5 GB"]
  )
})

it("a share is a percentage", () => {
  assert.deepEqual([0, 0.0001, 0.001, 0.1239, 1, 12.5].map(formatPercent), [
    "0 %",
    "less than 0.1 %",
    "0.1 %",
    "12.4 %",
    "100 %",
    "1,250 %"
  ])
})
