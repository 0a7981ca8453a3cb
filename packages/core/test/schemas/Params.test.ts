// Parameters, both ways: what a program passes, and the strings of Losant's URLs.
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { Flag, SummaryInclude } from "../../src/schemas/Params.ts"

const schemas = { Flag, SummaryInclude }

describe("both ways", () => {
  it.effect.each([
    ["Flag", true, "true"],
    ["Flag", false, "false"],
    ["SummaryInclude", [], ""],
    ["SummaryInclude", ["deviceCount"], "deviceCount"],
    ["SummaryInclude", ["deviceCount", "addedLater"], "deviceCount,addedLater"]
  ] as const)("%s %j is %j", ([name, value, wire]) =>
    Effect.gen(function* () {
      const schema: Schema.Codec<unknown, string> = schemas[name]
      assert.strictEqual(yield* Schema.encodeUnknownEffect(schema)(value), wire)
      assert.deepStrictEqual(yield* Schema.decodeUnknownEffect(schema)(wire), value)
    })
  )
})

describe("strings that are none", () => {
  it.each([
    ["Flag", "1"],
    ["Flag", ""],
    ["Flag", "TRUE"],
    ["SummaryInclude", "a,,b"]
  ] as const)("%s %j", (name, wire) => {
    const schema: Schema.Codec<unknown, string> = schemas[name]
    assert.isTrue(Result.isFailure(Schema.decodeUnknownResult(schema)(wire)))
  })
})
