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
import { maxCallTime } from "./defineJob.ts"
import { shortenName } from "./fitResults.ts"
import {
  describeError,
  describeStop,
  type JobError,
  JobTimeout,
  type MissingData,
  toFailure
} from "./requestFailures.ts"
import { type Visit, type WalkOptions, walkOrgs } from "./walkOrgs.ts"

/** Of how many failures an answer tells one by one, and for about how many tokens it names each. */
const maxFailures = 10
const maxNameTokens = 30
// So many at the beginning, and not one success: it is not the organizations.
const failuresThatEndTheJob = 20
const stepsOfProgress = 25

/** What jobs count, for their summaries. */
export const organizations: Unit = { one: "organization", many: "organizations", isBytes: false }

export interface OrgResult<A> {
  readonly orgId: string
  readonly name: string
  readonly value: A
}

export interface Collection<A> {
  /** What the visits found, in the order of the organizations. */
  readonly results: ReadonlyArray<OrgResult<A>>
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
  readonly stopped?: JobError
}

export const emptyCollection: Collection<never> = {
  results: [],
  checked: 0,
  failed: [],
  failedMore: 0,
  after: undefined,
  isComplete: false
}

export interface CollectOptions<A> extends WalkOptions<A | undefined> {
  /** When the call began that has to end in time, in milliseconds of the clock. */
  readonly startedAt: number
  /** How many organizations were visited before. */
  readonly checkedBefore: number
  /** How many visits the job made before it began to visit these. */
  readonly earlierVisits?: number
  /** What is being done, for the person who waits. */
  readonly activity: string
  /** Whether the first that is found is enough. */
  readonly stopsAtFirst?: boolean
  /** Ends it before what no longer fits into the answer; all goes in unless given. */
  readonly room?: AnswerRoom<A>
}

/** How much of what is found goes into an answer. */
export interface AnswerRoom<A> {
  /** In tokens. */
  readonly left: number
  /** Whether nothing is in the answer yet: then the first that is found goes in, whatever it costs. */
  readonly isEmpty: boolean
  readonly costOf: (result: OrgResult<A>) => number
}

const canEndTheJob = (error: JobError | undefined): error is Exclude<JobError, MissingData> =>
  error !== undefined && error._tag !== "MissingData"

const addVisit = <A>(collection: Collection<A>, { org, value, error }: Visit<A | undefined>): Collection<A> => {
  const { id: orgId, name } = org
  const lists = collection.failed.length < maxFailures
  return {
    ...collection,
    checked: collection.checked + 1,
    after: orgId.toLowerCase(),
    results: value === undefined ? collection.results : [...collection.results, { orgId, name, value }],
    ...(error === undefined
      ? {}
      : lists
        ? {
            failed: [...collection.failed, { orgId, name: shortenName(name, maxNameTokens), why: describeError(error) }]
          }
        : { failedMore: collection.failedMore + 1 })
  }
}

/** Visits until all are visited, enough is found, the time is over, or Losant wants a pause. */
export const collect = Effect.fnUntraced(function* <A>(
  gateway: LosantGateway,
  instanceId: InstanceId,
  { startedAt, checkedBefore, earlierVisits = 0, activity, stopsAtFirst, room, ...visits }: CollectOptions<A>
): Effect.fn.Return<Collection<A>, LosantError | Refusal> {
  const { progress } = yield* ClientRequest
  const state = yield* Ref.make<Collection<A>>({ ...emptyCollection, after: visits.after })
  const reportProgress = (checked: number, left: number | undefined) => {
    if (left !== 0 && checked % stepsOfProgress !== 1) return Effect.void
    const done = checkedBefore + checked
    return left === undefined
      ? progress({ done: earlierVisits + done, message: `${activity}: organization ${done}` })
      : progress({
          done: earlierVisits + done,
          total: earlierVisits + done + left,
          message: `${activity}: organization ${done} of ${done + left}`
        })
  }
  let left = room?.left ?? Number.POSITIVE_INFINITY
  const handleVisit = Effect.fnUntraced(function* (one: Visit<A | undefined>) {
    const now = yield* Ref.get(state)
    const next = addVisit(now, one)
    const { checked, failed, failedMore, results } = next
    const [last] = results.slice(now.results.length)
    if (room !== undefined && last !== undefined) {
      left -= room.costOf(last)
      if (left < 0 && (results.length > 1 || !room.isEmpty)) return true
    }
    yield* Ref.set(state, next)
    if (canEndTheJob(one.error) && checked === failuresThatEndTheJob && failed.length + failedMore === checked) {
      return yield* Effect.fail(toFailure(one.error))
    }
    yield* reportProgress(checked, one.left)
    return stopsAtFirst === true && last !== undefined
  })
  const timeLeft = startedAt + Duration.toMillis(maxCallTime) - (yield* Clock.currentTimeMillis)
  const ended = yield* walkOrgs(gateway, instanceId, visits).pipe(
    Stream.mapEffect((step) =>
      step._tag === "Stopped"
        ? Effect.as(
            Ref.update(state, (now) => ({ ...now, stopped: step.error })),
            true
          )
        : handleVisit(step)
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
export const failIfNothing = <A>(collected: Collection<A>): Effect.Effect<void, LosantError | Refusal> => {
  if (collected.isComplete || collected.checked > 0) return Effect.void
  return Effect.fail(
    toFailure(
      canEndTheJob(collected.stopped) ? collected.stopped : new JobTimeout("the list of organizations", maxCallTime)
    )
  )
}

/** What came of two collections of one call, as one: what was found in them is not of one kind. */
export const mergeCollections = (one: Collection<unknown>, other: Collection<unknown>): Collection<unknown> => {
  const all = [...new Map([...other.failed, ...one.failed].map((failed) => [failed.orgId, failed])).values()]
  const failed = all.slice(0, maxFailures)
  return {
    ...other,
    checked: one.checked + other.checked,
    failed,
    failedMore: one.failedMore + other.failedMore + all.length - failed.length
  }
}

/** What every job answers of its way, beside what it found. */
export const progressFields = ({ failed, failedMore, stopped }: Collection<unknown>, checked: number): Values => ({
  checked,
  ...(failed.length === 0 ? {} : { failed }),
  ...(failedMore === 0 ? {} : { failedMore }),
  ...(stopped === undefined ? {} : { stopped: describeStop(stopped) })
})
