import { assert, describe, it } from "@effect/vitest"
import { timePlace, valueScale } from "./scale.ts"

describe("an axis of values", () => {
  it("begins at zero, has round marks, and room above the highest value", () => {
    const { marks, place } = valueScale([40, 875], true, 400, 100, 6)
    assert.deepEqual(marks, [0, 200, 400, 600, 800, 1000])
    assert.equal(place(0), 400)
    assert.equal(place(1000), 100)
    assert.equal(place(500), 250)
  })

  it("of a level begins near its lowest value", () => {
    const { marks } = valueScale([5210, 5230, 5295], false, 400, 100, 6)
    assert.deepEqual(marks, [5200, 5220, 5240, 5260, 5280, 5300, 5320])
  })

  it.each([
    [[0], true, [0, 1]],
    [[0, 0], false, [0, 1]],
    [[7], false, [6, 7, 8]],
    [[34, 34], false, [33, 34, 35]],
    [[1], true, [0, 1, 2]]
  ] as const)("of %o counts in whole numbers", (values, fromZero, expected) => {
    assert.deepEqual(valueScale(values, fromZero, 400, 100, 6).marks, [...expected])
  })

  it.each([3, 99, 12_345, 987_654_321, Number.MAX_SAFE_INTEGER])(
    "up to %d has few marks, and no value outside",
    (most) => {
      const { marks, place } = valueScale([0, most], true, 400, 100, 6)
      assert.isAtMost(marks.length, 8)
      assert.isAtLeast(place(most), 100)
      assert.isAtMost(place(most), 175)
    }
  )
})

describe("an axis of times", () => {
  it("places the first and the last time at its ends", () => {
    const times = Array.from({ length: 31 }, (_, index) => 1000 + index)
    const place = timePlace(times, 100, 960)
    assert.equal(place(1000), 100)
    assert.equal(place(1030), 960)
  })

  it("puts a single time in the middle", () => {
    assert.equal(timePlace([5], 100, 900)(5), 500)
  })
})
