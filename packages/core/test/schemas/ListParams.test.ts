// The parameters of lists, both ways: what a program passes, and the strings of Losant's URLs.
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { Page, PerPage } from "../../src/schemas/ListParams.ts"

const schemas = { Page, PerPage }

describe("both ways", () => {
  it.effect.each([
    ["Page", 0, "0"],
    ["Page", 12_345, "12345"],
    ["PerPage", 1, "1"]
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
    ["Page", "-1"],
    ["Page", "1.5"],
    ["Page", "one"],
    ["PerPage", "0"],
    ["PerPage", ""]
  ] as const)("%s %j", (name, wire) => {
    const schema: Schema.Codec<unknown, string> = schemas[name]
    assert.isTrue(Result.isFailure(Schema.decodeUnknownResult(schema)(wire)))
  })
})
