/** Applies a run: its sets one after the other, by the engine of change sets. */
import type { Losant } from "@effect-losant/core"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Queue from "effect/Queue"
import type { Scope } from "effect/Scope"
import * as Stream from "effect/Stream"
import type { ChangeEvent, StopReason } from "../apply/ChangeEvent.ts"
import type { ApplyOptions } from "../apply/options.ts"
import type { ApplyError, ChangeSetsService } from "../ChangeSets.ts"
import type { LedgerService } from "../ledger/Ledger.ts"
import type { ChangeSetId } from "../model/ChangeSet.ts"
import type { Entry } from "../model/Entry.ts"
import { toRunEntry } from "../model/setsOfRun.ts"
import type { FleetPlan } from "./FleetPlan.ts"
import { type FleetRefused, refused } from "./FleetRefused.ts"
import { type FleetPermissions, guardsOf } from "./guards.ts"
import {
  createSets,
  type FleetRun,
  holdInstance,
  isOpenEntry,
  listRuns,
  readRun,
  runNotFound,
  type StoredRun,
  type StoredSet,
  setIdOf
} from "./runs.ts"

/**
 * An event of a run. `Started` comes first. `Recorded` comes when the ledger holds a new state of a write, `Settling`
 * before a wait for writes without an answer, `Stopped` if the run stops before its end, and `Finished` last.
 *
 * @example
 * ```ts
 * import type { FleetEvent } from "@effect-losant/fleet"
 *
 * const lineOf = (event: FleetEvent): string => {
 *   if (event._tag === "Started") return `run ${event.run.id}`
 *   if (event._tag === "Recorded") return `${event.entry.id}: ${event.entry.state}`
 *   return event._tag === "Stopped" ? event.message : event._tag
 * }
 * ```
 *
 * @since 0.2.0
 */
export type FleetEvent =
  | { readonly _tag: "Started"; readonly run: FleetRun }
  | { readonly _tag: "Recorded"; readonly entry: Entry }
  | { readonly _tag: "Settling"; readonly writes: number; readonly until: number }
  | { readonly _tag: "Stopped"; readonly reason: StopReason; readonly message: string }
  | { readonly _tag: "Finished"; readonly run: FleetRun }

/**
 * The errors with which applying a run fails. A write that fails is no error, but an event.
 *
 * @example
 * ```ts
 * import type { FleetApplyError } from "@effect-losant/fleet"
 *
 * const isRefusal = ({ _tag }: FleetApplyError) => _tag === "FleetRefused"
 * ```
 *
 * @since 0.2.0
 */
export type FleetApplyError = FleetRefused | ApplyError

export interface RunContext {
  readonly ledger: LedgerService
  readonly sets: ChangeSetsService
}

/**
 * The options of carrying a run out.
 *
 * @example
 * ```ts
 * import type { EngineOptions } from "@effect-losant/fleet"
 *
 * const patient: EngineOptions = { concurrency: 1, settle: "3 minutes" }
 * ```
 *
 * @since 0.2.0
 */
export type EngineOptions = Omit<ApplyOptions, "pauseAfter">

type Emit = (event: FleetEvent) => Effect.Effect<void>

/** Carries out one set of a run. True if the run may go on. */
const runSet = Effect.fnUntraced(function* (
  { sets }: RunContext,
  run: ChangeSetId,
  { part, first }: StoredSet,
  options: ApplyOptions,
  emit: Emit
) {
  let goesOn = true
  yield* Stream.runForEach(sets.apply(setIdOf(run, part), options), (event: ChangeEvent) => {
    if (event._tag === "Finished") return Effect.void
    if (event._tag === "Recorded") {
      return emit({ ...event, entry: toRunEntry(event.entry, first) })
    }
    if (event._tag === "Stopped") goesOn = false
    // The first pass does not wait: all sets are sent before the writes without an answer are settled.
    return event._tag === "Settling" && options.waitForSettle === false ? Effect.void : emit(event)
  })
  return goesOn
})

/** The sets of a run that have such an entry. */
const setsWith = ({ sets }: StoredRun, fits: (entry: Entry) => boolean): ReadonlyArray<StoredSet> =>
  sets.filter(({ entries }) => entries.some(fits))

const mayBeUnsettled =
  ({ resendUnknownEmails = false }: EngineOptions) =>
  (entry: Entry): boolean =>
    isOpenEntry(entry) || (resendUnknownEmails && entry.state === "unknown")

/** Sends what is planned in all sets, then settles what got no answer. */
const carryOut = Effect.fnUntraced(function* (context: RunContext, run: StoredRun, options: EngineOptions, emit: Emit) {
  yield* emit({ _tag: "Started", run })
  const isOpen = mayBeUnsettled(options)
  const reread = Effect.map(readRun(context.ledger, run.id), (found) => found ?? run)
  // A run without a write is recorded as applied too: later, the drift is told since then.
  const first = run.appliedAt === undefined ? run.sets.slice(0, 1) : []
  for (const one of new Set([...first, ...setsWith(run, isOpen)])) {
    if (!(yield* runSet(context, run.id, one, { ...options, waitForSettle: false }, emit))) {
      return yield* emit({ _tag: "Finished", run: yield* reread })
    }
  }
  if (options.waitForSettle !== false) {
    for (const one of setsWith(yield* reread, isOpenEntry)) {
      if (!(yield* runSet(context, run.id, one, options, emit))) break
    }
  }
  yield* emit({ _tag: "Finished", run: yield* reread })
})

const openStream = (
  prepare: (emit: Emit) => Effect.Effect<void, FleetApplyError, Losant | Scope>
): Stream.Stream<FleetEvent, FleetApplyError, Losant> =>
  Stream.callback<FleetEvent, FleetApplyError, Losant>((queue) =>
    Effect.andThen(
      prepare((event) => Effect.asVoid(Queue.offer(queue, event))),
      Queue.end(queue)
    )
  )

/** The run of a plan, which the ledger gets if it does not have it. */
const runOf = Effect.fnUntraced(function* ({ ledger }: RunContext, plan: FleetPlan) {
  const known = yield* readRun(ledger, plan.id)
  if (known?.appliedAt !== undefined) {
    if (known.missing.length === 0 && known.entries.some(isOpenEntry)) return known
    const message = `The plan ${plan.id} was applied before, and a plan is applied once: make a new plan.`
    return yield* Effect.fail(refused("applied", message))
  }
  const others = yield* listRuns(ledger, plan.instanceId)
  const open = others.find((one) => one.id !== plan.id && one.appliedAt !== undefined && one.entries.some(isOpenEntry))
  if (open !== undefined) {
    return yield* Effect.fail(
      refused("unfinished", `The run ${open.id} is not finished: resume it, or cancel it, and make a new plan.`)
    )
  }
  yield* createSets(ledger, plan, yield* Clock.currentTimeMillis, known?.missing)
  return yield* Effect.flatMap(readRun(ledger, plan.id), (run) =>
    run === undefined ? Effect.fail(runNotFound(plan.id)) : Effect.succeed(run)
  )
})

/** Applies a plan. If it was begun before, this goes on with it. */
export const applyPlan = (
  context: RunContext,
  plan: FleetPlan,
  { allowDangerous, maxRemovals, confirmedNames, ...options }: FleetPermissions & EngineOptions
) =>
  openStream((emit) =>
    Effect.gen(function* () {
      const problems = guardsOf(plan, { allowDangerous, maxRemovals, confirmedNames })
      if (problems.length > 0) return yield* Effect.fail(refused("guard", ...problems))
      yield* holdInstance(context.ledger, plan.instanceId)
      yield* carryOut(context, yield* runOf(context, plan), options, emit)
    })
  )

/** The run with an id, held for the scope. Refused if the ledger has not all of it. */
export const holdRun = Effect.fnUntraced(function* ({ ledger }: Pick<RunContext, "ledger">, id: ChangeSetId) {
  const found = yield* readRun(ledger, id)
  if (found === undefined) return yield* Effect.fail(runNotFound(id))
  yield* holdInstance(ledger, found.instanceId)
  // Another process may have changed it until here.
  return (yield* readRun(ledger, id)) ?? found
})

/** Goes on with a run that was applied before. */
export const resumeRun = (context: RunContext, id: ChangeSetId, options: EngineOptions) =>
  openStream((emit) =>
    Effect.gen(function* () {
      const run = yield* holdRun(context, id)
      if (run.appliedAt === undefined) {
        return yield* Effect.fail(refused("notFound", `The run ${id} was never begun: apply its plan.`))
      }
      yield* carryOut(context, run, options, emit)
    })
  )
