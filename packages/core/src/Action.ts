/**
 * The declaration of an action: one of the things that Losant's API can do.
 *
 * A declaration has no logic. It can be called, which gives an Effect, and it can be read, which is how tools, the
 * emulator and the contract check come to know the API.
 *
 * @module
 * @since 0.1.0
 */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { encode as encodeRequest, partIssues as findPartIssues, invalidInput } from "./internal/request.ts"
import { Losant } from "./Losant.ts"
import type { CommonError, Issue, LosantInvalidInput, LosantNotFound } from "./LosantError.ts"
import type { CallOptions } from "./LosantOptions.ts"
import { type ScopeSet, scopesOf } from "./Scopes.ts"
import { halQuery, headers } from "./schemas/Params.ts"

/**
 * The methods that Losant's actions use.
 *
 * @example
 * ```ts
 * import { Action, InstanceOrg } from "@effect-losant/core"
 *
 * const method: Action.Method = InstanceOrg.patch.method
 * ```
 *
 * @since 0.1.0
 */
export type Method = "GET" | "POST" | "PATCH" | "DELETE"

type Fields = Schema.Struct.Fields

/**
 * An error that an action can declare beside those that all actions have.
 *
 * @example
 * ```ts
 * import { type Action, LosantNotFound } from "@effect-losant/core"
 *
 * const errors: ReadonlyArray<Action.DeclaredError> = [LosantNotFound]
 * ```
 *
 * @since 0.1.0
 */
export type DeclaredError = typeof LosantNotFound

/**
 * What an action is declared with.
 *
 * @example
 * ```ts
 * import { type Action, OrgId, Schemas } from "@effect-losant/core"
 *
 * const params = { orgId: OrgId }
 * const none = {}
 * const declaration: Action.Declaration<typeof params, typeof none, typeof none, typeof Schemas.InstanceOrg, never> = {
 *   method: "GET",
 *   path: "/orgs/:orgId",
 *   params,
 *   success: Schemas.InstanceOrg,
 *   scopes: "read"
 * }
 * ```
 *
 * @since 0.1.0
 */
export interface Declaration<
  Params extends Fields,
  Query extends Fields,
  Body extends Fields,
  Success extends Schema.ConstraintCodec<unknown>,
  E extends DeclaredError
> {
  readonly method: Method
  /** From the root of the API, with `:name` for each parameter. */
  readonly path: string
  readonly params: Params
  readonly query?: Query
  /** The body under the name that Losant gives it: at most one field. */
  readonly body?: Body
  readonly success: Success
  /** The status of success; 200 unless given. */
  readonly status?: 200 | 201
  readonly errors?: ReadonlyArray<E>
  readonly scopes: ScopeSet
}

/**
 * The parameters that every action takes.
 *
 * @example
 * ```ts
 * import { Action } from "@effect-losant/core"
 *
 * // _actions, _embedded, _links and losantdomain: what every input may have beside its own parameters.
 * const names = Object.keys(Action.commonFields)
 * ```
 *
 * @since 0.1.0
 */
export const commonFields = { ...headers, ...halQuery }

type InputFields<Params extends Fields, Query extends Fields, Body extends Fields> = Params &
  Query &
  Body &
  typeof commonFields

/**
 * The input of an action, as a program gives it.
 *
 * @example
 * ```ts
 * import { type Action, OrgId, Schemas } from "@effect-losant/core"
 *
 * const params = { orgId: OrgId }
 * type Input = Action.InputOf<typeof params, typeof Schemas.paged, Record<never, never>>
 *
 * const second = (orgId: OrgId): Input => ({ orgId, page: 1 })
 * ```
 *
 * @since 0.1.0
 */
export type InputOf<Params extends Fields, Query extends Fields, Body extends Fields> = Schema.Struct<
  InputFields<Params, Query, Body>
>["Type"]

// An action without required input can be called without any.
type Arguments<Input> =
  Record<never, never> extends Input ? [input?: Input, options?: CallOptions] : [input: Input, options?: CallOptions]

/**
 * An action: callable, and readable.
 *
 * @example
 * ```ts
 * import { InstanceOrg } from "@effect-losant/core"
 *
 * const { action, method, path, params, scopes, success } = InstanceOrg.get
 * ```
 *
 * @since 0.1.0
 */
export interface Action<
  Name extends string,
  Params extends Fields,
  Query extends Fields,
  Body extends Fields,
  Success extends Schema.ConstraintCodec<unknown>,
  E extends DeclaredError
> {
  (
    ...args: Arguments<InputOf<Params, Query, Body>>
  ): Effect.Effect<Success["Type"], CommonError | InstanceType<E>, Losant>
  /** Losant's name of the action, such as `instanceOrg.patch`. */
  readonly action: Name
  readonly method: Method
  /** From the root of the API, with `:name` for each parameter. */
  readonly path: string
  /** The parameters in the path. */
  readonly params: Params
  /** The parameters in the query that are the action's own. */
  readonly query: Query
  /** The body under the name that Losant gives it; empty where there is none. */
  readonly body: Body
  /** All of the input, on the one side as a program gives it, on the other as it is sent. */
  readonly input: Schema.Struct<InputFields<Params, Query, Body>>
  readonly success: Success
  readonly status: 200 | 201
  readonly errors: ReadonlyArray<E>
  /** The scopes of a token of which any one allows the action. */
  readonly scopes: ReadonlyArray<string>
}

/**
 * Any action.
 *
 * @example
 * ```ts
 * import { type Action, actions } from "@effect-losant/core"
 *
 * const writes = Object.values<Action.Any>(actions).filter(({ method }) => method !== "GET")
 * ```
 *
 * @since 0.1.0
 */
export interface Any {
  readonly action: string
  readonly method: Method
  readonly path: string
  readonly params: Fields
  readonly query: Fields
  readonly body: Fields
  readonly input: Schema.Top
  readonly success: Schema.ConstraintCodec<unknown>
  readonly status: 200 | 201
  readonly errors: ReadonlyArray<DeclaredError>
  readonly scopes: ReadonlyArray<string>
}

/**
 * Declares an action.
 *
 * @example
 * ```ts
 * import { Action, InstanceId, Schemas } from "@effect-losant/core"
 *
 * const get = Action.make("instances.get", {
 *   method: "GET",
 *   path: "/instances",
 *   params: {},
 *   query: Schemas.paged,
 *   success: Schemas.Instances,
 *   scopes: "user"
 * })
 * const firstTen = get({ perPage: 10 })
 * ```
 *
 * @since 0.1.0
 */
export const make = /* @__NO_SIDE_EFFECTS__ */ <
  const Name extends string,
  Params extends Fields,
  Success extends Schema.ConstraintCodec<unknown>,
  Query extends Fields = Record<never, never>,
  Body extends Fields = Record<never, never>,
  const E extends DeclaredError = never
>(
  name: Name,
  declaration: Declaration<Params, Query, Body, Success, E>
): Action<Name, Params, Query, Body, Success, E> => {
  const query = declaration.query ?? ({} as Query) // Sound: where the key is absent, Query is its default, {}.
  const body = declaration.body ?? ({} as Body) // Sound: likewise.
  const action = {
    action: name,
    method: declaration.method,
    path: declaration.path,
    params: declaration.params,
    query,
    body,
    input: Schema.Struct({ ...declaration.params, ...query, ...body, ...commonFields }),
    success: declaration.success,
    status: declaration.status ?? 200,
    errors: declaration.errors ?? [],
    scopes: scopesOf(name, declaration.scopes)
  }
  const call = (input: unknown = {}, options: CallOptions = {}) =>
    Effect.flatMap(Losant, (losant) => losant.execute(action, input, options))
  // Sound: `execute` decodes with `action.success`, and fails with NotFound only where the action declares it.
  return Object.assign(call, action) as unknown as Action<Name, Params, Query, Body, Success, E>
}

/**
 * A call whose input was checked and encoded. It holds what goes over the wire, but for the URL of the API and the token.
 * `Losant.send` sends it.
 *
 * @example
 * ```ts
 * import { Action, InstanceOrg, Losant, type InstanceId, type OrgId } from "@effect-losant/core"
 * import * as Effect from "effect/Effect"
 *
 * // Shows the JSON of the body, and sends exactly that.
 * const rename = Effect.fnUntraced(function* (instanceId: InstanceId, orgId: OrgId, name: string) {
 *   const call = yield* Action.encode(InstanceOrg.patch, { instanceId, orgId, organization: { name } })
 *   yield* Effect.log(call.body)
 *   return yield* Losant.use(({ send }) => send(call))
 * })
 * ```
 *
 * @since 0.2.0
 */
export interface EncodedCall<A extends Any = Any> {
  readonly action: A
  readonly method: Method
  /** From the root of the API, with the ids filled in. */
  readonly path: string
  /** The ids in the path, by name. */
  readonly ids: Readonly<Record<string, string>>
  readonly query: ReadonlyArray<readonly [name: string, value: string]>
  readonly losantdomain: string | undefined
  /** The JSON of the body; undefined where there is none. */
  readonly body: string | undefined
}

/**
 * Checks and encodes the input of `action`. It sends nothing, and needs no `Losant`. Fails with the `LosantInvalidInput`
 * that the call would fail with.
 *
 * @example
 * ```ts
 * import { Action, InstanceOrg, type InstanceId, type OrgId } from "@effect-losant/core"
 * import * as Effect from "effect/Effect"
 *
 * const pathOf = (instanceId: InstanceId, orgId: OrgId) =>
 *   Effect.map(Action.encode(InstanceOrg.get, { instanceId, orgId }), ({ path }) => path)
 * ```
 *
 * @since 0.2.0
 */
export const encode = <A extends Any>(
  action: A,
  input: A["input"]["Type"]
): Effect.Effect<EncodedCall<A>, LosantInvalidInput> =>
  encodeRequest(action, input).pipe(
    Effect.map((request) => ({ action, ...request })),
    Effect.mapError((issues) => invalidInput(action, issues))
  )

/**
 * What is wrong with parts of an input, by the fields of `action`: its body alone, for example, before the ids are known.
 * Parameters and fields that are absent count as right. It succeeds with no issues where nothing is wrong.
 *
 * @example
 * ```ts
 * import { Action, InstanceOrg } from "@effect-losant/core"
 *
 * // One issue, at the path organization, name.
 * const issues = Action.partIssues(InstanceOrg.patch, { organization: { name: "" } })
 * ```
 *
 * @since 0.2.0
 */
export const partIssues: (
  action: Any,
  parts: Readonly<Record<string, unknown>>
) => Effect.Effect<ReadonlyArray<Issue>> = findPartIssues

/**
 * The request of a call, as it goes over the wire but for the URL of the API and the headers.
 *
 * @example
 * ```ts
 * import type { Action } from "@effect-losant/core"
 *
 * const lineOf = ({ method, path, query }: Action.ActionRequest) => `${method} ${path}?${new URLSearchParams(query)}`
 * ```
 *
 * @since 0.1.0
 */
export interface ActionRequest {
  readonly method: Method
  /** From the root of the API, with the ids filled in. */
  readonly path: string
  readonly query: Readonly<Record<string, string>>
  /** What the JSON of the body holds; absent where there is none. */
  readonly body?: unknown
}

/**
 * The request that calling `action` with `input` would send. It sends nothing, and needs no `Losant`. Fails with the
 * `LosantInvalidInput` that the call would fail with.
 *
 * @example
 * ```ts
 * import { Action, InstanceOrg, type InstanceId, type OrgId } from "@effect-losant/core"
 *
 * const preview = (instanceId: InstanceId, orgId: OrgId) =>
 *   Action.requestOf(InstanceOrg.patch, { instanceId, orgId, organization: { isReadOnly: true } })
 * ```
 *
 * @since 0.1.0
 */
export const requestOf = (action: Any, input: unknown): Effect.Effect<ActionRequest, LosantInvalidInput> =>
  Effect.map(encode(action, input), requestOfCall)

/**
 * The request of an encoded call, as a person reads it.
 *
 * @example
 * ```ts
 * import { Action } from "@effect-losant/core"
 *
 * const bodyOf = (call: Action.EncodedCall) => Action.requestOfCall(call).body
 * ```
 *
 * @since 0.2.0
 */
export const requestOfCall = ({ method, path, query, body }: EncodedCall): ActionRequest => ({
  method,
  path,
  query: Object.fromEntries(query),
  ...(body === undefined ? {} : { body: JSON.parse(body) })
})
