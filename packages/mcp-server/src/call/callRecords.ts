/** The state of a call that its lines in the log and in the audit trail share, and the lines in the trail. */
import type { CallReport } from "@effect-losant/core/CallObserver"
import type { InstanceId } from "@effect-losant/core/schemas/Ids"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import { ClientRequest } from "../model/ClientRequest.ts"
import type { Refusal } from "../model/Refusal.ts"
import type { Subject } from "../model/Subject.ts"
import type { ParsedCall, Tool } from "../model/tool/Tool.ts"
import type { Answer } from "../model/tool/ToolResult.ts"
import type { AuditOutcome } from "../safety/AuditEntry.ts"
import { AuditTrail } from "../safety/AuditTrail.ts"
import type { JsonObject } from "../text/json.ts"
import { omitUndefined } from "../tools/writes/writeResult.ts"
import type { CallWatcher } from "./executeTool.ts"

/** The end of a call. */
export interface CallEnd {
  readonly result: Answer
  readonly outcome: AuditOutcome
  readonly error?: string
  /** The refusal of this server. */
  readonly refusal?: Refusal
  /** The status of the answer that made the call fail. */
  readonly status?: number
  readonly requestId?: string
  /** A view's answer was wrong, and the result asks again. */
  readonly mistake?: string
  /** The place of an organization's copy. The assistant learns it even if the rest of the answer is withheld. */
  readonly note?: string
}

/** `begun`: the write is about to be sent, or was sent. `ended`: the last line of the call is in the trail. */
export type Stage = "reading" | "begun" | "ended"

/** The state that all lines of a call share. Plain fields, because nobody waits between reading one and writing it. */
export interface CallState {
  readonly tool: Tool
  readonly values: JsonObject
  /** In milliseconds. */
  readonly time: number
  readonly id: string
  readonly reports: Array<CallReport>
  /** Undefined until the arguments are parsed. */
  parsed: ParsedCall | undefined
  /** Empty until the instance and the subject are known. */
  knownTarget: KnownTarget
  stage: Stage
}

export interface KnownTarget {
  readonly instanceId?: InstanceId
  readonly subject?: Subject
}

/** The report of the last request with the tool's own action. Requests that only looked something up do not count. */
const findOwnReport = ({ tool, reports }: CallState): CallReport | undefined =>
  tool.action === undefined ? reports.at(-1) : reports.findLast(({ action }) => action === tool.action?.action)

/** Writes a line with this outcome to the audit trail. */
export const recordLine = Effect.fnUntraced(function* (
  state: CallState,
  outcome: AuditOutcome,
  { error, refusal, status, requestId }: Pick<CallEnd, "error" | "refusal" | "status" | "requestId"> = {},
  isConfirmed = outcome === "begun"
) {
  const { tool, values, time, id, knownTarget } = state
  const trail = yield* AuditTrail
  if (!trail.isOn) return
  const { client, viewAnswer } = yield* ClientRequest
  // A failed lookup may have decided the call. Then its status counts, not that of the tool's own action.
  const answer = status === undefined ? findOwnReport(state) : { status, requestId }
  yield* trail.record({
    time,
    callId: id,
    tool: tool.spec.name,
    ...(tool.action === undefined ? {} : { action: tool.action.action }),
    ...knownTarget,
    arguments: values,
    outcome,
    ...(isConfirmed && viewAnswer !== undefined ? { confirmedBy: "view" } : {}),
    ...omitUndefined({ error, refusal, status: answer?.status, requestId: answer?.requestId }),
    durationMs: (yield* Clock.currentTimeMillis) - time,
    client
  })
})

/** Writes a line for a write of a change set. */
export const recordWrite = Effect.fnUntraced(function* (
  { tool, time, id, knownTarget }: CallState,
  write: Parameters<CallWatcher["onWrite"]>[0]
) {
  const trail = yield* AuditTrail
  if (!trail.isOn) return
  const { client, viewAnswer } = yield* ClientRequest
  yield* trail.record({
    time,
    callId: id,
    tool: tool.spec.name,
    ...knownTarget,
    ...write,
    ...(viewAnswer === undefined ? {} : { confirmedBy: "view" }),
    durationMs: (yield* Clock.currentTimeMillis) - time,
    client
  })
})
