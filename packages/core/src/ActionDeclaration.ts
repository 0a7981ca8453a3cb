/**
 * The types of a declaration, of any action, and of its request. `Action` exports all of them.
 *
 * @module
 * @since 0.2.0
 */
import type * as Schema from "effect/Schema"
import type { LosantNotFound } from "./LosantError.ts"
import type { ScopeSet } from "./Scopes.ts"
import { halQuery, headers } from "./schemas/params/Params.ts"

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

/**
 * The fields of the params, of the query or of the body of an action, by their names.
 *
 * @example
 * ```ts
 * import { type Action, OrgId } from "@effect-losant/core"
 *
 * const params: Action.Fields = { orgId: OrgId }
 * ```
 *
 * @since 0.2.0
 */
export type Fields = Schema.Struct.Fields

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
 * The paging of a list, for `Pagination`. The list is sorted by `sortField` while all of it is read, unless the
 * program says otherwise: in that order new items come at the end, and changed ones keep their place.
 *
 * By `page`, a page is asked for by its number; by `cursor`, by the id of the last item before it. `key` names the
 * fields of an item that together tell it from the others.
 *
 * @example
 * ```ts
 * import { type Action, InstanceOrgs } from "@effect-losant/core"
 *
 * // { by: "page", sortField: "id", key: ["id"] }
 * const paging: Action.Paging = InstanceOrgs.get.paging
 * ```
 *
 * @since 0.2.0
 */
export interface Paging {
  readonly by: "page" | "cursor"
  readonly sortField: string
  readonly key: ReadonlyArray<string>
}

/**
 * The statuses with which Losant answers a success: 200, 201 for what was created, and 202 for a job that is under way.
 *
 * @example
 * ```ts
 * import { type Action, InstanceOrgInvites } from "@effect-losant/core"
 *
 * const created: Action.SuccessStatus = InstanceOrgInvites.post.status
 * ```
 *
 * @since 0.2.0
 */
export type SuccessStatus = 200 | 201 | 202

/**
 * The declaration of an action, as `Action.make` takes it.
 *
 * @example
 * ```ts
 * import { type Action, OrgId, Schemas } from "@effect-losant/core"
 *
 * const params = { orgId: OrgId }
 * const none = {}
 * type Success = typeof Schemas.InstanceOrg
 * const declaration: Action.Declaration<typeof params, typeof none, typeof none, Success, never, undefined> = {
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
  E extends DeclaredError,
  P extends Paging | undefined
> {
  readonly method: Method
  /** From the root of the API, with `:name` for each parameter. */
  readonly path: string
  readonly params: Params
  readonly query?: Query
  /** The body under the name that Losant gives it: at most one field. An optional one may be left out of the request. */
  readonly body?: Body
  readonly success: Success
  /** The status of success; 200 unless given. */
  readonly status?: SuccessStatus
  readonly errors?: ReadonlyArray<E>
  /** The paging of the list; absent if it comes whole. */
  readonly paging?: P
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

/**
 * The fields of the input of an action: those that it declares, and those that every action takes.
 *
 * @example
 * ```ts
 * import { type Action, OrgId } from "@effect-losant/core"
 * import type { Schema } from "effect"
 *
 * const params = { orgId: OrgId }
 * const none = {}
 * type Input = Schema.Struct<Action.InputFields<typeof params, typeof none, typeof none>>["Type"]
 *
 * const takesLinks = (input: Input) => input._links === true
 * ```
 *
 * @since 0.2.0
 */
export type InputFields<Params extends Fields, Query extends Fields, Body extends Fields> = Params &
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
  readonly status: SuccessStatus
  readonly errors: ReadonlyArray<DeclaredError>
  readonly paging: Paging | undefined
  readonly scopes: ReadonlyArray<string>
}

/**
 * A call whose input was checked and encoded. It holds everything that goes over the wire except the URL of the API and
 * the token.
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
  /** The JSON text of the body. Undefined if the call has no body. */
  readonly body: string | undefined
}

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
  /** The value of the JSON body. Absent if the request has no body. */
  readonly body?: unknown
}
