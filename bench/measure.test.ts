import { assert, describe, it } from "@effect/vitest"
import { atLeast, atMost, isReached, type Measure, ratioOf } from "./measure.ts"

const measure = (rest: Partial<Measure>): Measure => ({ id: "id", what: "what", unit: "ms", ours: 30, ...rest })
const reference = { name: "limit", value: 20 }

describe("measure", () => {
  it("has a ratio if there is a reference", () => {
    assert.strictEqual(ratioOf(measure({ reference })), 1.5)
    assert.isUndefined(ratioOf(measure({})))
  })

  it("reaches a goal with the bound itself", () => {
    assert.isTrue(isReached(measure({ reference, goal: atMost("ratio", 1.5) })))
    assert.isFalse(isReached(measure({ reference, goal: atMost("ratio", 1.49) })))
    assert.isTrue(isReached(measure({ reference, goal: atLeast("ratio", 1.5) })))
    assert.isFalse(isReached(measure({ reference, goal: atLeast("ratio", 1.51) })))
    assert.isTrue(isReached(measure({ reference, goal: atMost("value", 30) })))
    assert.isFalse(isReached(measure({ reference, goal: atMost("value", 29) })))
  })

  it("reaches no goal for a ratio without a reference, and none that is not there", () => {
    assert.isFalse(isReached(measure({ goal: atMost("ratio", 10) })))
    assert.isUndefined(isReached(measure({ reference })))
  })
})
