/** The gateway as a Losant for the engine of change sets: whatever a set reads or writes goes through the policy. */

import type * as Action from "@effect-losant/core/Action"
import type { EncodedCall } from "@effect-losant/core/Action"
import type { Losant } from "@effect-losant/core/Losant"
import { type LosantError, LosantInvalidInput, LosantTransport } from "@effect-losant/core/LosantError"
import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Option from "effect/Option"
import type { Input, LosantGateway } from "../model/LosantGateway.ts"
import type { Refusal } from "../model/Refusal.ts"
import type { AuditOutcome } from "../safety/AuditEntry.ts"

/** The end of a request, for the audit trail. */
export interface RequestEnd {
  readonly outcome: AuditOutcome
  readonly error?: string
  readonly refusal?: Refusal
  readonly status?: number
  readonly requestId?: string
}

/** Records the writes of a set. */
export interface WriteRecorder {
  /** Runs right before a write is sent. If it fails, the write is not sent. */
  readonly begin: (call: EncodedCall) => Effect.Effect<void, Refusal>
  readonly end: (call: EncodedCall, end: RequestEnd) => Effect.Effect<void>
}

/** A plan writes nothing. */
export const noWrites: WriteRecorder = { begin: () => Effect.void, end: () => Effect.void }

/** A refusal of this server, as an error that the engine knows: nothing was sent, and it will not be another time. */
const refused = ({ action, method, path }: Action.Any, { message }: Refusal): LosantError =>
  new LosantInvalidInput({ action, method, path, message, outcome: "notSent", issues: [] })

/** The audit trail cannot be written. The write stays planned, since it can be sent once the trail can be written. */
const unrecorded = ({ action, method, path }: EncodedCall, { message }: Refusal): LosantError =>
  new LosantTransport({ action: action.action, method, path, message, outcome: "notSent" })

const orRefused =
  (action: Action.Any) =>
  <A>(effect: Effect.Effect<A, LosantError | Refusal>): Effect.Effect<A, LosantError> =>
    Effect.mapError(effect, (error) => (error._tag === "Refused" ? refused(action, error) : error))

const endOfError = (error: LosantError | Refusal): RequestEnd => {
  if (error._tag === "Refused") return { outcome: "refused", refusal: error, error: error._tag }
  return {
    outcome: error.outcome === "unknown" ? "unknown" : error.outcome === "applied" ? "done" : "failed",
    error: error._tag,
    ...("status" in error ? { status: error.status } : {}),
    ...("requestId" in error && error.requestId !== undefined ? { requestId: error.requestId } : {})
  }
}

/** A request that was interrupted may have been carried out. */
const endOf = (exit: Exit.Exit<unknown, LosantError | Refusal>): RequestEnd => {
  if (Exit.isSuccess(exit)) return { outcome: "done" }
  const error = Option.getOrUndefined(Cause.findErrorOption(exit.cause))
  return error === undefined ? { outcome: "unknown" } : endOfError(error)
}

/** Makes the Losant. The engine sends writes by `send` alone. `onRead` runs with each read. */
export const gatewayLosant = (
  gateway: LosantGateway,
  { begin, end }: WriteRecorder,
  onRead: Effect.Effect<void> = Effect.void
): Losant["Service"] => ({
  instanceId: gateway.instanceId,
  execute: (action, input) =>
    // Sound: the gateway checks the input by the schema of the action.
    Effect.andThen(onRead, gateway.execute(action, input as Input<typeof action>)).pipe(orRefused(action)),
  send: (call, options) =>
    Effect.mapError(begin(call), (refusal) => unrecorded(call, refusal)).pipe(
      Effect.andThen(
        gateway.send(call, undefined, options).pipe(
          Effect.onExit((exit) => end(call, endOf(exit))),
          orRefused(call.action)
        )
      )
    )
})
