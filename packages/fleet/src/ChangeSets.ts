/**
 * Change sets: plan many writes, apply them with a ledger, and go on with them after a crash.
 *
 * @since 0.2.0
 */
import { type InstanceId, Losant } from "@effect-losant/core"
import * as Clock from "effect/Clock"
import * as Context from "effect/Context"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Queue from "effect/Queue"
import * as Stream from "effect/Stream"
import { applySet } from "./apply/apply.ts"
import { makeBrake } from "./apply/Brake.ts"
import type { ChangeEvent } from "./apply/ChangeEvent.ts"
import { type ApplyOptions, settingsOf } from "./apply/options.ts"
import { makeOrgNames } from "./apply/orgNames.ts"
import { isOpen } from "./apply/settle.ts"
import { Ledger, type LedgerService } from "./ledger/Ledger.ts"
import { newSet } from "./ledger/session.ts"
import type { ChangeSetId, RecordedSet } from "./model/ChangeSet.ts"
import {
  type ChangeSetBusy,
  ChangeSetExpired,
  ChangeSetNotConfirmed,
  type ChangeSetNotFound,
  type LedgerError
} from "./model/errors.ts"
import { orgIdOf } from "./model/Write.ts"
import type { PlanRequest } from "./plan/PlanRequest.ts"
import { type PlanError, plan } from "./plan/plan.ts"
import { isSentOnRequest } from "./writes/handlers.ts"

/**
 * The errors with which applying a set fails before or while it runs. A write that fails is no error, but an event.
 *
 * @example
 * ```ts
 * import type { ApplyError } from "@effect-losant/fleet"
 *
 * const canWait = ({ _tag }: ApplyError) => _tag === "ChangeSetBusy"
 * ```
 *
 * @since 0.2.0
 */
export type ApplyError = LedgerError | ChangeSetNotFound | ChangeSetBusy | ChangeSetExpired | ChangeSetNotConfirmed

/**
 * The members of the service `ChangeSets`.
 *
 * @example
 * ```ts
 * import type { ChangeSetsService } from "@effect-losant/fleet"
 * import type { InstanceId } from "@effect-losant/core"
 *
 * const offboard = (sets: ChangeSetsService, instanceId: InstanceId, person: string) =>
 *   sets.plan(instanceId, { operation: "remove_member", targets: { person } })
 * ```
 *
 * @since 0.2.0
 */
export interface ChangeSetsService {
  /**
   * Finds out which writes a request needs, and records them as a set. It changes nothing in Losant. The set expires
   * after an hour if it is not applied.
   */
  readonly plan: (instanceId: InstanceId, request: PlanRequest) => Effect.Effect<RecordedSet, PlanError | LedgerError>
  /**
   * Confirms a set and carries it out. If it was applied before, this goes on with it: what is done is never sent again,
   * and what got no answer is looked for first.
   */
  readonly apply: (id: ChangeSetId, options?: ApplyOptions) => Stream.Stream<ChangeEvent, ApplyError>
  /** The same for a set that was applied before: it confirms nothing. */
  readonly resume: (id: ChangeSetId, options?: ApplyOptions) => Stream.Stream<ChangeEvent, ApplyError>
  /** The set as the ledger has it, also while it is applied. */
  readonly status: (id: ChangeSetId) => Effect.Effect<RecordedSet, LedgerError | ChangeSetNotFound>
}

const confirm = (recorded: RecordedSet, mayConfirm: boolean, now: number) => {
  const { id, expiresAt } = recorded.set
  if (recorded.confirmedAt !== undefined) return Effect.void
  if (!mayConfirm) {
    return Effect.fail(
      new ChangeSetNotConfirmed({ id, message: `The change set ${id} was never applied, so nothing can be resumed.` })
    )
  }
  if (now <= expiresAt) return Effect.void
  const message = `The change set ${id} expired at ${DateTime.formatIso(DateTime.makeUnsafe(expiresAt))}: plan again.`
  return Effect.fail(new ChangeSetExpired({ id, expiredAt: expiresAt, message }))
}

const run = (ledger: LedgerService, id: ChangeSetId, options: ApplyOptions, mayConfirm: boolean) =>
  Stream.callback<ChangeEvent, ApplyError, Losant>((queue) =>
    Effect.gen(function* () {
      const session = yield* ledger.open(id)
      const recorded = yield* session.current
      const now = yield* Clock.currentTimeMillis
      yield* confirm(recorded, mayConfirm, now)
      yield* session.confirm
      const settings = settingsOf(options)
      const { instanceId } = recorded.set
      const base = {
        instanceId,
        session,
        settings,
        names: makeOrgNames(
          instanceId,
          recorded.entries.flatMap(({ state, write }) => (state === "planned" ? (orgIdOf(write) ?? []) : []))
        ),
        brake: makeBrake(settings.pauseAfter === undefined ? undefined : now + settings.pauseAfter),
        emit: (event: ChangeEvent) => Effect.asVoid(Queue.offer(queue, event))
      }
      const resendable = recorded.entries.filter(
        (entry) =>
          settings.resendUnknownEmails &&
          isSentOnRequest(entry.write) &&
          (entry.state === "unknown" || isOpen({ ...base, resendable: new Set() }, entry))
      )
      yield* applySet({ ...base, resendable: new Set(resendable.map((entry) => entry.id)) })
      yield* Queue.end(queue)
    })
  )

/**
 * Plans and applies change sets.
 *
 * @example
 * ```ts
 * import { type InstanceId, Losant } from "@effect-losant/core"
 * import { ChangeSets, countStates, FileLedger } from "@effect-losant/fleet"
 * import * as Effect from "effect/Effect"
 * import * as Layer from "effect/Layer"
 * import * as Stream from "effect/Stream"
 *
 * const tagAll = Effect.fnUntraced(function* (instanceId: InstanceId) {
 *   const sets = yield* ChangeSets
 *   const { set } = yield* sets.plan(instanceId, {
 *     operation: "update_org",
 *     changes: { tags: { add: [{ key: "audited", value: "2026" }] } },
 *     targets: { all: true }
 *   })
 *   yield* Stream.runDrain(sets.apply(set.id))
 *   return countStates((yield* sets.status(set.id)).entries)
 * })
 *
 * const layer = ChangeSets.layer.pipe(
 *   Layer.provide([Losant.layerConfig, FileLedger.layer({ folder: "ledger" })])
 * )
 * ```
 *
 * @since 0.2.0
 */
export class ChangeSets extends Context.Service<ChangeSets, ChangeSetsService>()("@effect-losant/fleet/ChangeSets") {
  /**
   * The service, with the ledger and the Losant given.
   *
   * @since 0.2.0
   */
  static readonly layer: Layer.Layer<ChangeSets, never, Ledger | Losant> = Layer.effect(
    ChangeSets,
    Effect.gen(function* () {
      const ledger = yield* Ledger
      const losant = yield* Losant
      const provided = Stream.provideService(Losant, losant)
      return {
        plan: Effect.fnUntraced(function* (instanceId, request) {
          const { set, writes } = yield* Effect.provideService(plan(instanceId, request), Losant, losant)
          // A set is planned whether or not old ones can be removed.
          yield* Effect.ignore(ledger.removeExpired(set.createdAt))
          yield* ledger.create(set, writes)
          return newSet(set, writes)
        }),
        apply: (id, options = {}) => provided(run(ledger, id, options, true)),
        resume: (id, options = {}) => provided(run(ledger, id, options, false)),
        status: ledger.read
      }
    })
  )
}
