/** Executes a parsed call of any kind. */
import type { InstanceId } from "@effect-losant/core/schemas/Ids"
import * as Effect from "effect/Effect"
import type { ApplyWatcher } from "../changes/changes.ts"
import { Connection } from "../losant/Connection.ts"
import type { LosantGateway } from "../model/LosantGateway.ts"
import type { Refusal } from "../model/Refusal.ts"
import { itemSubject, type Subject } from "../model/Subject.ts"
import type { Failure } from "../model/ToolFailure.ts"
import type {
  ApplyChangesCall,
  GlobalReadCall,
  ParsedCall,
  PlanChangesCall,
  TargetIds,
  ToolAnswer
} from "../model/tool/Tool.ts"
import type { ToolCall } from "../model/tool/ToolCall.ts"
import type { AuditOutcome } from "../safety/AuditEntry.ts"
import type { Confirmation } from "../safety/confirmation/Confirmation.ts"
import type { ConfirmationRequest } from "../safety/confirmation/ConfirmationRequest.ts"
import { limitInstanceWait } from "../tools/bulk/defineJob.ts"
import { withTarget } from "./resolveTarget.ts"
import { runWrite } from "./runWrite.ts"

/** The answer of a call that did not fail. */
export interface ToolExecution extends ToolAnswer {
  readonly outcome: Extract<AuditOutcome, "done" | "dryRun">
}

/** Callbacks for the steps of a call that the audit trail records. */
export interface CallWatcher {
  /** Runs as soon as the instance and the subject of the call are known. */
  readonly onTarget: (instanceId: InstanceId, subject: Subject | undefined) => Effect.Effect<void>
  /** Runs right before a write is sent. If it fails, the write is not sent. */
  readonly onBegin: Effect.Effect<void, Refusal>
  /** Runs right before a write of a change set is sent, and when it has ended. */
  readonly onWrite: ApplyWatcher["onWrite"]
}

const isOnChangeSet = (parsed: ParsedCall): parsed is PlanChangesCall | ApplyChangesCall =>
  parsed.kind === "planChanges" || parsed.kind === "applyChanges"

const asDone = (answer: ToolAnswer): ToolExecution => ({ outcome: "done", ...answer })

/** Plans or applies a change set. The engine is loaded with the first such call, because most sessions have none. */
const executeChanges = (
  { time }: ToolCall,
  parsed: PlanChangesCall | ApplyChangesCall,
  gateway: LosantGateway,
  instanceId: InstanceId,
  watcher: CallWatcher
): Effect.Effect<ToolAnswer, Failure | ConfirmationRequest, Confirmation> =>
  Effect.flatMap(
    Effect.promise(() => import("../changes/changes.ts")),
    ({ apply, plan }) =>
      parsed.kind === "planChanges"
        ? plan(gateway, instanceId, parsed, time)
        : Effect.map(apply(gateway, instanceId, parsed, time, watcher), (content) => ({ content }))
  )

const executeOnInstance = (
  call: ToolCall,
  parsed: Exclude<ParsedCall, GlobalReadCall>,
  gateway: LosantGateway,
  instanceId: InstanceId,
  watcher: CallWatcher
): Effect.Effect<ToolExecution, Failure | ConfirmationRequest, Confirmation> => {
  if (parsed.kind === "job") {
    return Effect.map(parsed.run(gateway, instanceId, call.time), (content) => asDone({ content }))
  }
  if (isOnChangeSet(parsed)) {
    return Effect.map(executeChanges(call, parsed, gateway, instanceId, watcher), asDone)
  }
  const run = (target: TargetIds): Effect.Effect<ToolExecution, Failure | ConfirmationRequest, Confirmation> =>
    parsed.kind === "write"
      ? runWrite({ ...call, verification: parsed.verification(target.ids) }, parsed, gateway, target, watcher)
      : Effect.map(parsed.run(gateway, target), asDone)
  return withTarget(gateway, instanceId, parsed.target, (target, subject) =>
    Effect.andThen(watcher.onTarget(instanceId, subject ?? itemSubject(call.tool.action, target.ids)), run(target))
  )
}

/** Chooses the instance and the target of a call, and runs it. The caller words its failure. */
export const executeTool = Effect.fnUntraced(function* (
  call: ToolCall,
  parsed: ParsedCall,
  watcher: CallWatcher
): Effect.fn.Return<ToolExecution, Failure | ConfirmationRequest, Connection | Confirmation> {
  const { open, instances } = yield* Connection
  const gateway = yield* open
  if (parsed.kind === "globalRead") return asDone(yield* parsed.run(gateway))
  const { resolve } = yield* instances
  const resolved = resolve(parsed.instance)
  // Calls on many organizations use their whole time, so the wait for the instance must end within it.
  const instanceId = yield* parsed.kind === "job" || isOnChangeSet(parsed) ? limitInstanceWait(resolved) : resolved
  yield* watcher.onTarget(instanceId, undefined)
  return yield* executeOnInstance(call, parsed, gateway, instanceId, watcher)
})
