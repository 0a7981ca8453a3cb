// From the text of an answer to a value. Answers are tolerant where Losant may grow: bounds, lengths and patterns are
// not enforced, unknown fields are kept, null counts as absent. Everything else of a wrong type fails with its path.
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import type { Issue } from "../LosantError.ts"
import { fitOf } from "./fit.ts"
import { issuesOf } from "./issues.ts"

type AnswerSchema = Schema.ConstraintCodec<unknown>

/** Decodes the text of an answer, or fails with the issues. */
export const decode = <S extends AnswerSchema>(
  schema: S,
  text: string
): Effect.Effect<S["Type"], ReadonlyArray<Issue>> =>
  Effect.try({
    try: (): unknown => JSON.parse(text),
    catch: () => [{ path: [], message: text.trim() === "" ? "the answer is empty" : "the answer is not JSON" }]
  }).pipe(Effect.flatMap((json) => check(schema, json)))

// No schema of an answer transforms anything, so a value that fits is the decoded value: unknown fields are kept at
// every level, at no cost. The schema itself is asked only for what is wrong.
const check = <S extends AnswerSchema>(schema: S, json: unknown): Effect.Effect<S["Type"], ReadonlyArray<Issue>> => {
  let fits = true
  const value = fitOf(schema)(json, () => {
    fits = false
  })
  return fits
    ? Effect.succeed(value)
    : Schema.decodeUnknownEffect(schema, { disableChecks: true, errors: "all" })(value).pipe(
        Effect.as(value),
        Effect.mapError(issuesOf)
      )
}
