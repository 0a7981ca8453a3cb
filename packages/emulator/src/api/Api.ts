/**
 * Handles requests, whether they come over HTTP or from the same process.
 *
 * @since 0.1.0
 */
import { actions } from "@effect-losant/core"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Predicate from "effect/Predicate"
import { type ApiError, internal, payloadTooLarge } from "../errors/ApiError.ts"
import type { NamedFault } from "../faults/FaultCatalogue.ts"
import type { Fault, Faults } from "../faults/FaultInjector.ts"
import { applyFault, sendHalf } from "../faults/FaultOutcome.ts"
import { handlerOf } from "../handlers/index.ts"
import { recordWrites } from "../handlers/recordWrites.ts"
import type { ApiRequest } from "../http/ApiRequest.ts"
import type { Answer, Outcome } from "../http/Outcome.ts"
import type { RequestRecorder } from "../http/RequestLog.ts"
import type { WriteRecorder } from "../http/WriteLog.ts"
import { findUserByEmail } from "../orgs/Member.ts"
import type { Actor, Json } from "../resources/Collection.ts"
import type { HandlerSettings } from "../resources/handleResource.ts"
import type { LiveState } from "../state/LiveState.ts"
import { Store } from "../state/Store.ts"
import { authenticate, authorize, type Grant, type TokenGrant } from "./Authorization.ts"
import { tokenGrants } from "./apiTokens.ts"
import { encodeHal } from "./Hal.ts"
import { findRoute, type Route } from "./Router.ts"
import { decodeInput } from "./Validation.ts"

/** The parts that the API works with. @since 0.1.0 */
export interface ApiOptions extends Omit<HandlerSettings, "email" | "actor"> {
  readonly grants: ReadonlyArray<Grant>
  readonly faults: Faults
  readonly recorder: RequestRecorder
  readonly writes: WriteRecorder
  /** Starts work that nobody waits for. */
  readonly forkLate: (work: Effect.Effect<unknown, never, Store>) => Effect.Effect<unknown, never, Store>
  /** The longest accepted body in bytes. */
  readonly maxBodyBytes: number
  /** The emulator's time minus the clock's, in milliseconds. */
  readonly aheadMillis: number
}

const jsonAnswer = (status: number, body: string, headers: Readonly<Record<string, string>> = {}): Answer => ({
  status,
  headers: { "content-type": "application/json; charset=utf-8", ...headers },
  body
})

const errorAnswer = ({ status, type, message, headers }: ApiError): Answer =>
  jsonAnswer(status, JSON.stringify({ type, message }), headers)

/** The organization that a request changed: the one in its path, or the one that it created. */
const orgIdOf = (input: Json, answer: unknown): string | undefined => {
  const orgId = input["orgId"] ?? (Predicate.hasProperty(answer, "orgId") ? answer.orgId : undefined)
  return typeof orgId === "string" ? orgId : undefined
}

/** The user or the token that acts with a grant. The id of a user is known if the user has an account in the state. */
const actorOf = (grant: Grant | TokenGrant, state: LiveState): Actor => {
  if ("apiToken" in grant) return { type: "apiToken", ...grant.apiToken }
  const { email } = grant
  return { type: "user", id: email === undefined ? undefined : findUserByEmail(state, email)?.id, name: email }
}

/** Handles requests. @since 0.1.0 */
export const makeApi = (options: ApiOptions) => {
  const execute = Effect.fnUntraced(function* (
    request: ApiRequest,
    { name, params }: Route
  ): Effect.fn.Return<Answer, ApiError, Store> {
    const now = (yield* Clock.currentTimeMillis) + options.aheadMillis
    const action = actions[name]
    const { body } = request
    if (body === undefined || new TextEncoder().encode(body).byteLength > options.maxBodyBytes) {
      return yield* payloadTooLarge(options.maxBodyBytes)
    }
    const input = yield* decodeInput(action, { params, query: request.query, body })
    const state = yield* (yield* Store).get
    const grant = yield* authenticate([...options.grants, ...tokenGrants(state)], request.authorization, now)
    yield* authorize(grant, action, params["instanceId"]?.toLowerCase(), params["orgId"]?.toLowerCase())
    const settings: HandlerSettings = { ...options, email: grant.email, actor: actorOf(grant, state) }
    // Sound: an input is a struct.
    const write = { action, input: input as Json, actor: settings.actor, now }
    const handled = handlerOf(name)(write.input, now, settings)
    const answer = yield* (
      action.method === "GET" ? handled : Effect.updateService(handled, Store, recordWrites(write))
    ).pipe(
      Effect.tap((done) =>
        action.method === "GET" ? Effect.void : options.writes.apply(orgIdOf(input as Json, done))
      ),
      // A change that nobody counted would be one that a test takes for lost.
      Effect.uninterruptible
    )
    const hasLinks = request.query.get("_links") !== "false"
    return jsonAnswer(action.status, encodeHal(action, hasLinks ? request.path : undefined, answer))
  })

  const toOutcome = Effect.fnUntraced(function* (
    fault: NamedFault | Fault | undefined,
    answer: Effect.Effect<Answer, never, Store>
  ): Effect.fn.Return<Outcome, never, Store> {
    if (fault === undefined) return { kind: "answer", answer: yield* answer }
    if ("fault" in fault) {
      // The client reads dates in the answer by its own clock, which is this one.
      const effect = applyFault(fault, yield* Clock.currentTimeMillis)
      if (effect.applied === true) return effect.outcome(yield* answer)
      if (effect.applied === "late") yield* options.forkLate(Effect.delay(answer, effect.delay))
      return effect.outcome
    }
    if (fault.kind === "answer") {
      if (fault.handled === true) yield* answer
      return {
        kind: "answer",
        answer: { status: fault.status, headers: fault.headers ?? {}, body: fault.body ?? "" }
      }
    }
    const end = fault.kind === "cut" ? "closed" : "hung"
    const real = fault.at === "request" ? undefined : yield* answer
    return real !== undefined && fault.at === "body" ? sendHalf(real, end) : { kind: "raw", answer: undefined, end }
  })

  return Effect.fnUntraced(function* (request: ApiRequest): Effect.fn.Return<Outcome, never, Store> {
    const route = yield* Effect.result(findRoute(request.method, request.path))
    const action = route._tag === "Success" ? route.success.name : undefined
    const arrival = yield* options.recorder.arrive({
      method: request.method,
      path: request.path,
      query: Object.fromEntries(request.query),
      action
    })
    const answer = Effect.fromResult(route).pipe(
      Effect.flatMap((match) => execute(request, match)),
      // A bug of the emulator must not leave a client waiting.
      Effect.catchDefect((defect) =>
        Effect.andThen(Effect.logError("a request failed", defect), internal("The emulator failed; see its log"))
      ),
      Effect.catch((error) => Effect.succeed(errorAnswer(error))),
      Effect.map(({ headers, ...rest }) => ({
        ...rest,
        headers: { ...headers, "x-request-id": `emulator-${arrival.sequence}` }
      }))
    )
    const outcome = yield* toOutcome(yield* options.faults.take({ method: request.method, action }), answer)
    yield* options.recorder.handle
    return outcome
  })
}

/** The handling of requests. @since 0.1.0 */
export type Api = ReturnType<typeof makeApi>
