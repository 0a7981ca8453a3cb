/** Carries a call out whose arguments were read, of whichever kind it is. */
import type { InstanceId } from "@effect-losant/core/schemas/Ids"
import * as Effect from "effect/Effect"
import { Connection } from "../losant/Connection.ts"
import type { LosantGateway } from "../model/LosantGateway.ts"
import type { Refusal } from "../model/Refusal.ts"
import { itemSubject, type Subject } from "../model/Subject.ts"
import type { Failure } from "../model/ToolFailure.ts"
import type { GlobalReadCall, ParsedCall, TargetIds, ToolAnswer } from "../model/tool/Tool.ts"
import type { ToolCall } from "../model/tool/ToolCall.ts"
import type { AuditOutcome } from "../safety/AuditEntry.ts"
import type { Confirmation } from "../safety/confirmation/Confirmation.ts"
import type { Ask } from "../safety/confirmation/ConfirmationRequest.ts"
import { inTime } from "../tools/bulk/defineJob.ts"
import { withTarget } from "./resolveTarget.ts"
import { runWrite } from "./runWrite.ts"

export interface Executed extends ToolAnswer {
  readonly outcome: Extract<AuditOutcome, "done" | "dryRun">
}

/** The steps of a call that the audit trail has to know. */
export interface CallWatcher {
  /** Learns the instance and the subject of the call, as soon as they are known. */
  readonly onTarget: (instanceId: InstanceId, subject: Subject | undefined) => Effect.Effect<void>
  /** Runs right before a write is sent, and keeps it from being sent where it fails. */
  readonly onBegin: Effect.Effect<void, Refusal>
}

const done = (answer: ToolAnswer): Executed => ({ outcome: "done", ...answer })

const executeOnInstance = (
  call: ToolCall,
  parsed: Exclude<ParsedCall, GlobalReadCall>,
  gateway: LosantGateway,
  instanceId: InstanceId,
  watcher: CallWatcher
): Effect.Effect<Executed, Failure | Ask, Confirmation> => {
  if (parsed.kind === "job") {
    return Effect.map(parsed.run(gateway, instanceId, call.time), (content) => done({ content }))
  }
  const run = (target: TargetIds): Effect.Effect<Executed, Failure | Ask, Confirmation> =>
    parsed.kind === "write"
      ? runWrite({ ...call, verification: parsed.verification(target.ids) }, parsed, gateway, target, watcher.onBegin)
      : Effect.map(parsed.run(gateway, target), done)
  return withTarget(gateway, instanceId, parsed.target, (target, subject) =>
    Effect.andThen(watcher.onTarget(instanceId, subject ?? itemSubject(call.tool.action, target.ids)), run(target))
  )
}

export const executeTool = Effect.fnUntraced(function* (
  call: ToolCall,
  parsed: ParsedCall,
  watcher: CallWatcher
): Effect.fn.Return<Executed, Failure | Ask, Connection | Confirmation> {
  const { open, instances } = yield* Connection
  const gateway = yield* open
  if (parsed.kind === "globalRead") return done(yield* parsed.run(gateway))
  const { resolve } = yield* instances
  const resolved = resolve(parsed.instance)
  const instanceId = yield* parsed.kind === "job" ? inTime(resolved) : resolved
  yield* watcher.onTarget(instanceId, undefined)
  return yield* executeOnInstance(call, parsed, gateway, instanceId, watcher)
})
