// Parameters, both ways: what a program passes, and the strings of Losant's URLs.
import { assert } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"

type Parameter = Schema.Codec<unknown, string>

/** That the value becomes that string, and the string that value. */
export const assertBothWays = Effect.fnUntraced(function* (schema: Parameter, value: unknown, wire: string) {
  assert.strictEqual(yield* Schema.encodeUnknownEffect(schema)(value), wire)
  assert.deepStrictEqual(yield* Schema.decodeUnknownEffect(schema)(wire), value)
})

/** That the string is none of the parameter's. */
export const assertRefused = (schema: Parameter, wire: string): void =>
  assert.isTrue(Result.isFailure(Schema.decodeUnknownResult(schema)(wire)))
