/**
 * The ledger of change sets: it records every write before its request is sent.
 *
 * @since 0.2.0
 */
import type { OrgId } from "@effect-losant/core"
import * as Context from "effect/Context"
import type * as Effect from "effect/Effect"
import type * as Option from "effect/Option"
import type { Scope } from "effect/Scope"
import type { ChangeSet, ChangeSetId, RecordedSet } from "../model/ChangeSet.ts"
import type { Entry, EntryState, Seen } from "../model/Entry.ts"
import type { ChangeSetBusy, ChangeSetNotFound, LedgerError } from "../model/errors.ts"
import type { Write } from "../model/Write.ts"

/**
 * The end of an attempt, or of a write that is not even begun.
 *
 * @example
 * ```ts
 * import type { Ending } from "@effect-losant/fleet"
 *
 * const denied: Ending = { state: "skipped", detail: "The policy does not allow this organization any more." }
 * ```
 *
 * @since 0.2.0
 */
export interface Ending {
  readonly state: Exclude<EntryState, "begun">
  readonly detail?: string
  readonly settled?: boolean
  /** The organization that the write created. */
  readonly created?: OrgId
}

/**
 * A change set that nobody else can write while the session lasts.
 *
 * @example
 * ```ts
 * import type { LedgerSession } from "@effect-losant/fleet"
 * import * as Effect from "effect/Effect"
 *
 * const openWrites = ({ current }: LedgerSession) =>
 *   Effect.map(current, ({ entries }) => entries.filter(({ state }) => state === "planned"))
 * ```
 *
 * @since 0.2.0
 */
export interface LedgerSession {
  /** The set with its entries at this moment. */
  readonly current: Effect.Effect<RecordedSet>
  /** Records that the set was confirmed. It does nothing if it was confirmed before. */
  readonly confirm: Effect.Effect<void, LedgerError>
  /**
   * Records that a planned write is begun, and gives the entry as it is then. The record is durable when the effect
   * ends. None if the entry is not planned any more, or another attempt was there first: then nothing may be sent.
   */
  readonly begin: (entry: Entry, seen?: Seen) => Effect.Effect<Option.Option<Entry>, LedgerError>
  /** Records how an attempt ended. None if another attempt was there first. */
  readonly end: (entry: Entry, ending: Ending) => Effect.Effect<Option.Option<Entry>, LedgerError>
}

/**
 * The interface of a ledger.
 *
 * @example
 * ```ts
 * import { type ChangeSetId, type LedgerService, countStates } from "@effect-losant/fleet"
 * import * as Effect from "effect/Effect"
 *
 * const countsOf = (ledger: LedgerService, id: ChangeSetId) =>
 *   Effect.map(ledger.read(id), ({ entries }) => countStates(entries))
 * ```
 *
 * @since 0.2.0
 */
export interface LedgerService {
  /** Records a new set. It is durable when the effect ends; if it fails, nothing is left. */
  readonly create: (set: ChangeSet, writes: ReadonlyArray<Write>) => Effect.Effect<void, LedgerError>
  /** Reads a set, also while somebody else applies it. */
  readonly read: (id: ChangeSetId) => Effect.Effect<RecordedSet, LedgerError | ChangeSetNotFound>
  /** The ids of all sets. */
  readonly list: Effect.Effect<ReadonlyArray<ChangeSetId>, LedgerError>
  /** Opens a set for one writer, until the scope closes. */
  readonly open: (
    id: ChangeSetId
  ) => Effect.Effect<LedgerSession, LedgerError | ChangeSetNotFound | ChangeSetBusy, Scope>
  /**
   * Forgets the sets that nobody confirmed and that expired more than an hour before `now`, which is in milliseconds. Until
   * then a person learns that the set expired. A set that cannot be read stays.
   */
  readonly removeExpired: (now: number) => Effect.Effect<void, LedgerError>
  /** Forgets a set. */
  readonly remove: (id: ChangeSetId) => Effect.Effect<void, LedgerError | ChangeSetNotFound | ChangeSetBusy>
}

/**
 * The ledger of change sets. `FileLedger.layer` keeps it in files, `MemoryLedger.layer` in memory.
 *
 * @example
 * ```ts
 * import { Ledger } from "@effect-losant/fleet"
 *
 * const all = Ledger.use(({ list }) => list)
 * ```
 *
 * @since 0.2.0
 */
export class Ledger extends Context.Service<Ledger, LedgerService>()("@effect-losant/fleet/Ledger") {}
