/**
 * The declaration of an action: one of the things that Losant's API can do.
 *
 * A declaration has no logic. A program calls it and gets an Effect. Tools, the emulator and the contract check read it
 * to know the API.
 *
 * @module
 * @since 0.1.0
 */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import {
  type ActionRequest,
  type Any,
  commonFields,
  type Declaration,
  type DeclaredError,
  type EncodedCall,
  type Fields,
  type InputFields,
  type InputOf,
  type Method,
  type Paging,
  type SuccessStatus
} from "./ActionDeclaration.ts"
import { encode as encodeRequest, partIssues as findPartIssues, invalidInput } from "./internal/encode/encodeRequest.ts"
import { Losant } from "./Losant.ts"
import type { CommonError, Issue, LosantInvalidInput } from "./LosantError.ts"
import type { CallOptions } from "./LosantOptions.ts"
import { scopesOf } from "./Scopes.ts"

export {
  type ActionRequest,
  type Any,
  commonFields,
  type Declaration,
  type DeclaredError,
  type EncodedCall,
  type Fields,
  type InputFields,
  type InputOf,
  type Method,
  type Paging,
  type SuccessStatus
} from "./ActionDeclaration.ts"

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
  E extends DeclaredError,
  P extends Paging | undefined
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
  /** The body under the name that Losant gives it; empty if there is none. */
  readonly body: Body
  /** All of the input, on the one side as a program gives it, on the other as it is sent. */
  readonly input: Schema.Struct<InputFields<Params, Query, Body>>
  readonly success: Success
  readonly status: SuccessStatus
  readonly errors: ReadonlyArray<E>
  /** The paging of the list; undefined if it comes whole. */
  readonly paging: P
  /** The scopes of a token of which any one allows the action. */
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
 *   query: { ...Schemas.sorted(["name", "id"]), ...Schemas.paged },
 *   success: Schemas.Instances,
 *   paging: Schemas.pagedById,
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
  const E extends DeclaredError = never,
  const P extends Paging | undefined = undefined
>(
  name: Name,
  declaration: Declaration<Params, Query, Body, Success, E, P>
): Action<Name, Params, Query, Body, Success, E, P> => {
  const query = declaration.query ?? ({} as Query) // Sound: if the key is absent, Query is its default, {}.
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
    paging: declaration.paging,
    scopes: scopesOf(name, declaration.scopes)
  }
  const call = (input: unknown = {}, options: CallOptions = {}) =>
    Effect.flatMap(Losant, (losant) => losant.execute(action, input, options))
  // Sound: `execute` decodes with `action.success`, and fails with NotFound only if the action declares it.
  return Object.assign(call, action) as unknown as Action<Name, Params, Query, Body, Success, E, P>
}

/**
 * Checks and encodes the input of `action`. It sends nothing, and needs no `Losant`. Fails with the
 * `LosantInvalidInput` that the call would fail with.
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
 * Finds the issues of parts of an input by the fields of `action`: of its body alone, for example, before the ids are
 * known. Absent parameters and fields count as right. The list is empty if nothing is wrong.
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
