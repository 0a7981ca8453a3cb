/** The decisions of a person on a run: to end it, and what became of a write. */
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import type { ChangeSetId } from "../model/ChangeSet.ts"
import type { Entry } from "../model/Entry.ts"
import type { ChangeSetBusy, ChangeSetNotFound, LedgerError } from "../model/errors.ts"
import { toRunEntry } from "../model/setsOfRun.ts"
import { holdRun, type RunContext } from "./applyRun.ts"
import { type FleetRefused, refused } from "./FleetRefused.ts"
import { setAt, setIdOf } from "./runs.ts"

/**
 * The decision on a write whose outcome is unknown: it was carried out, it was not and is given up, or it is sent again.
 *
 * @example
 * ```ts
 * import type { Resolution } from "@effect-losant/fleet"
 *
 * const resolution: Resolution = "done"
 * ```
 *
 * @since 0.2.0
 */
export type Resolution = "done" | "failed" | "again"

/**
 * The errors of a decision on a run.
 *
 * @example
 * ```ts
 * import type { DecisionError } from "@effect-losant/fleet"
 *
 * const isRefusal = ({ _tag }: DecisionError) => _tag === "FleetRefused"
 * ```
 *
 * @since 0.2.0
 */
export type DecisionError = FleetRefused | LedgerError | ChangeSetNotFound | ChangeSetBusy

/** Gives up all writes of a run that are not begun. Gives their number. */
export const cancelRun = (context: Pick<RunContext, "ledger">, id: ChangeSetId): Effect.Effect<number, DecisionError> =>
  Effect.scoped(
    Effect.gen(function* () {
      const run = yield* holdRun(context, id)
      let cancelled = 0
      for (const { part } of run.sets) {
        yield* Effect.scoped(
          Effect.gen(function* () {
            const session = yield* context.ledger.open(setIdOf(id, part))
            for (const entry of (yield* session.current).entries) {
              if (entry.state !== "planned") continue
              const ended = yield* session.end(entry, { state: "skipped", detail: "The run was cancelled." })
              if (Option.isSome(ended)) cancelled += 1
            }
          })
        )
      }
      return cancelled
    })
  )

const states = { done: "done", failed: "failed", again: "planned" } as const

/** Decides on a write. `number` is its place in the run, from 0. */
export const resolveEntry = (
  context: Pick<RunContext, "ledger">,
  id: ChangeSetId,
  number: number,
  resolution: Resolution
): Effect.Effect<Entry, DecisionError> =>
  Effect.scoped(
    Effect.gen(function* () {
      const absent = refused("notFound", `The run ${id} has no write ${number}.`)
      const set = setAt(yield* holdRun(context, id), number)
      if (set === undefined) return yield* Effect.fail(absent)
      const session = yield* context.ledger.open(setIdOf(id, set.part))
      const entry = (yield* session.current).entries[number - set.first]
      if (entry === undefined) return yield* Effect.fail(absent)
      if (entry.state !== "unknown") {
        return yield* Effect.fail(
          refused("notUnknown", `The write ${number} is ${entry.state}: only one that is unknown needs a decision.`)
        )
      }
      if (resolution === "again" && entry.settled !== true) {
        const message = `The write ${number} may still be carried out: resume the run, which waits for it and looks again.`
        return yield* Effect.fail(refused("notUnknown", message))
      }
      const detail = "A person decided it."
      const ended = yield* session.end(entry, { state: states[resolution], detail })
      return toRunEntry(
        Option.getOrElse(ended, () => entry),
        set.first
      )
    })
  )
