// From an input to a request: validation, and the strings that go on the wire.
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import type { Any } from "../Action.ts"
import { type Issue, LosantInvalidInput } from "../LosantError.ts"
import { halQuery, headers } from "../schemas/Params.ts"
import { issuesOf } from "./issues.ts"
import { fillPath } from "./url.ts"

/** What is sent, without the token. */
export interface Request {
  readonly method: Any["method"]
  readonly path: string
  readonly ids: Readonly<Record<string, string>>
  readonly query: ReadonlyArray<readonly [string, string]>
  readonly losantdomain: string | undefined
  readonly body: string | undefined
}

const pick = (names: object, wire: Readonly<Record<string, unknown>>): ReadonlyArray<readonly [string, string]> =>
  Object.keys(names).flatMap((name) => (wire[name] === undefined ? [] : [[name, String(wire[name])] as const]))

/** A query may hold queries without end: the stack then says where to stop. */
const tooDeep = (defect: unknown): Effect.Effect<ReadonlyArray<Issue>> =>
  defect instanceof RangeError
    ? Effect.succeed([{ path: [], message: "the input is nested too deeply" }])
    : Effect.die(defect)

/** Encodes the input of an action, or fails with the issues. */
export const encode = Effect.fnUntraced(function* (
  action: Any,
  input: unknown
): Effect.fn.Return<Request, ReadonlyArray<Issue>> {
  // Sound: an action's input is a struct of schemas that need no services.
  const schema = action.input as Schema.Codec<unknown, Readonly<Record<string, unknown>>>
  const wire = yield* Schema.encodeUnknownEffect(schema, { onExcessProperty: "error", errors: "all" })(input).pipe(
    Effect.mapError(issuesOf),
    Effect.catchDefect((defect) => Effect.flatMap(tooDeep(defect), (issues) => Effect.fail(issues)))
  )
  const [bodyName] = Object.keys(action.body)
  return {
    method: action.method,
    path: fillPath(action.path, wire),
    ids: Object.fromEntries(pick(action.params, wire)),
    query: [...pick(action.query, wire), ...pick(halQuery, wire)],
    losantdomain: wire["losantdomain"] === undefined ? undefined : String(wire["losantdomain"]),
    body: bodyName === undefined ? undefined : JSON.stringify(wire[bodyName])
  }
})

/** What is wrong with parts of an input, such as the body alone; parameters and fields that are absent count as right. */
export const partIssues = (
  action: Any,
  parts: Readonly<Record<string, unknown>>
): Effect.Effect<ReadonlyArray<Issue>> => {
  const fields = Object.entries({ ...action.params, ...action.query, ...action.body }).filter(([name]) =>
    Object.hasOwn(parts, name)
  )
  // A struct without fields would take any object: those of every action are optional, and always among them.
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
