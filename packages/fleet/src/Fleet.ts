/**
 * The fleet as code: files say how the organizations of an instance are wanted, and a run makes them so.
 *
 * @since 0.2.0
 */
import { type InstanceId, Losant, type LosantError, type LosantPageRepeated } from "@effect-losant/core"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Stream from "effect/Stream"
import { ChangeSets } from "./ChangeSets.ts"
import type { DesiredFleet } from "./desired/DesiredFleet.ts"
import { applyPlan, type EngineOptions, type FleetApplyError, type FleetEvent, resumeRun } from "./fleet/applyRun.ts"
import { cancelRun, type DecisionError, type Resolution, resolveEntry } from "./fleet/decisions.ts"
import { type FleetDrift, findDrift } from "./fleet/drift.ts"
import type { FleetPlan } from "./fleet/FleetPlan.ts"
import type { FleetRefused } from "./fleet/FleetRefused.ts"
import type { FleetPermissions } from "./fleet/guards.ts"
import { type FleetPlanError, type FleetPlanOptions, planWithKeys } from "./fleet/planFleet.ts"
import { type FleetPullOptions, type PulledFile, pullFleet } from "./fleet/pullFleet.ts"
import { type FleetRun, listRuns, readRun, runNotFound } from "./fleet/runs.ts"
import { Ledger } from "./ledger/Ledger.ts"
import type { ChangeSetId } from "./model/ChangeSet.ts"
import type { Entry } from "./model/Entry.ts"
import type { LedgerError } from "./model/errors.ts"

/**
 * The options of applying a plan, of which the permissions are for one run.
 *
 * @example
 * ```ts
 * import type { FleetApplyOptions } from "@effect-losant/fleet"
 *
 * const options: FleetApplyOptions = { concurrency: 8, allowDangerous: true }
 * ```
 *
 * @since 0.2.0
 */
export type FleetApplyOptions = FleetPermissions & EngineOptions

/**
 * The members of the service `Fleet`.
 *
 * @example
 * ```ts
 * import type { DesiredFleet, FleetService } from "@effect-losant/fleet"
 * import * as Effect from "effect/Effect"
 * import * as Stream from "effect/Stream"
 *
 * const applyAll = (fleet: FleetService, desired: DesiredFleet) =>
 *   Stream.unwrap(Effect.map(fleet.plan(desired), (plan) => fleet.apply(plan)))
 * ```
 *
 * @since 0.2.0
 */
export interface FleetService {
  /** Writes files from what the instance has. A plan right after it has no writes. */
  readonly pull: (
    instanceId: InstanceId,
    options?: FleetPullOptions
  ) => Effect.Effect<ReadonlyArray<PulledFile>, FleetRefused | LosantError | LosantPageRepeated>
  /** Compares the instance with the files, and finds the writes that make it so. It changes nothing. */
  readonly plan: (desired: DesiredFleet, options?: FleetPlanOptions) => Effect.Effect<FleetPlan, FleetPlanError>
  /**
   * Carries a plan out. A plan is applied once; if it was begun before, this goes on with it. Only one run at a time is
   * applied to an instance by one ledger.
   */
  readonly apply: (plan: FleetPlan, options?: FleetApplyOptions) => Stream.Stream<FleetEvent, FleetApplyError>
  /** Goes on with a run: what is done is never sent again, and what got no answer is looked for first. */
  readonly resume: (run: ChangeSetId, options?: EngineOptions) => Stream.Stream<FleetEvent, FleetApplyError>
  /** Finds what differs though nobody changed it in the files since the last run. */
  readonly drift: (desired: DesiredFleet) => Effect.Effect<FleetDrift, FleetPlanError | LedgerError>
  /** The runs of the ledger, the newest first. */
  readonly runs: (instanceId?: InstanceId) => Effect.Effect<ReadonlyArray<FleetRun>, LedgerError>
  /** A run, also while it is applied. */
  readonly run: (id: ChangeSetId) => Effect.Effect<FleetRun, FleetRefused | LedgerError>
  /** Gives up the writes of a run that are not begun. Gives their number. */
  readonly cancel: (run: ChangeSetId) => Effect.Effect<number, DecisionError>
  /** Records what a person found out about a write that is unknown. */
  readonly resolve: (run: ChangeSetId, entry: number, resolution: Resolution) => Effect.Effect<Entry, DecisionError>
}

/**
 * Plans and applies a fleet.
 *
 * @example
 * ```ts
 * import { Losant } from "@effect-losant/core"
 * import { Fleet, FleetFiles, FileLedger } from "@effect-losant/fleet"
 * import * as Effect from "effect/Effect"
 * import * as Layer from "effect/Layer"
 * import * as Stream from "effect/Stream"
 *
 * const reconcile = Effect.gen(function* () {
 *   const fleet = yield* Fleet
 *   const plan = yield* fleet.plan(yield* FleetFiles.read("fleet"))
 *   yield* Effect.log(`${plan.writes.length} writes`)
 *   yield* Stream.runDrain(fleet.apply(plan))
 * })
 *
 * const layer = Fleet.layer.pipe(Layer.provide([Losant.layerConfig, FileLedger.layer({ folder: "ledger" })]))
 * ```
 *
 * @since 0.2.0
 */
export class Fleet extends Context.Service<Fleet, FleetService>()("@effect-losant/fleet/Fleet") {
  /**
   * The service, with the ledger and the Losant given.
   *
   * @since 0.2.0
   */
  static readonly layer: Layer.Layer<Fleet, never, Ledger | Losant> = Layer.effect(
    Fleet,
    Effect.gen(function* () {
      const ledger = yield* Ledger
      const losant = yield* Losant
      const sets = yield* ChangeSets
      const context = { ledger, sets }
      const provided = Effect.provideService(Losant, losant)
      return {
        pull: (instanceId, options = {}) => provided(pullFleet(instanceId, options)),
        plan: (desired, options = {}) => provided(Effect.map(planWithKeys(desired, options), ({ plan }) => plan)),
        apply: (plan, options = {}) => Stream.provideService(applyPlan(context, plan, options), Losant, losant),
        resume: (run, options = {}) => Stream.provideService(resumeRun(context, run, options), Losant, losant),
        drift: (desired) => provided(findDrift(ledger, desired)),
        runs: (instanceId) => listRuns(ledger, instanceId),
        run: (id) =>
          Effect.flatMap(readRun(ledger, id), (run) =>
            run === undefined ? Effect.fail(runNotFound(id)) : Effect.succeed(run)
          ),
        cancel: (run) => cancelRun(context, run),
        resolve: (run, entry, resolution) => resolveEntry(context, run, entry, resolution)
      }
    })
  ).pipe(Layer.provide(ChangeSets.layer))
}
