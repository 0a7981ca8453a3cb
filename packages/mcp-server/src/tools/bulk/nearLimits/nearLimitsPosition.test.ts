import { assert, describe, it } from "@effect/vitest"
import * as Schema from "effect/Schema"
import { firstPosition, isRevisited, nearLimitsPosition, type Position, wasListed } from "./nearLimitsPosition.ts"

const place: Position = {
  after: "0a",
  checked: 10,
  near: 7,
  listed: 3,
  revisit: { percent: 90.5, orgId: "05", until: "0f", checked: 16, isAll: false }
}
const readAgain = (one: Position) => Schema.decodeSync(nearLimitsPosition)(Schema.encodeSync(nearLimitsPosition)(one))

describe("the position of the search for organizations near limits", () => {
  it("is unchanged after it was written and read", () => {
    for (const one of [place, firstPosition, { ...place, after: undefined }])
      assert.deepStrictEqual(readAgain(one), one)
    const all: Position = { ...firstPosition, after: "ff", checked: 1 }
    assert.deepStrictEqual(readAgain(all), all)
  })

  it("knows which organizations earlier calls listed", () => {
    assert.isTrue(wasListed(place, "0e", 91))
    assert.isTrue(wasListed(place, "05", 90.5))
    assert.isFalse(wasListed(place, "06", 90.5))
    assert.isFalse(wasListed(place, "01", 90.4))
    assert.isFalse(wasListed(place, "10", 120))
    assert.isFalse(wasListed(firstPosition, "01", 120))
    assert.isTrue(isRevisited(place, "0f"))
    assert.isFalse(isRevisited(place, "10"))
    assert.isFalse(isRevisited(firstPosition, "01"))
  })
})
