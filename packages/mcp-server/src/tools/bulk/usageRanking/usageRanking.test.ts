import { assert, describe, it } from "@effect/vitest"
import { InstanceId } from "@effect-losant/core/schemas/Ids"
import * as Schema from "effect/Schema"
import { problemsOf } from "../../../../test/support/fleet.ts"
import { argumentCatalog } from "../../../arguments/argumentCatalog.ts"
import type { JsonObject } from "../../../text/json.ts"
import * as Continuation from "../continuation.ts"
import { rankingKinds } from "./orgUsage.ts"
import { usageRanking } from "./usageRanking.ts"
import { job, topIn } from "./usageRankingArguments.ts"

const end = Date.UTC(2026, 10, 22)
const days = (count: number) => count * 86_400_000
const week = { start: end - days(7), end }

describe("the arguments of the ranking", () => {
  it("are read, with ten places by default", () => {
    for (const by of rankingKinds) {
      assert.deepStrictEqual(problemsOf(usageRanking, { by }), [])
      assert.strictEqual(topIn({ by }), 10)
      assert.strictEqual(topIn({ by, top: 3 }), 3)
    }
  })

  it("refuse a period that is too long, and a top of 0", () => {
    const wrong = (values: JsonObject) => problemsOf(usageRanking, { by: "payloads", ...values }, end)
    assert.deepStrictEqual(wrong({ start: end - days(500), end }), ["start"])
    assert.deepStrictEqual(wrong({ top: 0, ...week }), ["top"])
    assert.deepStrictEqual(wrong({ continue: "anything", ...week }), ["continue"])
    assert.deepStrictEqual(wrong(week), [])
  })

  it("are described as in the tools for one organization", () => {
    const described = (name: string) =>
      usageRanking
        .make(true)
        .arguments.flatMap((argument) => (argument.name === name ? [argument.schema.description] : []))
    assert.deepStrictEqual(described("start"), [argumentCatalog["start"]?.description])
    assert.deepStrictEqual(described("end"), [argumentCatalog["end"]?.description])
    assert.deepStrictEqual(described("tag"), [argumentCatalog["tag"]?.description])
  })

  it("have to be the same in all calls, except the time of a filter", () => {
    const values = { by: "payloads", disabled: false, tag: "region=eu" } as const
    const text = Continuation.write(job, values, InstanceId.make("a".repeat(24)), Schema.String, "")
    const read = (now: number, more = {}) => problemsOf(usageRanking, { ...values, ...more, continue: text }, now)
    assert.deepStrictEqual(read(end), [])
    assert.deepStrictEqual(read(end + days(1)), [])
    assert.deepStrictEqual(read(end, { disabled: true }), ["continue"])
    assert.deepStrictEqual(read(end, { nameContains: "x" }), ["continue"])
  })
})
