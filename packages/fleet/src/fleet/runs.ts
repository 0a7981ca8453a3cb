/** The runs of a ledger: each is one set or several. */
import type { InstanceId } from "@effect-losant/core"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import type { LedgerService } from "../ledger/Ledger.ts"
import type { ChangeSet, ChangeSetId, RecordedSet } from "../model/ChangeSet.ts"
import type { Entry } from "../model/Entry.ts"
import type { LedgerError } from "../model/errors.ts"
import { divide, toRunEntry, toSet } from "../model/setsOfRun.ts"
import { idFrom } from "./digest.ts"
import type { FleetPlan } from "./FleetPlan.ts"
import { type FleetRefused, refused } from "./FleetRefused.ts"

/**
 * A run of a plan, as the ledger has it.
 *
 * @example
 * ```ts
 * import { countStates, type FleetRun } from "@effect-losant/fleet"
 *
 * const isOver = ({ entries }: FleetRun) => {
 *   const { planned, begun, unknown } = countStates(entries)
 *   return planned + begun + unknown === 0
 * }
 * ```
 *
 * @since 0.2.0
 */
export interface FleetRun {
  /** The id of the run, and of its plan. */
  readonly id: ChangeSetId
  readonly instanceId: InstanceId
  /** In milliseconds since the epoch, like `appliedAt`. */
  readonly createdAt: number
  /** When it was first applied. Undefined if the process died before. */
  readonly appliedAt?: number
  /** The writes in the order of the plan. The id of an entry is its place in the run, from 0. */
  readonly entries: ReadonlyArray<Entry>
}

/** The part of a set in its run, the place of its first write, and its entries as the run has them. */
export interface StoredSet {
  readonly part: number
  readonly first: number
  readonly entries: ReadonlyArray<Entry>
}

/** A run with what only the ledger needs to know. */
export interface StoredRun extends FleetRun {
  readonly parts: number
  /** The sets that the ledger has, by their parts. */
  readonly sets: ReadonlyArray<StoredSet>
  /** The parts that the ledger lacks: the process died before it had recorded all. */
  readonly missing: ReadonlyArray<number>
  readonly wanted: Readonly<Record<string, string>>
}

/** The id of a run's set. It follows from the run, so the same plan never gets a second set. */
export const setIdOf = (run: ChangeSetId, part: number): ChangeSetId => idFrom(`fleet-run/${run}/${part}`)

export const isOpenEntry = ({ state, settled }: Entry): boolean =>
  state === "planned" || state === "begun" || (state === "unknown" && settled !== true)

/** The set that has the write at a place of the run. */
export const setAt = ({ sets }: StoredRun, number: number): StoredSet | undefined =>
  sets.find(({ first, entries }) => first <= number && number < first + entries.length)

const toRun = (sets: ReadonlyArray<RecordedSet>): StoredRun | undefined => {
  const [any] = sets
  const run = any?.set.run
  if (any === undefined || run === undefined) return undefined
  const stored = sets
    .flatMap(({ set, entries }): ReadonlyArray<StoredSet> => {
      if (set.run === undefined) return []
      const { part, first } = set.run
      return [{ part, first, entries: entries.map((entry) => toRunEntry(entry, first)) }]
    })
    .toSorted((one, other) => one.part - other.part)
  const confirmed = sets.flatMap(({ confirmedAt }) => confirmedAt ?? [])
  const { instanceId, createdAt } = any.set
  return {
    id: run.id,
    instanceId,
    createdAt,
    ...(confirmed.length === 0 ? {} : { appliedAt: Math.min(...confirmed) }),
    entries: stored.flatMap(({ entries }) => entries),
    parts: run.parts,
    sets: stored,
    missing: Array.from({ length: run.parts }, (_, part) => part).filter(
      (part) => !stored.some((one) => one.part === part)
    ),
    wanted: sets.find(({ set }) => set.run?.part === 0)?.set.run?.wanted ?? {}
  }
}

const readSet = (ledger: LedgerService, id: ChangeSetId) =>
  ledger.read(id).pipe(
    Effect.asSome,
    Effect.catchTag("ChangeSetNotFound", () => Effect.succeedNone)
  )

/** The run of a plan. Undefined if the ledger has nothing of it. */
export const readRun = Effect.fnUntraced(function* (
  ledger: LedgerService,
  id: ChangeSetId
): Effect.fn.Return<StoredRun | undefined, LedgerError> {
  const first = yield* readSet(ledger, setIdOf(id, 0))
  if (Option.isNone(first)) return undefined
  const others = Array.from({ length: (first.value.set.run?.parts ?? 1) - 1 }, (_, index) => setIdOf(id, index + 1))
  const rest = yield* Effect.forEach(others, (one) => readSet(ledger, one))
  return toRun([first.value, ...rest.flatMap(Option.toArray)])
})

/** All runs on an instance, or on all. The newest comes first. */
export const listRuns = Effect.fnUntraced(function* (
  ledger: LedgerService,
  instanceId?: InstanceId
): Effect.fn.Return<ReadonlyArray<StoredRun>, LedgerError> {
  const byRun = new Map<string, Array<RecordedSet>>()
  for (const id of yield* ledger.list) {
    const found = yield* readSet(ledger, id)
    const run = Option.isSome(found) ? found.value.set.run : undefined
    if (Option.isNone(found) || run === undefined) continue
    if (instanceId !== undefined && found.value.set.instanceId.toLowerCase() !== instanceId.toLowerCase()) continue
    const sets = byRun.get(run.id)
    if (sets === undefined) byRun.set(run.id, [found.value])
    else sets.push(found.value)
  }
  return [...byRun.values()]
    .flatMap((sets) => toRun(sets) ?? [])
    .toSorted((one, other) => other.createdAt - one.createdAt)
})

/** The run is confirmed as a whole, so its sets do not expire one by one. */
const never = Number.MAX_SAFE_INTEGER

/** Records those sets of a run that the ledger does not have. */
export const createSets = Effect.fnUntraced(function* (
  ledger: LedgerService,
  plan: FleetPlan,
  createdAt: number,
  missing?: ReadonlyArray<number>
): Effect.fn.Return<void, LedgerError> {
  const sets = divide(plan.writes)
  // The first set says how many there are, so it comes last: without it, nothing of the run was begun.
  for (const [part, ofSet] of [...sets.entries()].toReversed()) {
    if (missing?.includes(part) === false) continue
    const set: ChangeSet = {
      id: setIdOf(plan.id, part),
      instanceId: plan.instanceId,
      operation: "fleet",
      createdAt,
      expiresAt: never,
      organizations: plan.managed,
      excluded: [],
      requests: plan.requests,
      run: {
        id: plan.id,
        part,
        parts: sets.length,
        first: ofSet.first,
        ...(part === 0 ? { wanted: plan.wanted } : {})
      }
    }
    yield* ledger.create(set, toSet(ofSet))
  }
})

/**
 * Holds the instance until the scope closes, so that no other run on this ledger is applied to it. A set without writes
 * stands for the instance: its lock is the lock of the instance.
 */
export const holdInstance = Effect.fnUntraced(function* (ledger: LedgerService, instanceId: InstanceId) {
  const id = idFrom(`fleet-instance/${instanceId.toLowerCase()}`)
  if (Option.isNone(yield* readSet(ledger, id))) {
    yield* ledger.create(
      {
        id,
        instanceId,
        operation: "fleet",
        createdAt: 0,
        expiresAt: never,
        organizations: 0,
        excluded: [],
        requests: 0
      },
      []
    )
  }
  yield* ledger.open(id).pipe(
    Effect.catchTag("ChangeSetBusy", ({ message }) =>
      // The message names the process that holds it.
      Effect.fail(refused("busy", `Another run is applied to this instance now. ${message}`))
    ),
    Effect.catchTag("ChangeSetNotFound", () => Effect.fail(refused("busy", "Another process changes the ledger.")))
  )
})

export const runNotFound = (id: string): FleetRefused =>
  refused("notFound", `The ledger has no run ${id}. The command status lists the runs.`)
