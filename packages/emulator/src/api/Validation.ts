/**
 * Decodes the strings of a request to the input of an action, or fails with 400.
 *
 * @since 0.1.0
 */
import { Action } from "@effect-losant/core"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as SchemaAST from "effect/SchemaAST"
import * as SchemaIssue from "effect/SchemaIssue"
import { type ApiError, validation } from "../errors/ApiError.ts"
import { isTooDeep, maxDepth } from "../util/nesting.ts"
import { readBrackets } from "./bracketQuery.ts"

/** The strings of a request. @since 0.1.0 */
export interface Parts {
  readonly params: Readonly<Record<string, string>>
  readonly query: URLSearchParams
  /** The text of the body; empty when there is none. */
  readonly body: string
}

const formatIssues = SchemaIssue.makeFormatterStandardSchemaV1()

// Losant names only the first field that is wrong.
const describe = (error: Schema.SchemaError): ApiError => {
  const [issue] = formatIssues(error.issue).issues
  const path = issue?.path ?? []
  const where = path.map((segment) => String(typeof segment === "object" ? segment.key : segment)).join(".")
  return validation(where === "" ? "request" : where, `is not valid: ${issue?.message ?? error.message}`)
}

// Parameters that are not declared are ignored. A blank one counts as absent, as Losant documents for filters.
const readQuery = Effect.fnUntraced(function* (
  action: Action.Any,
  query: URLSearchParams
): Effect.fn.Return<Record<string, unknown>, ApiError> {
  const wire: Record<string, unknown> = {}
  for (const name of [...Object.keys(action.query), ...Object.keys(Action.commonFields)]) {
    const parts = yield* readBrackets(query, name)
    if (parts !== undefined) wire[name] = parts
    const [value, ...more] = query.getAll(name)
    if (more.length > 0) return yield* validation(name, "is given more than once")
    // Only JSON begins so: the other parameters are names, numbers, times and texts to look for.
    if (value?.startsWith("{") && isTooDeep(value)) return yield* tooDeep(name)
    if (value !== undefined && value !== "") wire[name] = value
  }
  return wire
})

const tooDeep = (name: string): ApiError => validation(name, `is nested more than ${maxDepth} levels deep`)

const readBody = (action: Action.Any, body: string): Effect.Effect<Record<string, unknown>, ApiError> => {
  const [name] = Object.keys(action.body)
  if (name === undefined) return Effect.succeed({})
  if (body.trim() === "") {
    const isOptional = action.body[name] !== undefined && SchemaAST.isOptional(action.body[name].ast)
    return isOptional ? Effect.succeed({}) : Effect.fail(validation(name, "is required"))
  }
  if (isTooDeep(body)) return Effect.fail(tooDeep(name))
  return Effect.try({
    try: (): Record<string, unknown> => ({ [name]: JSON.parse(body) }),
    catch: () => validation(name, "is not JSON")
  })
}

/** Decodes the input of an action by its declaration. @since 0.1.0 */
export const decodeInput = Effect.fnUntraced(function* <A extends Action.Any>(
  action: A,
  parts: Parts
): Effect.fn.Return<A["input"]["Type"], ApiError> {
  // Sound: an action's input is a struct of schemas that need no services.
  const schema = action.input as Schema.Codec<A["input"]["Type"]>
  const wire = {
    // Ids are hexadecimal digits in any case. The state has them in lower case.
    ...Object.fromEntries(Object.entries(parts.params).map(([name, value]) => [name, value.toLowerCase()])),
    ...(yield* readQuery(action, parts.query)),
    ...(yield* readBody(action, parts.body))
  }
  return yield* Schema.decodeUnknownEffect(schema, { onExcessProperty: "error" })(wire).pipe(Effect.mapError(describe))
})
