// The way from a text to an id.
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Ids from "../../src/schemas/Ids.ts"

describe.each(Object.entries(Ids))("%s", (_, schema) => {
  const decode = Schema.decodeUnknownEffect(Schema.make<Schema.Codec<string>>(schema.ast))

  it.effect("takes 24 hexadecimal digits, in small and capital letters, as they are", () =>
    Effect.gen(function* () {
      for (const text of ["575ed6e87ae143cd83dc4aa8", "575ED6E87AE143CD83DC4AA8"]) {
        assert.strictEqual(yield* decode(text), text)
      }
    })
  )

  it.effect.each(["", "abc", "575ed6e87ae143cd83dc4aa", "575ed6e87ae143cd83dc4aa8 ", "g".repeat(24)])(
    "says of %j what an id looks like",
    (text) =>
      Effect.gen(function* () {
        assert.include((yield* Effect.flip(decode(text))).message, "24 hexadecimal digits")
      })
  )
})
