// From an input to a request: validation, and the strings that go on the wire.
import * as Effect from "effect/Effect"
import * as Predicate from "effect/Predicate"
import * as Schema from "effect/Schema"
import type { Any } from "../../ActionDeclaration.ts"
import { type Issue, LosantInvalidInput } from "../../LosantError.ts"
import { halQuery, headers } from "../../schemas/params/Params.ts"
import { issuesOf } from "../util/issues.ts"
import { type Encoder, makeFastEncoder, type Wire } from "./fastEncode.ts"
import { pathTemplate } from "./pathTemplate.ts"

/** A request, without the token and the URL of the API. */
export interface Request {
  readonly method: Any["method"]
  readonly path: string
  readonly ids: Readonly<Record<string, string>>
  readonly query: ReadonlyArray<readonly [string, string]>
  readonly losantdomain: string | undefined
  readonly body: string | undefined
}

/** Puts the strings of a request together. */
type Assemble = (wire: Wire) => Request

const assembler = (action: Any): Assemble => {
  const { method } = action
  const path = pathTemplate(action.path)
  const ids = Object.keys(action.params)
  const query = Object.keys(action.query)
  const [bodyName] = Object.keys(action.body)
  return (wire) => ({
    method,
    path: path(wire),
    ids: Object.fromEntries(pairsOf(ids, wire)),
    query: [...pairsOf(query, wire), ...halOf(wire)],
    losantdomain: wire["losantdomain"] === undefined ? undefined : String(wire["losantdomain"]),
    body: bodyName === undefined ? undefined : JSON.stringify(wire[bodyName])
  })
}

type Pairs = ReadonlyArray<readonly [name: string, value: string]>

const pairsOf = (names: ReadonlyArray<string>, wire: Wire): Pairs =>
  names.flatMap((name) => pairsOfValue(name, wire[name]))

/** A pair for a text. For an object or a list a pair for each text in it, whose name has the place in brackets. */
const pairsOfValue = (name: string, value: unknown): Pairs => {
  if (value === undefined) return []
  return Predicate.isObjectOrArray(value)
    ? Object.entries(value).flatMap(([key, inner]) => pairsOfValue(`${name}[${key}]`, inner))
    : [[name, String(value)]]
}

const halNames = Object.keys(halQuery)

// Losant adds these extras to an answer unless it is told not to.
const halOf = (wire: Wire): Pairs => halNames.map((name) => [name, String(wire[name] ?? false)])

interface RequestEncoder {
  readonly encoder: Encoder
  readonly assemble: Assemble
}

const requestEncoders = new WeakMap<Any, RequestEncoder>()

/** Makes the encoder of an action once, and keeps it. */
const requestEncoderOf = (action: Any): RequestEncoder => {
  const cached = requestEncoders.get(action)
  if (cached !== undefined) return cached
  const made = { encoder: makeFastEncoder(action.input), assemble: assembler(action) }
  requestEncoders.set(action, made)
  return made
}

// A URL cannot hold half of a surrogate pair: another character would be sent in its place.
const loneSurrogate = /\p{Surrogate}/u

const surrogateIssues = (query: ReadonlyArray<readonly [string, unknown]>): ReadonlyArray<Issue> =>
  query
    .filter(([, value]) => typeof value === "string" && loneSurrogate.test(value))
    .map(([name]) => ({
      path: name.split(/[[\]]+/).filter(Boolean),
      message: "holds half of a character, which cannot be sent"
    }))

/** Encodes the input of an action. Undefined if only the schema can encode it or report what is wrong. */
export const fastEncode = (action: Any, input: unknown): Request | undefined => {
  const { encoder, assemble } = requestEncoderOf(action)
  const wire = encoder(input)
  const request = wire === undefined ? undefined : assemble(wire)
  return request === undefined || surrogateIssues(request.query).length > 0 ? undefined : request
}

/** Encodes the input of an action, or fails with the issues. */
export const encode = (action: Any, input: unknown): Effect.Effect<Request, ReadonlyArray<Issue>> =>
  Effect.suspend(() => {
    const request = fastEncode(action, input)
    return request === undefined ? encodeSlowly(action, input) : Effect.succeed(request)
  })

const encodeSlowly = Effect.fnUntraced(function* (action: Any, input: unknown) {
  const request = requestEncoderOf(action).assemble(yield* encodeBySchema(action, input))
  const issues = surrogateIssues(request.query)
  return issues.length > 0 ? yield* Effect.fail(issues) : request
})

const encodeBySchema = (action: Any, input: unknown): Effect.Effect<Wire, ReadonlyArray<Issue>> => {
  // Sound: an action's input is a struct of schemas that need no services.
  const schema = action.input as Schema.Codec<unknown, Wire>
  return Schema.encodeUnknownEffect(schema, { onExcessProperty: "error", errors: "all" })(input).pipe(
    Effect.mapError(issuesOf),
    Effect.catchDefect((defect) => Effect.flatMap(depthIssues(defect), (issues) => Effect.fail(issues)))
  )
}

/** A query may hold queries without end. The stack then overflows, which is an issue of the input. */
const depthIssues = (defect: unknown): Effect.Effect<ReadonlyArray<Issue>> =>
  defect instanceof RangeError
    ? Effect.succeed([{ path: [], message: "the input is nested too deeply" }])
    : Effect.die(defect)

const fieldsOf = (action: Any) => ({ ...action.params, ...action.query, ...action.body })

const partEncoders = new WeakMap<Any, Encoder>()

/** Makes the fast check of parts once, and keeps it. It answers undefined if only the schema knows what is wrong. */
const partEncoderOf = (action: Any): Encoder => {
  const cached = partEncoders.get(action)
  if (cached !== undefined) return cached
  const fields = Object.entries({ ...fieldsOf(action), ...headers, ...halQuery })
  const optional = fields.map(([name, field]) => [name, Schema.optionalKey(Schema.toType(field))] as const)
  const made = makeFastEncoder(Schema.Struct(Object.fromEntries(optional)))
  partEncoders.set(action, made)
  return made
}

/**
 * Finds the issues of parts of an input, such as the body alone. Parameters and fields that are absent count as right.
 */
export const partIssues = (
  action: Any,
  parts: Readonly<Record<string, unknown>>
): Effect.Effect<ReadonlyArray<Issue>> => {
  const findSurrogates = () => surrogateIssues(Object.entries(parts).filter(([name]) => name in action.query))
  // A value that is there already: whoever wants it at once needs no fiber.
  if (partEncoderOf(action)(parts) !== undefined) return Effect.succeed(findSurrogates())
  const fields = Object.entries(fieldsOf(action)).filter(([name]) => Object.hasOwn(parts, name))
  // A struct without fields would take any object. The fields of every action are optional, so they are always there.
  const struct = Schema.Struct({ ...Object.fromEntries(fields), ...headers, ...halQuery })
  // Sound: the fields of an action's input need no services.
  const schema = Schema.toType(struct) as Schema.Codec<unknown>
  return Schema.decodeUnknownEffect(schema, { onExcessProperty: "error", errors: "all" })(parts).pipe(
    Effect.match({
      onFailure: issuesOf,
      onSuccess: findSurrogates
    }),
    Effect.catchDefect(depthIssues)
  )
}

/** The error of an input with which no request can be made. */
export const invalidInput = (action: Any, issues: ReadonlyArray<Issue>) =>
  new LosantInvalidInput({
    action: action.action,
    method: action.method,
    path: action.path,
    message: `${action.action}: the input is not valid: ${issues.map(describeIssue).join("; ")}`,
    issues,
    ...(action.method === "GET" ? {} : { outcome: "notSent" as const })
  })

const describeIssue = ({ path, message }: Issue) => (path.length === 0 ? message : `${path.join(".")}: ${message}`)
