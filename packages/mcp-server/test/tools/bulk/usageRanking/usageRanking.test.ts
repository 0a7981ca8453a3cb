import { assert, describe, it } from "@effect/vitest"
import { InstanceId } from "@effect-losant/core/schemas/Ids"
import * as Result from "effect/Result"
import { vocabulary } from "../../../../src/arguments/argumentCatalog.ts"
import { complete } from "../../../../src/arguments/readArguments.ts"
import type { Values } from "../../../../src/model/Values.ts"
import * as Continuation from "../../../../src/tools/bulk/continuation.ts"
import { usageRanking } from "../../../../src/tools/bulk/usageRanking/usageRanking.ts"
import { job, kindIn, topIn } from "../../../../src/tools/bulk/usageRanking/usageRankingArguments.ts"

const end = Date.UTC(2026, 10, 22)
const days = (count: number) => count * 86_400_000
const week = { start: end - days(7), end }

describe("the arguments of the ranking", () => {
  it("are read as they are, for ten places unless they say otherwise", () => {
    assert.strictEqual(kindIn({ by: "notebookMinutes" }), "notebookMinutes")
    assert.strictEqual(topIn({}), 10)
    assert.strictEqual(topIn({ top: 3 }), 3)
  })

  it("refuse a period that is too long, and no places", () => {
    const wrong = (values: Values) =>
      usageRanking.check?.({ by: "payloads", ...values }).map(({ argument }) => argument)
    assert.deepStrictEqual(wrong({ start: end - days(500), end }), ["start"])
    assert.deepStrictEqual(wrong({ top: 0, ...week }), ["top"])
    assert.deepStrictEqual(wrong({ continue: "anything", ...week }), ["continue"])
    assert.deepStrictEqual(wrong(week), [])
  })

  it("are described as in the tools for one organization", () => {
    const described = (name: string) =>
      usageRanking.arguments.flatMap((argument) => (argument.name === name ? [argument.schema.description] : []))
    assert.deepStrictEqual(described("start"), [vocabulary["start"]?.description])
    assert.deepStrictEqual(described("end"), [vocabulary["end"]?.description])
    assert.deepStrictEqual(described("tag"), [vocabulary["tag"]?.description])
  })

  it("have to be the same from call to call, but for the time that a filter is asked about", () => {
    const values = { by: "payloads", disabled: false, tag: "region=eu" }
    const text = Continuation.write(job, values, InstanceId.make("a".repeat(24)), [""])
    const read = (now: number, more = {}) =>
      complete(usageRanking.arguments, { ...values, ...more, continue: text }, now).pipe(
        Result.map((completed) => usageRanking.check?.(completed).map(({ argument }) => argument)),
        Result.getOrThrow
      )
    assert.deepStrictEqual(read(end), [])
    assert.deepStrictEqual(read(end + days(1)), [])
    assert.deepStrictEqual(read(end, { disabled: true }), ["continue"])
    assert.deepStrictEqual(read(end, { nameContains: "x" }), ["continue"])
  })
})
