/**
 * Answers a call before its client gives up. Many clients wait a minute, and then drop the call: nobody would read what
 * became of it. So a call that takes longer is answered with an id and goes on, and the same call again tells its outcome.
 */
import { type InputRequiredResult, isInputRequiredResult } from "@modelcontextprotocol/server"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"
import * as Option from "effect/Option"
import { findExcess } from "../arguments/argumentSize.ts"
import { ClientRequest } from "../model/ClientRequest.ts"
import { type Answer, failure } from "../model/tool/ToolResult.ts"
import { quote } from "../text/escapes.ts"
import type { JsonObject } from "../text/json.ts"
import { monotonicMillis } from "../text/time.ts"
import type { FormAnswers } from "./clientRequest.ts"
import { type CallKey, isSameCall, PendingCalls } from "./PendingCalls.ts"

/** A call of a tool, as its client sends it. */
export interface ClientCall<R> {
  readonly tool: string
  readonly isWrite: boolean
  readonly values: JsonObject
  /** A new id for the call. */
  readonly newId: Effect.Effect<string>
  /** Carries the call out under an id. `answers` are those to the forms of its first answer. */
  readonly run: (values: JsonObject, id: string, answers?: FormAnswers) => Effect.Effect<Answer, never, R>
  /** Sends the forms of an answer to the client and waits. Undefined if the client takes them as the answer. */
  readonly sendForms: ((answer: InputRequiredResult) => Effect.Effect<FormAnswers>) | undefined
}

const maxIdLength = 50

type NamedCall = Pick<ClientCall<never>, "tool" | "isWrite">

const describeSeconds = (millis: number): string => `${Math.round(millis / 1_000)} seconds`

const underWay = ({ tool, isWrite }: NamedCall, id: string, within: number): Answer =>
  failure(
    `${tool} is still under way after ${describeSeconds(within)}, and goes on` +
      `${isWrite ? ": it is not known yet whether it changes something" : ""}. To learn what became of it, call ${tool} ` +
      "again with the same arguments: that begins nothing anew, and answers the outcome, for two minutes after its end. " +
      `With the further argument callId ${JSON.stringify(id)} it answers the outcome for an hour.`
  )

const answerWithdrawn = ({ tool }: NamedCall, within: number): Answer =>
  failure(
    `Nothing was done: the form for the person had no answer when the call had lasted ${describeSeconds(within)}, and was ` +
      `withdrawn, because many clients give up after a minute. Ask the person whether they want it, and call ${tool} ` +
      "again when they are there. The person who runs this server can give more time with LOSANT_MCP_ANSWER_WITHIN."
  )

const unknownId = ({ tool, isWrite }: NamedCall, id: string): Answer =>
  failure(
    `Nothing was sent: callId ${quote(id, maxIdLength)} names no call that this server remembers. It remembers a call that ` +
      "was answered before its end, for an hour after its end, and until a restart. " +
      `${isWrite ? "Look in Losant whether the change was made. " : ""}To carry ${tool} out anew, leave callId out.`
  )

const otherCall = ({ tool }: NamedCall, id: string, other: CallKey): Answer =>
  failure(
    `Nothing was sent: callId ${quote(id, maxIdLength)} was given for ` +
      `${other.tool === tool ? `${tool} with other arguments` : other.tool}. Call that again with callId, or leave ` +
      "callId out to carry this call out."
  )

const wrongId = (tool: string): Answer =>
  failure(`Nothing was sent: callId has to be the text that ${tool} answered, or to be left out.`)

const isEmpty = (value: unknown): boolean =>
  value === undefined || value === null || (typeof value === "string" && value.trim() === "")

/** Waits for the end of a fiber, for `millis` milliseconds at most. A race would cost every call two fibers more. */
const awaitFiber = (fiber: Fiber.Fiber<Answer>, millis: number): Effect.Effect<Option.Option<Exit.Exit<Answer>>> =>
  Effect.withFiber((waiting) =>
    Effect.callback((resume) => {
      const timer = Effect.runForkWith(waiting.context)(Effect.sleep(millis))
      const stopTimer = timer.addObserver(() => resume(Effect.succeedNone))
      const end = () => {
        stopTimer()
        timer.interruptUnsafe()
      }
      const stopObserving = fiber.addObserver((exit) => {
        end()
        resume(Effect.succeedSome(exit))
      })
      return Effect.sync(() => {
        stopObserving()
        end()
      })
    })
  )

const endedByServer = (tool: string): Answer => failure(`${tool} was cancelled.`)

/**
 * Answers a call within this time in milliseconds; undefined for no limit. A client that wants progress gets it, and waits.
 * A form that is open at the end of the time is withdrawn. If the client cancels the call, the call ends.
 */
export const answerInTime = Effect.fnUntraced(function* <R>(
  call: ClientCall<R>,
  within: number | undefined
): Effect.fn.Return<Answer, never, R> {
  const { tool } = call
  const pending = yield* PendingCalls
  const { wantsProgress, inputResponses, requestState } = yield* ClientRequest
  const limit = wantsProgress ? undefined : within
  const begun = yield* monotonicMillis

  const timeLeft = Effect.map(monotonicMillis, (now) => Math.max(0, begun + (limit ?? Number.POSITIVE_INFINITY) - now))

  /** Waits for an effect as long as the time of the call lasts. */
  const inTime = <A, R2>(effect: Effect.Effect<A, never, R2>): Effect.Effect<Option.Option<A>, never, R2> =>
    Effect.flatMap(timeLeft, (millis) => Effect.timeoutOption(effect, millis))

  const follow = Effect.fnUntraced(function* (
    id: string,
    key: CallKey,
    fiber: Fiber.Fiber<Answer>,
    isKept: boolean
  ): Effect.fn.Return<Answer, never, R> {
    const exit = yield* awaitFiber(fiber, yield* timeLeft)
    if (Option.isNone(exit)) {
      if (!isKept) yield* pending.keep(id, key, fiber)
      return underWay(call, id, limit ?? 0)
    }
    if (isKept) yield* pending.noteTold(id)
    const answer = Exit.isSuccess(exit.value) ? exit.value.value : endedByServer(tool)
    if (call.sendForms === undefined || !isInputRequiredResult(answer)) return answer
    const answers = yield* inTime(call.sendForms(answer))
    if (Option.isNone(answers)) return answerWithdrawn(call, limit ?? 0)
    return yield* begin(key.values, id, answers.value)
  })

  const begin = (values: JsonObject, id: string, answers?: FormAnswers): Effect.Effect<Answer, never, R> =>
    // A cancellation between the beginning of a call and the wait for it would leave the call alone.
    Effect.uninterruptibleMask((restore) =>
      Effect.flatMap(pending.begin(call.run(values, id, answers)), (fiber) =>
        restore(follow(id, { tool, values }, fiber, false)).pipe(Effect.onInterrupt(() => Fiber.interrupt(fiber)))
      )
    )

  const { callId, ...values } = call.values
  if (!isEmpty(callId) && typeof callId !== "string") return wrongId(tool)
  const key = { tool, values }
  // An answer to a form belongs to no call that is under way.
  if (inputResponses !== undefined || requestState() !== undefined) return yield* begin(values, yield* call.newId)
  if (typeof callId === "string" && !isEmpty(callId)) {
    const known = yield* pending.findById(callId.trim())
    if (known === undefined) return unknownId(call, callId)
    const isSame = findExcess(values) === undefined && (Object.keys(values).length === 0 || isSameCall(known, key))
    if (known.tool !== tool || !isSame) {
      return otherCall(call, callId, known)
    }
    return yield* follow(known.id, known, known.fiber, true)
  }
  // Arguments that are too large to be compared are refused at once, so no such call is under way.
  const repeated = findExcess(values) === undefined ? yield* pending.findRepeated(key) : undefined
  return repeated === undefined
    ? yield* begin(values, yield* call.newId)
    : yield* follow(repeated.id, repeated, repeated.fiber, true)
})
