/** Runs the visits of a job as far as its time lasts, and keeps what came of them. */
import type { LosantError } from "@effect-losant/core/LosantError"
import type { InstanceId } from "@effect-losant/core/schemas/Ids"
import * as Clock from "effect/Clock"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Ref from "effect/Ref"
import * as Stream from "effect/Stream"
import { ClientRequest } from "../ClientRequest.ts"
import type { Reach } from "../Reach.ts"
import type { Refusal } from "../Refusal.ts"
import type { Values } from "../ToolSpec.ts"
import { failureOf, TooSlow, type Trouble, whyOf } from "./Failures.ts"
import { type Visited, type Visits, walk } from "./Walk.ts"

/** How long the work of a call may take: a little less than the 45 seconds in which it has to be answered. */
export const longestCall = Duration.seconds(43)
/** Of how many failures an answer tells one by one. */
const mostFailures = 10
// So many at the beginning, and not one success: it is not the organizations.
const failuresThatEndTheJob = 20
const stepsOfProgress = 25

export interface Found<A> {
  readonly orgId: string
  readonly name: string
  readonly value: A
}

export interface Collected<A> {
  /** What the visits found, in the order of the organizations. */
  readonly found: ReadonlyArray<Found<A>>
  /** How many organizations were visited. */
  readonly checked: number
  readonly failed: ReadonlyArray<{ readonly orgId: string; readonly name: string; readonly why: string }>
  /** How many more failed. */
  readonly failedMore: number
  /** The last organization that was visited. */
  readonly after: string | undefined
  /** Whether all were visited. */
  readonly isComplete: boolean
  /** What stopped it before its time was over. */
  readonly stopped?: Trouble
}

export const nothing: Collected<never> = {
  found: [],
  checked: 0,
  failed: [],
  failedMore: 0,
  after: undefined,
  isComplete: false
}

export interface Collection<A> extends Visits<A | undefined> {
  /** When its time is over, in milliseconds of the clock. */
  readonly deadline: number
  /** How many organizations were visited before. */
  readonly before: number
  /** How many visits the job made before it began to visit these. */
  readonly earlier?: number
  /** What is being done, for the person who waits. */
  readonly doing: string
  /** Whether enough has been found, asked whenever something is; then it ends early. */
  readonly isEnough?: (found: ReadonlyArray<Found<A>>) => boolean
}

const canEndTheJob = (error: Trouble | undefined): error is LosantError | TooSlow =>
  error !== undefined && error._tag !== "CannotTell"

const added = <A>(before: Collected<A>, { org, value, error }: Visited<A | undefined>): Collected<A> => {
  const { id: orgId, name } = org
  const lists = before.failed.length < mostFailures
  return {
    ...before,
    checked: before.checked + 1,
    after: orgId.toLowerCase(),
    found: value === undefined ? before.found : [...before.found, { orgId, name, value }],
    ...(error === undefined
      ? {}
      : lists
        ? { failed: [...before.failed, { orgId, name, why: whyOf(error) }] }
        : { failedMore: before.failedMore + 1 })
  }
}

/** When a call that begins now is over. */
export const deadlineOfCall: Effect.Effect<number> = Effect.map(
  Clock.currentTimeMillis,
  (now) => now + Duration.toMillis(longestCall)
)

/** Visits until all are visited, enough is found, the time is over, or Losant wants a pause. */
export const collect = Effect.fnUntraced(function* <A>(
  reach: Reach,
  instanceId: InstanceId,
  { deadline, before, earlier = 0, doing, isEnough, ...visits }: Collection<A>
): Effect.fn.Return<Collected<A>, LosantError | Refusal> {
  const { progress } = yield* ClientRequest
  const state = yield* Ref.make<Collected<A>>({ ...nothing, after: visits.after })
  const tell = (checked: number, left: number | undefined) => {
    if (left !== 0 && checked % stepsOfProgress !== 1) return Effect.void
    const done = before + checked
    return left === undefined
      ? progress({ done: earlier + done, message: `${doing}: organization ${done}` })
      : progress({
          done: earlier + done,
          total: earlier + done + left,
          message: `${doing}: organization ${done} of ${done + left}`
        })
  }
  const visited = Effect.fnUntraced(function* (one: Visited<A | undefined>) {
    const { checked, failed, failedMore, found } = yield* Ref.updateAndGet(state, (now) => added(now, one))
    if (canEndTheJob(one.error) && checked === failuresThatEndTheJob && failed.length + failedMore === checked) {
      return yield* Effect.fail(failureOf(one.error))
    }
    yield* tell(checked, one.left)
    return one.value !== undefined && isEnough?.(found) === true
  })
  const left = deadline - (yield* Clock.currentTimeMillis)
  const ended = yield* walk(reach, instanceId, visits).pipe(
    Stream.mapEffect((step) =>
      step._tag === "Stopped"
        ? Effect.as(
            Ref.update(state, (now) => ({ ...now, stopped: step.error })),
            true
          )
        : visited(step)
    ),
    Stream.takeUntil((isOver) => isOver),
    Stream.runFold(
      () => false,
      (_, isOver: boolean) => isOver
    ),
    Effect.timeoutOption(Duration.millis(Math.max(0, left)))
  )
  const collected = yield* Ref.get(state)
  return { ...collected, isComplete: Option.isSome(ended) && !ended.value }
})

/** The failure of a call in which nothing was reached, because Losant did not even list the organizations. */
export const failIfNothing = <A>(collected: Collected<A>): Effect.Effect<void, LosantError | Refusal> => {
  if (collected.isComplete || collected.checked > 0) return Effect.void
  return Effect.fail(
    failureOf(
      canEndTheJob(collected.stopped) ? collected.stopped : new TooSlow("the list of organizations", longestCall)
    )
  )
}

/** What every job answers of its way, beside what it found. */
export const wayOf = ({ failed, failedMore, stopped }: Collected<unknown>, checked: number): Values => ({
  checked,
  ...(failed.length === 0 ? {} : { failed }),
  ...(failedMore === 0 ? {} : { failedMore }),
  ...(stopped === undefined ? {} : { stopped: `${whyOf(stopped)}: wait a minute, then go on with continue` })
})
