import { assert, describe, it } from "@effect/vitest"
import { Schemas } from "@effect-losant/core"
import * as Effect from "effect/Effect"
import { makeSummary, parseSummaryFields } from "../../src/orgs/Summary.ts"
import { toState } from "../../src/seed/Seed.ts"
import { now as date, seed } from "../support/seed.ts"

const now = date.getTime()
const [plant, , mill] = toState(seed, now).orgs

describe("parseSummaryFields", () => {
  it.effect("is everything unless some fields are named", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual(yield* parseSummaryFields(undefined), Schemas.summaryFields)
      assert.deepStrictEqual(yield* parseSummaryFields(["appCount"]), ["appCount"])
      assert.deepStrictEqual(yield* parseSummaryFields([]), [])
    })
  )

  it.effect("refuses names that no field has, and says which there are", () =>
    Effect.gen(function* () {
      const error = yield* Effect.flip(parseSummaryFields(["appCount", "apps", "things"]))
      assert.strictEqual(error.status, 400)
      assert.include(error.message, "apps, things")
      assert.include(error.message, "notebookStats")
    })
  )
})

describe("makeSummary", () => {
  it("counts what is there, and nothing if there is nothing", () => {
    if (plant === undefined || mill === undefined) throw new Error("the seed has three organizations")
    const fields = ["appCount", "memberCount", "pendingInviteCount", "storageStats", "deviceCount"] as const
    assert.deepInclude(makeSummary(plant, now, fields), {
      appCount: 3,
      memberCount: 2,
      pendingInviteCount: 1,
      storageStats: { count: 12, size: 4_096 }
    })
    assert.deepStrictEqual(makeSummary(mill, now, fields), {
      appCount: 0,
      memberCount: 0,
      pendingInviteCount: 0,
      storageStats: { count: 0, size: 0 },
      deviceCount: 0
    })
    assert.deepStrictEqual(makeSummary(mill, now, ["payloadCount"]), { payloadCount: {} })
  })
})
