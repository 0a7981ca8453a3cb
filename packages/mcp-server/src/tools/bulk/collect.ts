/** Runs the visits of a job as far as its time lasts, and keeps what came of them. */
import type { LosantError } from "@effect-losant/core/LosantError"
import type { InstanceId } from "@effect-losant/core/schemas/Ids"
import * as Clock from "effect/Clock"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Ref from "effect/Ref"
import * as Stream from "effect/Stream"
import { ClientRequest } from "../../model/ClientRequest.ts"
import type { LosantGateway } from "../../model/LosantGateway.ts"
import type { Refusal } from "../../model/Refusal.ts"
import type { Values } from "../../model/Values.ts"
import type { Unit } from "../usage/amounts.ts"
import { longestCall } from "./defineJob.ts"
import { shortName } from "./fitResults.ts"
import { type CannotTell, failureOf, stopOf, TooSlow, type Trouble, whyOf } from "./requestFailures.ts"
import { type Visited, type Visits, walk } from "./walkOrgs.ts"

/** Of how many failures an answer tells one by one, and for about how many tokens it names each. */
const mostFailures = 10
const mostOfName = 30
// So many at the beginning, and not one success: it is not the organizations.
const failuresThatEndTheJob = 20
const stepsOfProgress = 25

/** What jobs count, for their summaries. */
export const organizations: Unit = { one: "organization", many: "organizations", isBytes: false }

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
  /** When the call began that has to end in time, in milliseconds of the clock. */
  readonly begun: number
  /** How many organizations were visited before. */
  readonly before: number
  /** How many visits the job made before it began to visit these. */
  readonly earlier?: number
  /** What is being done, for the person who waits. */
  readonly doing: string
  /** Whether the first that is found is enough. */
  readonly isOneEnough?: boolean
  /** Ends it before what no longer fits into the answer; all goes in unless given. */
  readonly room?: Room<A>
}

/** How much of what is found goes into an answer. */
export interface Room<A> {
  /** In tokens. */
  readonly left: number
  /** Whether nothing is in the answer yet: then the first that is found goes in, whatever it costs. */
  readonly isEmpty: boolean
  readonly costOf: (found: Found<A>) => number
}

const canEndTheJob = (error: Trouble | undefined): error is Exclude<Trouble, CannotTell> =>
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
        ? { failed: [...before.failed, { orgId, name: shortName(name, mostOfName), why: whyOf(error) }] }
        : { failedMore: before.failedMore + 1 })
  }
}

/** Visits until all are visited, enough is found, the time is over, or Losant wants a pause. */
export const collect = Effect.fnUntraced(function* <A>(
  reach: LosantGateway,
  instanceId: InstanceId,
  { begun, before, earlier = 0, doing, isOneEnough, room, ...visits }: Collection<A>
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
  let left = room?.left ?? Number.POSITIVE_INFINITY
  const visited = Effect.fnUntraced(function* (one: Visited<A | undefined>) {
    const now = yield* Ref.get(state)
    const next = added(now, one)
    const { checked, failed, failedMore, found } = next
    const [last] = found.slice(now.found.length)
    if (room !== undefined && last !== undefined) {
      left -= room.costOf(last)
      if (left < 0 && (found.length > 1 || !room.isEmpty)) return true
    }
    yield* Ref.set(state, next)
    if (canEndTheJob(one.error) && checked === failuresThatEndTheJob && failed.length + failedMore === checked) {
      return yield* Effect.fail(failureOf(one.error))
    }
    yield* tell(checked, one.left)
    return isOneEnough === true && last !== undefined
  })
  const timeLeft = begun + Duration.toMillis(longestCall) - (yield* Clock.currentTimeMillis)
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
    Effect.timeoutOption(Duration.millis(Math.max(0, timeLeft)))
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

/** What came of two collections of one call, as one: what was found in them is not of one kind. */
export const joined = (one: Collected<unknown>, other: Collected<unknown>): Collected<unknown> => {
  const all = [...new Map([...other.failed, ...one.failed].map((failed) => [failed.orgId, failed])).values()]
  const failed = all.slice(0, mostFailures)
  return {
    ...other,
    checked: one.checked + other.checked,
    failed,
    failedMore: one.failedMore + other.failedMore + all.length - failed.length
  }
}

/** What every job answers of its way, beside what it found. */
export const wayOf = ({ failed, failedMore, stopped }: Collected<unknown>, checked: number): Values => ({
  checked,
  ...(failed.length === 0 ? {} : { failed }),
  ...(failedMore === 0 ? {} : { failedMore }),
  ...(stopped === undefined ? {} : { stopped: stopOf(stopped) })
})
