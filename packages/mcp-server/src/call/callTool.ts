/**
 * Runs one call of a tool, from its arguments to its result, and writes its lines to the log and to the audit trail.
 */
import { CallObserver } from "@effect-losant/core/CallObserver"
import * as Cause from "effect/Cause"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Random from "effect/Random"
import { fitResponse } from "../answers/responseBudget/fitResponse.ts"
import { sanitize } from "../answers/sanitize.ts"
import { Connection } from "../losant/Connection.ts"
import { Refusal } from "../model/Refusal.ts"
import { type Failure, type FailureWithNote, InvalidArguments } from "../model/ToolFailure.ts"
import type { ParsedCall, Tool } from "../model/tool/Tool.ts"
import type { ToolCall } from "../model/tool/ToolCall.ts"
import { type Answer, failure, success } from "../model/tool/ToolResult.ts"
import type { AuditOutcome } from "../safety/AuditEntry.ts"
import type { Confirmation } from "../safety/confirmation/Confirmation.ts"
import type { JsonObject } from "../text/json.ts"
import { omitUndefined } from "../tools/writes/writeResult.ts"
import { type CallEnd, type CallState, recordLine, recordWrite } from "./callRecords.ts"
import { type CallWatcher, executeTool } from "./executeTool.ts"
import { describeCopy } from "./runWrite.ts"
import { defectResult, failureResult } from "./toolError.ts"
import { offerView } from "./views/offerView.ts"

const outcomeOf = (error: Exclude<Failure, FailureWithNote>): AuditOutcome => {
  if (error._tag === "Refused") return error.reason === "answer" ? "failed" : "refused"
  return "outcome" in error && error.outcome === "unknown" ? "unknown" : "failed"
}

/** The call as far as it is known, for the text of its failure. */
const callOf = ({ tool, time }: CallState, parsed: ParsedCall | undefined): ToolCall => ({
  tool,
  time,
  instance: parsed?.instance,
  ...(parsed?.kind === "write" ? { verification: parsed.verification(parsed.target) } : {})
})

const runTool = Effect.fnUntraced(function* (
  state: CallState
): Effect.fn.Return<CallEnd, never, Connection | Confirmation> {
  const { tool, values, time } = state
  const endWithFailure = (failure: Failure, parsed?: ParsedCall): CallEnd => {
    const error = failure._tag === "Noted" ? failure.error : failure
    return {
      result: failureResult(callOf(state, parsed), failure),
      outcome: outcomeOf(error),
      error: error._tag,
      ...(error._tag === "Refused" ? { refusal: error } : {}),
      ...(failure._tag === "Noted" ? { note: failure.note } : {}),
      ...("status" in error ? omitUndefined({ status: error.status, requestId: error.requestId }) : {})
    }
  }
  // The connection is opened before the arguments are parsed: without a token there is no point in correcting them.
  const opening = yield* Effect.result(Effect.flatMap(Connection, ({ open }) => open))
  if (opening._tag === "Failure") return endWithFailure(opening.failure)
  const parsing = tool.parse(values, time)
  if (parsing._tag === "Failure") return endWithFailure(new InvalidArguments(parsing.failure))
  const parsed = parsing.success
  state.parsed = parsed
  const { maxTextLength, ...fitting } = parsed.fitting
  const fitAnswer = (content: JsonObject, image?: Uint8Array) =>
    success(fitResponse(sanitize(content, maxTextLength), fitting), image)
  const watcher: CallWatcher = {
    onTarget: (instanceId, subject) =>
      Effect.sync(() => {
        state.knownTarget = { instanceId, ...(subject === undefined ? {} : { subject }) }
      }),
    onBegin: Effect.map(recordLine(state, "begun"), () => {
      state.stage = "begun"
    }),
    onWrite: (write) => recordWrite(state, write)
  }
  const planned = { tool: tool.spec.name, values }
  return yield* executeTool(callOf(state, parsed), parsed, watcher).pipe(
    Effect.matchEffect({
      onSuccess: ({ outcome, content, image, view }) => {
        const result = fitAnswer(content, image)
        const note = typeof content["journal"] === "string" ? { note: describeCopy(content["journal"]) } : {}
        return Effect.map(
          view === undefined ? Effect.succeed(result) : offerView(result, view, planned),
          (offered): CallEnd => ({ outcome, result: offered, ...note })
        )
      },
      onFailure: (error): Effect.Effect<CallEnd> => {
        if (error._tag !== "ConfirmationRequest") return Effect.succeed(endWithFailure(error, parsed))
        const { answer } = error
        if (answer.kind === "form") return Effect.succeed({ outcome: "asked", result: answer.result })
        const result = fitAnswer(answer.content)
        if (answer.kind === "plan") return Effect.succeed({ outcome: "asked", result })
        const { mistake } = answer
        return Effect.map(
          offerView(result, answer.view, planned),
          (offered): CallEnd =>
            mistake === undefined
              ? { outcome: "asked", result: offered }
              : { outcome: "refused", result: offered, mistake, refusal: new Refusal("notConfirmed", mistake) }
        )
      }
    })
  )
})

const maxReference = 0xffff_ffff

/** A new id for a call, or a reference to a line of the log. */
export const newReference = Effect.map(Random.nextIntBetween(0, maxReference), (number) =>
  number.toString(16).padStart(8, "0")
)

const endWithDefect = Effect.fnUntraced(function* (
  state: CallState,
  cause: Cause.Cause<never>
): Effect.fn.Return<CallEnd> {
  const { tool } = state
  const reference = yield* newReference
  yield* Effect.logError("a tool failed because of a mistake in this server").pipe(
    Effect.annotateLogs({ tool: tool.spec.name, ref: reference, cause: Cause.pretty(cause) })
  )
  const outcome = tool.spec.write === undefined ? "failed" : "unknown"
  return { result: defectResult(callOf(state, state.parsed), reference), outcome, error: "Defect" }
})

/** A change set knows what was sent. Any other write must not be repeated. */
const sentNoteOf = ({ parsed }: CallState): string =>
  parsed?.kind === "applyChanges"
    ? "Writes of the set may have been sent. Call again when that is fixed: then it goes on, and says what was done."
    : "Do not repeat the call: it was sent to Losant."

/**
 * Writes the last line of a call to the audit trail. If that fails, the answer is withheld, except for two facts: a
 * write that was sent must not be repeated, and the place of the copy of a deleted organization.
 */
const recordEnd = Effect.fnUntraced(function* (state: CallState, end: CallEnd): Effect.fn.Return<CallEnd> {
  const { stage } = state
  state.stage = "ended"
  const { outcome, note = "" } = end
  const recording = yield* Effect.result(recordLine(state, outcome, end, stage === "begun"))
  if (recording._tag === "Success") return end
  const { _tag, message } = recording.failure
  const isSent = stage === "begun" && (outcome === "done" || outcome === "unknown")
  const sentNote = isSent ? sentNoteOf(state) : ""
  const result = failure([sentNote, note, message].filter((sentence) => sentence !== "").join(" "))
  return { ...end, result, error: _tag }
}, Effect.uninterruptible)

const cancelledTag = "Cancelled"

/** Writes the log line and the span attributes of a call. They tell how it ended, and never its arguments. */
const logEnd = Effect.fnUntraced(function* (
  { tool, time, reports }: CallState,
  { outcome, error }: Partial<Pick<CallEnd, "outcome" | "error">>
) {
  const milliseconds = (yield* Clock.currentTimeMillis) - time
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
      // Nobody counted the attempts of a cancelled call.
      ...(error === cancelledTag ? {} : { attempts: reports.reduce((sum, { attempts }) => sum + attempts, 0) }),
      ...(last?.requestId === undefined ? {} : { requestId: last.requestId }),
      ...(error === undefined ? {} : { error })
    })
  )
})

/** Writes the audit line of a cancelled call. A failure is ignored: nobody reads the answer of a cancelled call. */
const recordInterruption = Effect.fnUntraced(function* (state: CallState) {
  const { stage } = state
  if (stage === "ended") return
  yield* Effect.ignore(
    recordLine(state, stage === "begun" ? "unknown" : "cancelled", { error: cancelledTag }, stage === "begun")
  )
})

/**
 * Calls a tool, and gives the result with the outcome. It never fails. An interruption aborts the request that is under
 * way. The lines of the call in the audit trail have the id `callId`.
 */
export const runCall = Effect.fnUntraced(function* (
  tool: Tool,
  values: JsonObject,
  callId?: string
): Effect.fn.Return<CallEnd, never, Connection | Confirmation> {
  const state: CallState = {
    tool,
    values,
    time: yield* Clock.currentTimeMillis,
    id: callId ?? (yield* newReference),
    reports: [],
    parsed: undefined,
    knownTarget: {},
    stage: "reading"
  }
  return yield* runTool(state).pipe(
    Effect.provideService(CallObserver, (report) => Effect.sync(() => state.reports.push(report))),
    Effect.catchCause((cause) =>
      Cause.hasInterruptsOnly(cause) ? Effect.failCause(cause) : endWithDefect(state, cause)
    ),
    Effect.flatMap((end) => recordEnd(state, end)),
    Effect.onExit((exit) =>
      Exit.isSuccess(exit)
        ? logEnd(state, exit.value)
        : Effect.andThen(recordInterruption(state), logEnd(state, { error: cancelledTag }))
    )
  )
})

/** Calls a tool like `runCall`, and gives only the result. */
export const callTool = (
  ...call: Parameters<typeof runCall>
): Effect.Effect<Answer, never, Connection | Confirmation> => Effect.map(runCall(...call), ({ result }) => result)
