import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { readJsonFile } from "../../src/files/JsonFile.ts"
import { fileWith } from "../support/folder.ts"

const read = (file: string) =>
  readJsonFile(Schema.Struct({ name: Schema.String }), file, { name: "The thing", unreadable: "is not there" })

describe("readJsonFile", () => {
  it.effect("gives the value", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual(yield* read(yield* fileWith('{"name":"x"}')), { name: "x" })
    }).pipe(Effect.scoped)
  )

  it.effect("refuses what is nested too deep to decode", () =>
    Effect.gen(function* () {
      const { message } = yield* Effect.flip(read(yield* fileWith("[".repeat(3_000) + "]".repeat(3_000))))
      assert.strictEqual(message, "The thing cannot be used: it is nested more than 100 levels deep")
    }).pipe(Effect.scoped)
  )

  it.effect("fails with the wording that is given, and the place", () =>
    Effect.gen(function* () {
      assert.match((yield* Effect.flip(read("/no/such/file"))).message, /^The thing is not there: ENOENT/)
      const { message } = yield* Effect.flip(read(yield* fileWith('{"name":1,"nmae":"x"}')))
      assert.match(message, /^The thing cannot be used: /)
      assert.include(message, 'at ["name"]')
      assert.include(message, 'at ["nmae"]')
    }).pipe(Effect.scoped)
  )
})
