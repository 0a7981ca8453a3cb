/**
 * The entry of a write in the ledger.
 *
 * @since 0.2.0
 */
import { OrgId } from "@effect-losant/core"
import * as Schema from "effect/Schema"
import type { Write } from "./Write.ts"

const Millis = Schema.Finite

/**
 * Values that are read just before a write is sent, so that its effect can be recognized afterwards: the ids of the
 * items that existed, or the time of the invitation.
 *
 * @example
 * ```ts
 * import type { Seen } from "@effect-losant/fleet"
 *
 * const isNew = ({ ids = [] }: Seen, id: string) => !ids.includes(id)
 * ```
 *
 * @since 0.2.0
 */
export const Seen = Schema.Struct({
  ids: Schema.optionalKey(Schema.Array(Schema.String)),
  inviteDate: Schema.optionalKey(Schema.String)
})
export type Seen = typeof Seen.Type

const states = ["planned", "begun", "done", "failed", "unknown", "skipped"] as const

/**
 * The state of a write. `begun` is recorded before the request is sent. `unknown` means that the request may have been
 * carried out, and that its effect was not found yet.
 *
 * @example
 * ```ts
 * import type { EntryState } from "@effect-losant/fleet"
 *
 * const isOver = (state: EntryState) => state === "done" || state === "failed" || state === "skipped"
 * ```
 *
 * @since 0.2.0
 */
export const EntryState = Schema.Literals(states)
export type EntryState = typeof EntryState.Type

/**
 * A write with its state.
 *
 * @example
 * ```ts
 * import type { Entry } from "@effect-losant/fleet"
 *
 * const lineOf = ({ write, state, detail = "" }: Entry) => `${write.orgName}: ${state} ${detail}`
 * ```
 *
 * @since 0.2.0
 */
export interface Entry {
  /** The place of the write in its set, from 0. */
  readonly id: number
  readonly write: Write
  readonly state: EntryState
  /** The number of times that the write was begun. */
  readonly attempts: number
  /** When the write was last begun, in milliseconds since the epoch. */
  readonly begunAt?: number
  readonly seen?: Seen
  /** A sentence about the state: why the write failed or was skipped, or how its effect was found. */
  readonly detail?: string
  /** True if the settle time has passed for an unknown write, so that looking again finds nothing new. */
  readonly settled?: boolean
  /** The organization that the write created. Undefined if it is not known which one that is. */
  readonly created?: OrgId
}

/** A change of an entry's state, as a ledger records it. `attempts` belongs to the attempt that ends or begins. */
export const Transition = Schema.Struct({
  entry: Schema.Int,
  to: EntryState,
  attempts: Schema.Int,
  at: Millis,
  seen: Schema.optionalKey(Seen),
  detail: Schema.optionalKey(Schema.String),
  settled: Schema.optionalKey(Schema.Boolean),
  created: Schema.optionalKey(OrgId)
})
export type Transition = typeof Transition.Type

/** The states that may follow a state by {@link Transition}. */
const next: Readonly<Record<EntryState, ReadonlyArray<EntryState>>> = {
  planned: ["begun", "failed", "skipped"],
  begun: ["planned", "done", "failed", "unknown", "skipped"],
  unknown: ["planned", "done", "failed", "unknown"],
  done: [],
  failed: [],
  skipped: []
}

/** The entry after a transition. Undefined if the transition does not fit: another attempt was there first. */
export const applyTransition = (entry: Entry, transition: Transition): Entry | undefined => {
  const { to, attempts, at, seen, detail, settled, created } = transition
  const begins = to === "begun"
  const fits = attempts === entry.attempts + (begins ? 1 : 0) && next[entry.state].includes(to)
  if (!fits) return undefined
  const { id, write, begunAt } = entry
  const since = begins ? at : begunAt
  const known = begins ? seen : entry.seen
  return {
    id,
    write,
    state: to,
    attempts,
    ...(since === undefined ? {} : { begunAt: since }),
    ...(known === undefined ? {} : { seen: known }),
    ...(detail === undefined ? {} : { detail }),
    ...(settled === undefined ? {} : { settled }),
    ...(created === undefined ? {} : { created })
  }
}
