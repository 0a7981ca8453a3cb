import { assert, describe, it } from "@effect/vitest"
import { limitsInUse } from "@effect-losant/fleet"
import { problemsOf } from "../../../../test/support/fleet.ts"
import type { JsonObject } from "../../../text/json.ts"
import { nearLimits } from "./nearLimits.ts"
import { limitsIn, percentIn } from "./nearLimitsArguments.ts"

describe("the arguments of the search for organizations near limits", () => {
  it("default to 80 percent of every limit with a known use", () => {
    assert.strictEqual(percentIn({}), 80)
    assert.strictEqual(percentIn({ percent: 95 }), 95)
    assert.lengthOf(limitsIn({}), limitsInUse.length)
    assert.deepStrictEqual(limitsIn({ limits: ["device", "device", "member"] }), ["device", "member"])
  })

  it("refuse a percentage below 1, a limit without use, and a continuation of another job", () => {
    const wrong = (values: JsonObject) => problemsOf(nearLimits, values)
    assert.deepStrictEqual(wrong({ percent: 0 }), ["percent"])
    assert.deepStrictEqual(wrong({ limits: ["dataTTL"] }), ["limits"])
    assert.deepStrictEqual(wrong({ continue: "anything" }), ["continue"])
    assert.deepStrictEqual(wrong({ percent: 100, limits: [] }), [])
  })
})
