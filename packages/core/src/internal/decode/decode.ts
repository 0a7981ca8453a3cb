// From the text of an answer to a value. Decoding tolerates changes that Losant may make: bounds, lengths and patterns
// are not enforced, unknown fields are kept, null counts as absent. Everything else of a wrong type fails with its path.
import * as Exit from "effect/Exit"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import type { Issue } from "../../LosantError.ts"
import { issuesOf } from "../util/issues.ts"
import { fastDecoder } from "./fastDecode.ts"

type AnswerSchema = Schema.ConstraintCodec<unknown>

/** Decodes the text of an answer, or fails with the issues. */
export const decode = <S extends AnswerSchema>(schema: S, text: string): Exit.Exit<S["Type"], ReadonlyArray<Issue>> =>
  Result.match(
    Result.try((): unknown => JSON.parse(text)),
    {
      onSuccess: (json) => check(schema, json),
      onFailure: () =>
        Exit.fail([{ path: [], message: text.trim() === "" ? "the answer is empty" : "the answer is not JSON" }])
    }
  )

// No schema of an answer transforms anything but secrets, which the fast path redacts. So a value that fits is the
// decoded value: unknown fields are kept at every level, at no cost. The schema itself is asked only for what is wrong.
const check = <S extends AnswerSchema>(schema: S, json: unknown): Exit.Exit<S["Type"], ReadonlyArray<Issue>> => {
  let fits = true
  const value = fastDecoder(schema)(json, () => {
    fits = false
  })
  return fits
    ? Exit.succeed(value)
    : Schema.decodeUnknownExit(Schema.toType(schema), { disableChecks: true, errors: "all" })(value).pipe(
        Exit.map(() => value),
        Exit.mapError(issuesOf)
      )
}
