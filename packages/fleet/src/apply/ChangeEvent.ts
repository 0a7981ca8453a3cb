/** The events of a set that is applied. */
import type { RecordedSet } from "../model/ChangeSet.ts"
import type { Entry } from "../model/Entry.ts"

/**
 * The reason why a set stops before its end: five failures in a row, a 429 that asks for more than a minute, or the time
 * that `pauseAfter` gives. What is not begun stays planned.
 *
 * @example
 * ```ts
 * import type { StopReason } from "@effect-losant/fleet"
 *
 * const needsPerson = (reason: StopReason) => reason === "failures"
 * ```
 *
 * @since 0.2.0
 */
export type StopReason = "failures" | "rateLimited" | "paused"

/**
 * An event of a set that is applied. `Recorded` comes when the ledger holds a new state of a write, `Settling` before a
 * wait for writes without an answer, `Stopped` if the set stops before its end, and `Finished` last.
 *
 * @example
 * ```ts
 * import { type ChangeEvent, countStates } from "@effect-losant/fleet"
 *
 * const lineOf = (event: ChangeEvent): string => {
 *   if (event._tag === "Recorded") return `${event.entry.write.orgName}: ${event.entry.state}`
 *   if (event._tag === "Settling") return `waiting for ${event.writes} writes`
 *   if (event._tag === "Stopped") return event.message
 *   return `${countStates(event.recorded.entries).done} writes are done`
 * }
 * ```
 *
 * @since 0.2.0
 */
export type ChangeEvent =
  | { readonly _tag: "Recorded"; readonly entry: Entry }
  | {
      readonly _tag: "Settling"
      /** The number of writes without a known outcome. */
      readonly writes: number
      /** When they can be settled, in milliseconds since the epoch. */
      readonly until: number
    }
  | { readonly _tag: "Stopped"; readonly reason: StopReason; readonly message: string }
  | { readonly _tag: "Finished"; readonly recorded: RecordedSet }
