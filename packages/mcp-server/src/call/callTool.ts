/** One call of a tool, from its arguments to its result, with its line in the log and in the audit trail. */
import { CallObserver, type CallReport } from "@effect-losant/core/CallObserver"
import type { InstanceId } from "@effect-losant/core/schemas/Ids"
import * as Cause from "effect/Cause"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Random from "effect/Random"
import * as Ref from "effect/Ref"
import { fit } from "../answers/responseBudget/fitResponse.ts"
import { bounded } from "../answers/sanitize.ts"
import { Connection } from "../losant/Connection.ts"
import { ClientRequest } from "../model/ClientRequest.ts"
import { HideToken } from "../model/HideToken.ts"
import type { Subject } from "../model/Subject.ts"
import { type Failure, InvalidArguments, type Noted } from "../model/ToolFailure.ts"
import type { ParsedCall, Tool } from "../model/tool/Tool.ts"
import type { ToolCall } from "../model/tool/ToolCall.ts"
import { type Answer, failure, success } from "../model/tool/ToolResult.ts"
import type { Values } from "../model/Values.ts"
import type { AuditOutcome } from "../safety/AuditEntry.ts"
import { AuditTrail } from "../safety/AuditTrail.ts"
import type { Confirmation } from "../safety/confirmation/Confirmation.ts"
import { type CallWatcher, executeTool } from "./executeTool.ts"
import { savedIn } from "./runWrite.ts"
import { fromDefect, fromError } from "./toolError.ts"

/** What is known of a call at its end. */
interface Ended {
  readonly result: Answer
  readonly outcome: AuditOutcome
  readonly error?: string
  /** Of the answer that decided, where it was an error. */
  readonly status?: number
  readonly requestId?: string
  /** What is to be said even where the rest of the answer cannot be: where the copy of an organization is. */
  readonly note?: string
}

/** How far a call is: `begun` from right before its write is sent, `ended` when its last line is in the trail. */
type Stage = "reading" | "begun" | "ended"

/** A call, as far as it is the same for all of its lines. */
interface Called {
  readonly tool: Tool
  readonly given: Values
  /** In milliseconds. */
  readonly time: number
  readonly id: string
  readonly reports: Ref.Ref<ReadonlyArray<CallReport>>
  /** The arguments, once they are read. */
  readonly parsed: Ref.Ref<ParsedCall | undefined>
  /** What the call is about, once that is known. */
  readonly about: Ref.Ref<About>
  readonly stage: Ref.Ref<Stage>
}

interface About {
  readonly instanceId?: InstanceId
  readonly subject?: Subject
}

const outcomeOf = (error: Exclude<Failure, Noted>): AuditOutcome => {
  if (error._tag === "Refused") return error.reason === "answer" ? "failed" : "refused"
  return "outcome" in error && error.outcome === "unknown" ? "unknown" : "failed"
}

/** What the last request of the call's own action was answered: none of those that looked something up for it. */
const ownReport = ({ tool, reports }: Called) =>
  Effect.map(Ref.get(reports), (all) =>
    tool.action === undefined ? all.at(-1) : all.findLast(({ action }) => action === tool.action?.action)
  )

/** Writes the line of a call that is at this outcome. */
const record = Effect.fnUntraced(function* (
  called: Called,
  outcome: AuditOutcome,
  { error, status, requestId }: Pick<Ended, "error" | "status" | "requestId"> = {}
) {
  const { tool, given, time, id, about } = called
  const trail = yield* AuditTrail
  if (!trail.isOn) return
  const { client } = yield* ClientRequest
  // The answer that decided may have been another: one that looked for what was not there.
  const answer = status === undefined ? yield* ownReport(called) : { status, requestId }
  yield* trail.record({
    time,
    callId: id,
    tool: tool.spec.name,
    ...(tool.action === undefined ? {} : { action: tool.action.action }),
    ...(yield* Ref.get(about)),
    arguments: given,
    outcome,
    ...defined({ error, status: answer?.status, requestId: answer?.requestId }),
    durationMs: (yield* Clock.currentTimeMillis) - time,
    client
  })
})

/** The fields that have a value. */
const defined = <A extends object>(fields: A): { [K in keyof A]?: Exclude<A[K], undefined> } =>
  // Sound: what is undefined is left out, and the rest stays as it is.
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [K in keyof A]?: Exclude<A[K], undefined>
  }

/** The call as far as it got, for what is said of its failure. */
const callOf = ({ tool, time }: Called, parsed: ParsedCall | undefined): ToolCall => ({
  tool,
  time,
  instance: parsed?.instance,
  ...(parsed?.kind === "write" ? { verification: parsed.verification(parsed.target) } : {})
})

const carryOut = Effect.fnUntraced(function* (
  called: Called
): Effect.fn.Return<Ended, never, Connection | Confirmation> {
  const { tool, given, time } = called
  const failed = (failure: Failure, parsed?: ParsedCall): Ended => {
    const error = failure._tag === "Noted" ? failure.error : failure
    return {
      result: fromError(callOf(called, parsed), failure),
      outcome: outcomeOf(error),
      error: error._tag,
      ...(failure._tag === "Noted" ? { note: failure.note } : {}),
      ...("status" in error ? defined({ status: error.status, requestId: error.requestId }) : {})
    }
  }
  // Before the arguments are looked at: without a token nothing else is worth correcting.
  const opened = yield* Effect.result(Effect.flatMap(Connection, ({ open }) => open))
  if (opened._tag === "Failure") return failed(opened.failure)
  const hideToken = yield* HideToken
  const read = tool.parse(given, time)
  if (read._tag === "Failure") return failed(new InvalidArguments(read.failure))
  const parsed = read.success
  yield* Ref.set(called.parsed, parsed)
  const { longestText, ...fitting } = parsed.fitting
  const shown = (content: Values, image?: Uint8Array) =>
    success(fit(bounded(content, longestText, hideToken()), fitting), image)
  const watcher: CallWatcher = {
    onTarget: (instanceId, subject) =>
      Ref.set(called.about, { instanceId, ...(subject === undefined ? {} : { subject }) }),
    onBegin: Effect.andThen(record(called, "begun"), Ref.set(called.stage, "begun"))
  }
  return yield* executeTool(callOf(called, parsed), parsed, watcher).pipe(
    Effect.match({
      onSuccess: ({ outcome, content, image }): Ended => ({
        outcome,
        result: shown(content, image),
        ...(typeof content["journal"] === "string" ? { note: savedIn(content["journal"]) } : {})
      }),
      onFailure: (error): Ended => {
        if (error._tag !== "Ask") return failed(error, parsed)
        const { answer } = error
        return { outcome: "asked", result: answer.kind === "form" ? answer.result : shown(answer.content) }
      }
    })
  )
})

const longestReference = 0xffff_ffff

const newReference = Effect.map(Random.nextIntBetween(0, longestReference), (number) =>
  number.toString(16).padStart(8, "0")
)

const died = Effect.fnUntraced(function* (called: Called, cause: Cause.Cause<never>): Effect.fn.Return<Ended> {
  const { tool } = called
  const reference = yield* newReference
  yield* Effect.logError("a tool failed because of a mistake in this server").pipe(
    Effect.annotateLogs({ tool: tool.spec.name, ref: reference, cause: Cause.pretty(cause) })
  )
  const outcome = tool.spec.write === undefined ? "failed" : "unknown"
  return { result: fromDefect(callOf(called, yield* Ref.get(called.parsed)), reference), outcome, error: "Defect" }
})

/**
 * The end of a call whose line is in the trail. Without the line nothing of the answer is given away, but for what an
 * assistant must not do again, and where the only copy of what was deleted is.
 */
const audited = Effect.fnUntraced(function* (called: Called, ended: Ended): Effect.fn.Return<Ended> {
  const stage = yield* Ref.getAndSet(called.stage, "ended")
  const { outcome, note = "" } = ended
  const written = yield* Effect.result(record(called, outcome, ended))
  if (written._tag === "Success") return ended
  const { _tag, message } = written.failure
  const isSent = stage === "begun" && (outcome === "done" || outcome === "unknown")
  const sent = isSent ? "Do not repeat the call: it was sent to Losant." : ""
  const result = failure([sent, note, message].filter((sentence) => sentence !== "").join(" "))
  return { ...ended, result, error: _tag }
}, Effect.uninterruptible)

const cancelled = "Cancelled"

/** One line for a call, and what its span tells: how it went, never what it was called with. */
const logged = Effect.fnUntraced(function* (
  { tool, time, reports: kept }: Called,
  { outcome, error }: Partial<Pick<Ended, "outcome" | "error">>
) {
  const milliseconds = (yield* Clock.currentTimeMillis) - time
  const reports = yield* Ref.get(kept)
  const last = reports.at(-1)
  yield* Effect.annotateCurrentSpan({
    ...(outcome === undefined ? {} : { "losant.outcome": outcome }),
    ...(error === undefined ? {} : { "losant.error": error })
  })
  yield* Effect.logInfo("call").pipe(
    Effect.annotateLogs({
      tool: tool.spec.name,
      ...(tool.action === undefined ? {} : { action: tool.action.action }),
      ...(last?.status === undefined ? {} : { status: last.status }),
      ms: milliseconds,
      // Of a call that was cut short nobody counted them.
      ...(error === cancelled ? {} : { attempts: reports.reduce((sum, { attempts }) => sum + attempts, 0) }),
      ...(last?.requestId === undefined ? {} : { requestId: last.requestId }),
      ...(error === undefined ? {} : { error })
    })
  )
})

/** Writes the line of a call that was cut short. The answer that could say that there is none is not read any more. */
const interrupted = Effect.fnUntraced(function* (called: Called) {
  const stage = yield* Ref.get(called.stage)
  if (stage === "ended") return
  yield* Effect.ignore(record(called, stage === "begun" ? "unknown" : "cancelled", { error: cancelled }))
})

/** Calls a tool. It fails never, whatever happens in it; it may be interrupted, which aborts its request. */
export const call = Effect.fnUntraced(function* (
  tool: Tool,
  given: Values
): Effect.fn.Return<Answer, never, Connection | Confirmation> {
  const called: Called = {
    tool,
    given,
    time: yield* Clock.currentTimeMillis,
    id: yield* newReference,
    reports: yield* Ref.make<ReadonlyArray<CallReport>>([]),
    parsed: yield* Ref.make<ParsedCall | undefined>(undefined),
    about: yield* Ref.make<About>({}),
    stage: yield* Ref.make<Stage>("reading")
  }
  const exit = yield* carryOut(called).pipe(
    Effect.provideService(CallObserver, (report) => Ref.update(called.reports, (before) => [...before, report])),
    Effect.catchCause((cause) => (Cause.hasInterruptsOnly(cause) ? Effect.failCause(cause) : died(called, cause))),
    Effect.flatMap((ended) => audited(called, ended)),
    Effect.onExit((exit) =>
      Exit.isSuccess(exit)
        ? logged(called, exit.value)
        : Effect.andThen(interrupted(called), logged(called, { error: cancelled }))
    )
  )
  return exit.result
})
