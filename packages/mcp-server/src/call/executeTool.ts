/** Carries a call out, of whichever kind its tool is. */
import { requestOf } from "@effect-losant/core/Action"
import type { LosantError, LosantInvalidInput } from "@effect-losant/core/LosantError"
import { InstanceId } from "@effect-losant/core/schemas/Ids"
import * as Effect from "effect/Effect"
import * as Predicate from "effect/Predicate"
import { Connection } from "../losant/Connection.ts"
import type { Guarded } from "../losant/policyGuard.ts"
import type { Reach } from "../model/LosantGateway.ts"
import type { Refusal } from "../model/Refusal.ts"
import type { ActionTool } from "../model/Tool.ts"
import type { Call } from "../model/ToolCall.ts"
import type { Failure, InvalidArguments, Noted } from "../model/ToolFailure.ts"
import type { Values } from "../model/Values.ts"
import type { AuditOutcome } from "../safety/AuditEntry.ts"
import type { Confirmation } from "../safety/confirmation/Confirmation.ts"
import type { Ask } from "../safety/confirmation/ConfirmationRequest.ts"
import { inTime } from "../tools/bulk/BulkTool.ts"
import { inputOf } from "../tools/Tool.ts"
import { answerUsage, isUsage } from "../tools/usage/usageAnswer.ts"
import { checkGiven } from "../tools/writes/validateWrite.ts"
import { withTarget } from "./resolveTarget.ts"
import { write } from "./runWrite.ts"

/** What came of a call. */
export interface Ran {
  readonly outcome: Extract<AuditOutcome, "done" | "dryRun">
  readonly content: Values
  /** A PNG image that belongs to it. */
  readonly image?: Uint8Array
}

/** What the audit trail has to know of a call while it runs. */
export interface Watch {
  /** Learns what the call is about, as soon as that is known. */
  readonly target: (ids: Values) => Effect.Effect<void>
  /** Runs right before a write is sent, and keeps it from being sent where it fails. */
  readonly begin: Effect.Effect<void, Refusal>
}

const read = Effect.fnUntraced(function* (
  tool: ActionTool,
  reach: Reach,
  values: Values
): Effect.fn.Return<Ran, LosantError | Refusal> {
  const { instanceId } = values
  const input = { ...inputOf(tool, values), ...(instanceId === undefined ? {} : { instanceId }) }
  if (isUsage(tool.action)) {
    return { outcome: "done", ...(yield* answerUsage(reach, tool.action, input, values)) }
  }
  const answer: unknown = yield* reach.execute(tool.action, input)
  const content = Predicate.isObject(answer) ? { ...answer } : { answer }
  return { outcome: "done", content: tool.spec.present?.(content, values) ?? content }
})

const runAction = Effect.fnUntraced(function* (
  call: Call & { readonly tool: ActionTool },
  reach: Guarded,
  instanceId: InstanceId,
  { begin, target }: Watch
): Effect.fn.Return<Ran, LosantError | Refusal | Noted | InvalidArguments | Ask, Confirmation> {
  const { tool, time } = call
  return yield* withTarget(tool, reach, instanceId, { ...call.values, instanceId }, (values) =>
    Effect.andThen(
      target(values),
      tool.spec.write === undefined
        ? read(tool, reach, values)
        : write({ tool, values, time }, reach, instanceId, begin)
    )
  )
})

/** Stands in for ids that are not known yet: names are looked up after all else is right. */
const someId = "0".repeat(24)

/** Fails on what the arguments alone show to be wrong: nothing is asked for it. */
export const checkAlone = (
  tool: ActionTool,
  values: Values
): Effect.Effect<void, LosantInvalidInput | InvalidArguments> => {
  const { action } = tool
  const ids = Object.fromEntries(Object.keys(action.params).map((name) => [name, someId]))
  return tool.spec.write === undefined
    ? Effect.asVoid(requestOf(action, { ...inputOf(tool, values), ...ids }))
    : checkGiven({ action, instanceId: InstanceId.make(someId), values: { ...values, ...ids } })
}

/** Runs a call whose arguments are of the types that its tool takes. */
export const run = Effect.fnUntraced(function* (
  call: Call,
  watch: Watch
): Effect.fn.Return<Ran, Failure | Ask, Connection | Confirmation> {
  const { open, instances } = yield* Connection
  const reach = yield* open
  const { tool, values } = call
  if (tool.kind === "action") yield* checkAlone(tool, values)
  if (tool.kind === "action" && !("instanceId" in tool.action.params)) return yield* read(tool, reach, values)
  const given = values["instanceId"]
  const { resolve } = yield* instances
  const resolved = resolve(typeof given === "string" ? given : undefined)
  const instanceId = yield* tool.kind === "fleet" ? inTime(resolved) : resolved
  yield* watch.target({ instanceId })
  return tool.kind === "action"
    ? yield* runAction({ ...call, tool }, reach, instanceId, watch)
    : { outcome: "done", content: yield* tool.run(reach, instanceId, values, call.time) }
})
