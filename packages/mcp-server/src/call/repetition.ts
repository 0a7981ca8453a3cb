/** Keeps a write from repeating one of moments ago, unless the person wants that. */
import type { LosantError } from "@effect-losant/core/LosantError"
import * as Clock from "effect/Clock"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import { describeVerification } from "../answers/verificationCall.ts"
import { ClientRequest } from "../model/ClientRequest.ts"
import { Refusal } from "../model/Refusal.ts"
import type { FailureWithNote } from "../model/ToolFailure.ts"
import type { WriteCall } from "../model/tool/Tool.ts"
import type { ToolCall } from "../model/tool/ToolCall.ts"
import type { WritePlan } from "../model/WritePlan.ts"
import { Confirmation } from "../safety/confirmation/Confirmation.ts"
import {
  addRepetition,
  describeEarlier,
  type EarlierWrite,
  momentMillis,
  needsYes,
  RecentWrites
} from "../safety/RecentWrites.ts"
import { monotonicMillis } from "../text/time.ts"

const formatTime = (millis: number): string => DateTime.formatIso(DateTime.makeUnsafe(millis))

/** `until` is the moment, in milliseconds since 1970, from which on the write may be repeated. */
const adviseToLook = ({ tool, instance, verification }: ToolCall, until: number): string =>
  `${verification === undefined ? "" : `First call ${describeVerification(verification, instance)}. `}` +
  `If the person wants another one, call ${tool.spec.name} again after ${formatTime(until)}.`

/** A plan, and the earlier write that it repeats. */
interface PlanWithEarlier {
  readonly plan: WritePlan
  readonly earlier?: EarlierWrite | undefined
}

/**
 * Adds to a plan the question whether a write of moments ago is to be repeated. It refuses if nobody can be asked, or if
 * that write is still under way.
 */
export const withRepetition = Effect.fnUntraced(function* (
  call: ToolCall,
  { confirmation, isDryRun }: WriteCall,
  plan: WritePlan
): Effect.fn.Return<PlanWithEarlier, Refusal, Confirmation> {
  const { once, danger } = plan
  if (once === undefined || plan.nothingToDo !== undefined) return { plan }
  const { find, noteAsked } = yield* RecentWrites
  const earlier = yield* find(once)
  if (earlier === undefined) return { plan }
  const now = yield* monotonicMillis
  const { inputResponses, requestState, viewAnswer } = yield* ClientRequest
  const isAnswer =
    confirmation.confirmToken !== undefined ||
    inputResponses !== undefined ||
    requestState() !== undefined ||
    viewAnswer !== undefined
  const isUnderWay = earlier.state === "underWay"
  if (!isUnderWay && !needsYes(once, earlier, now, isAnswer)) return { plan, earlier }
  const sentence = describeEarlier(once, earlier, now)
  if (isDryRun) return { plan: { ...plan, warnings: [...(plan.warnings ?? []), sentence] }, earlier }
  const { levelOf } = yield* Confirmation
  if (!isUnderWay && levelOf(once.repetition) !== "none") {
    if (!isAnswer) yield* noteAsked(once, earlier)
    return { plan: { ...plan, danger: addRepetition(once, danger, earlier, now) }, earlier }
  }
  // Nobody is asked, so time has to pass.
  if (!isUnderWay && now - earlier.at >= momentMillis) return { plan, earlier }
  const until = (yield* Clock.currentTimeMillis) + momentMillis - (now - earlier.at)
  return yield* Effect.fail(new Refusal("repeated", isUnderWay ? sentence : `${sentence} ${adviseToLook(call, until)}`))
})

/** Sends a write, and remembers it if a repetition would do something a second time. */
export const sendOnce = <A, E extends LosantError | Refusal | FailureWithNote>(
  { once }: WritePlan,
  earlier: EarlierWrite | undefined,
  write: Effect.Effect<A, E>
): Effect.Effect<A, E | Refusal> =>
  once === undefined ? write : Effect.flatMap(RecentWrites, ({ send }) => send(once, earlier, write))
