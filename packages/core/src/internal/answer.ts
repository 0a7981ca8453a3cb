// From the text of an answer to a value. Answers are tolerant where Losant may grow: bounds, lengths and patterns are
// not enforced, unknown fields are kept, null counts as absent. Everything else of a wrong type fails with its path.
import * as Effect from "effect/Effect"
import * as Predicate from "effect/Predicate"
import * as Schema from "effect/Schema"
import * as AST from "effect/SchemaAST"
import type { Issue } from "../LosantError.ts"
import { issuesOf } from "./issues.ts"

type AnswerSchema = Schema.ConstraintCodec<unknown>

const tolerant = { disableChecks: true } as const

/** Decodes the text of an answer, or fails with the issues. */
export const decode = <S extends AnswerSchema>(
  schema: S,
  text: string
): Effect.Effect<S["Type"], ReadonlyArray<Issue>> =>
  Effect.try({
    try: (): unknown => JSON.parse(text),
    catch: () => [{ path: [], message: text.trim() === "" ? "the answer is empty" : "the answer is not JSON" }]
  }).pipe(Effect.flatMap((json) => check(schema, json)))

// No schema of an answer transforms anything, so a value that fits is the decoded value: returned as it came, unknown
// fields are kept at every level, at no cost.
const check = <S extends AnswerSchema>(schema: S, json: unknown): Effect.Effect<S["Type"], ReadonlyArray<Issue>> =>
  Schema.decodeUnknownEffect(
    schema,
    tolerant
  )(json).pipe(
    Effect.as(json),
    Effect.catch(() => {
      const cleaned = withoutNulls(schema.ast, json)
      return Schema.decodeUnknownEffect(schema, { ...tolerant, errors: "all" })(cleaned).pipe(
        Effect.as(cleaned),
        Effect.mapError(issuesOf)
      )
    })
  )

/** The value without the nulls that stand where the schema has an optional field: there they mean "absent". */
const withoutNulls = (ast: AST.AST, value: unknown): unknown => {
  if (AST.isArrays(ast) && Array.isArray(value)) {
    const [item] = ast.rest
    return item === undefined ? value : value.map((element: unknown) => withoutNulls(item, element))
  }
  if (!AST.isObjects(ast) || !Predicate.isObject(value)) return value
  const types = new Map(ast.propertySignatures.map(({ name, type }) => [name, type]))
  const [record] = ast.indexSignatures
  const kept = Object.entries(value).flatMap(([name, field]): ReadonlyArray<readonly [string, unknown]> => {
    const type = types.get(name)
    if (type === undefined) return record === undefined ? [[name, field]] : field === null ? [] : [[name, field]]
    return field === null && AST.isOptional(type) ? [] : [[name, withoutNulls(type, field)]]
  })
  return Object.fromEntries(kept)
}
