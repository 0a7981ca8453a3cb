/** Visits organizations until the time of the call is over, and collects the results. */
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
import type { JsonObject } from "../../text/json.ts"
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

/** The most failures that an answer lists, and about the most tokens for the name of each. */
const maxFailures = 10
const maxNameTokens = 30
// If the first visits all fail, the cause is not in the organizations: the job ends.
const failuresThatEndTheJob = 20
const stepsOfProgress = 25

/** The unit of a job's summary. */
export const organizations: Unit = { one: "organization", many: "organizations", isBytes: false }

export interface OrgResult<A> {
  readonly orgId: string
  readonly name: string
  readonly value: A
}

export interface Collection<A> {
  /** The results of the visits, in the order of the organizations. */
  readonly results: ReadonlyArray<OrgResult<A>>
  /** The number of visited organizations. */
  readonly checked: number
  readonly failed: ReadonlyArray<{ readonly orgId: string; readonly name: string; readonly why: string }>
  /** The number of failures that `failed` does not list. */
  readonly failedMore: number
  /** The id of the last visited organization. */
  readonly after: string | undefined
  /** The number of organizations after it; undefined if Losant does not answer it. */
  readonly left: number | undefined
  /** True if all organizations were visited. */
  readonly isComplete: boolean
  /** The error that stopped the visits before the time was over. */
  readonly stopped?: JobError
}

export const emptyCollection: Collection<never> = {
  results: [],
  checked: 0,
  failed: [],
  failedMore: 0,
  after: undefined,
  left: undefined,
  isComplete: false
}

export interface CollectOptions<A> extends WalkOptions<A | undefined> {
  /** The start of the call, in milliseconds since 1970. The time limit counts from there. */
  readonly startedAt: number
  /** The number of organizations that earlier calls visited. */
  readonly checkedBefore: number
  /** The number of visits that earlier phases of the job made. */
  readonly earlierVisits?: number
  /** A phrase for the progress, such as `Counting devices`. */
  readonly activity: string
  /** If true, the visits end with the first result. */
  readonly stopsAtFirst?: boolean
  /** The visits end before a result that does not fit. By default there is room for all. */
  readonly room?: AnswerRoom<A>
}

/** The room for results in an answer. */
export interface AnswerRoom<A> {
  /** In tokens. */
  readonly left: number
  /** True if the answer lists nothing yet: then the first result goes in, whatever it costs. */
  readonly isEmpty: boolean
  readonly costOf: (result: OrgResult<A>) => number
}

const canEndTheJob = (error: JobError | undefined): error is Exclude<JobError, MissingData> =>
  error !== undefined && error._tag !== "MissingData"

const addVisit = <A>(collection: Collection<A>, { org, value, error, left }: Visit<A | undefined>): Collection<A> => {
  const { id: orgId, name } = org
  const lists = collection.failed.length < maxFailures
  return {
    ...collection,
    checked: collection.checked + 1,
    after: orgId.toLowerCase(),
    left,
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

/** Visits until all are visited, enough is found, the answer is full, the time is over, or Losant wants a pause. */
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
  const stoppedEarly = yield* walkOrgs(gateway, instanceId, visits).pipe(
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
  const collection = yield* Ref.get(state)
  return { ...collection, isComplete: Option.isSome(stoppedEarly) && !stoppedEarly.value }
})

/** Fails if the call visited nothing, because Losant did not even list the organizations. */
export const failIfNothing = <A>(collection: Collection<A>): Effect.Effect<void, LosantError | Refusal> => {
  if (collection.isComplete || collection.checked > 0) return Effect.void
  return Effect.fail(
    toFailure(
      canEndTheJob(collection.stopped) ? collection.stopped : new JobTimeout("the list of organizations", maxCallTime)
    )
  )
}

/**
 * Merges the numbers and failures of two collections of one call. Their results are of different kinds and stay apart.
 */
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

/** The number of organizations that the job checks in all calls together; undefined if it is not known yet. */
export const countAll = ({ isComplete, left }: Collection<unknown>, checked: number): number | undefined => {
  if (isComplete) return checked
  return left === undefined ? undefined : checked + left
}

/** The fields that every job answers beside its results. */
export const progressFields = (
  collection: Collection<unknown>,
  checked: number,
  of: number | undefined = countAll(collection, checked)
): JsonObject => ({
  checked,
  ...(of === undefined ? {} : { of }),
  ...failureFields(collection)
})

const failureFields = ({ failed, failedMore, stopped }: Collection<unknown>): JsonObject => ({
  ...(failed.length === 0 ? {} : { failed }),
  ...(failedMore === 0 ? {} : { failedMore }),
  ...(stopped === undefined ? {} : { stopped: describeStop(stopped) })
})
