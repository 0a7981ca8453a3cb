// From an input to a request: validation, and the strings that go on the wire.
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import type { Any } from "../../ActionDeclaration.ts"
import { type Issue, LosantInvalidInput } from "../../LosantError.ts"
import { halQuery, headers } from "../../schemas/params/Params.ts"
import { issuesOf } from "../util/issues.ts"
import { type Encoder, makeEncoder, type Wire } from "./fastEncode.ts"
import { pathTemplate } from "./pathTemplate.ts"

/** What is sent, without the token. */
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
  const query = [...Object.keys(action.query), ...Object.keys(halQuery)]
  const [bodyName] = Object.keys(action.body)
  return (wire) => ({
    method,
    path: path(wire),
    ids: Object.fromEntries(pick(ids, wire)),
    query: pick(query, wire),
    losantdomain: wire["losantdomain"] === undefined ? undefined : String(wire["losantdomain"]),
    body: bodyName === undefined ? undefined : JSON.stringify(wire[bodyName])
  })
}

const pick = (names: ReadonlyArray<string>, wire: Wire): ReadonlyArray<readonly [string, string]> => {
  const picked: Array<readonly [string, string]> = []
  for (const name of names) if (wire[name] !== undefined) picked.push([name, String(wire[name])])
  return picked
}

interface Way {
  readonly encoder: Encoder
  readonly assemble: Assemble
}

const ways = new WeakMap<Any, Way>()

/** How the input of an action becomes a request: found once. */
const wayOf = (action: Any): Way => {
  const known = ways.get(action)
  if (known !== undefined) return known
  const way = { encoder: makeEncoder(action.input), assemble: assembler(action) }
  ways.set(action, way)
  return way
}

/** Encodes the input of an action; undefined where that takes the schema, or is not possible. */
export const encodeQuickly = (action: Any, input: unknown): Request | undefined => {
  const { encoder, assemble } = wayOf(action)
  const wire = encoder(input)
  return wire === undefined ? undefined : assemble(wire)
}

/** Encodes the input of an action, or fails with the issues. */
export const encode = (action: Any, input: unknown): Effect.Effect<Request, ReadonlyArray<Issue>> =>
  Effect.suspend(() => {
    const quick = encodeQuickly(action, input)
    return quick === undefined ? Effect.map(bySchema(action, input), wayOf(action).assemble) : Effect.succeed(quick)
  })

const bySchema = (action: Any, input: unknown): Effect.Effect<Wire, ReadonlyArray<Issue>> => {
  // Sound: an action's input is a struct of schemas that need no services.
  const schema = action.input as Schema.Codec<unknown, Wire>
  return Schema.encodeUnknownEffect(schema, { onExcessProperty: "error", errors: "all" })(input).pipe(
    Effect.mapError(issuesOf),
    Effect.catchDefect((defect) => Effect.flatMap(tooDeep(defect), (issues) => Effect.fail(issues)))
  )
}

/** A query may hold queries without end. The stack then overflows, which is an issue of the input. */
const tooDeep = (defect: unknown): Effect.Effect<ReadonlyArray<Issue>> =>
  defect instanceof RangeError
    ? Effect.succeed([{ path: [], message: "the input is nested too deeply" }])
    : Effect.die(defect)

/** Finds the issues of parts of an input, such as the body alone. Parameters and fields that are absent count as right. */
export const partIssues = (
  action: Any,
  parts: Readonly<Record<string, unknown>>
): Effect.Effect<ReadonlyArray<Issue>> => {
  const fields = Object.entries({ ...action.params, ...action.query, ...action.body }).filter(([name]) =>
    Object.hasOwn(parts, name)
  )
  // A struct without fields would take any object. The fields of every action are optional, so they are always there.
  const struct = Schema.Struct({ ...Object.fromEntries(fields), ...headers, ...halQuery })
  // Sound: the fields of an action's input need no services.
  const schema = Schema.toType(struct) as Schema.Codec<unknown>
  return Schema.decodeUnknownEffect(schema, { onExcessProperty: "error", errors: "all" })(parts).pipe(
    Effect.match({ onFailure: issuesOf, onSuccess: () => [] }),
    Effect.catchDefect(tooDeep)
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
