/** Lets the writes on one organization run one after the other. */
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Semaphore from "effect/Semaphore"

/**
 * Runs an effect when no other effect with the same key runs.
 *
 * @example
 * ```ts
 * import type { InTurn } from "@effect-losant/fleet"
 *
 * const notAtAll: InTurn = () => (effect) => effect
 * ```
 *
 * @since 0.2.0
 */
export type InTurn = (key: string) => <A, E, R>(effect: Effect.Effect<A, E, R>) => Effect.Effect<A, E, R>

const makeTurns = (): InTurn => {
  const turns = new Map<string, { readonly semaphore: Semaphore.Semaphore; users: number }>()
  return (key) => (effect) =>
    Effect.acquireUseRelease(
      Effect.sync(() => {
        const turn = turns.get(key) ?? { semaphore: Semaphore.makeUnsafe(1), users: 0 }
        turn.users += 1
        turns.set(key, turn)
        return turn
      }),
      ({ semaphore }) => semaphore.withPermit(effect),
      (turn) =>
        Effect.sync(() => {
          turn.users -= 1
          if (turn.users === 0) turns.delete(key)
        })
    )
}

/**
 * The turns of the organizations, for all sets of a process. A program that writes to organizations beside its sets
 * provides its own, and uses it for those writes too.
 *
 * @example
 * ```ts
 * import { OrgTurns } from "@effect-losant/fleet"
 * import type { OrgId } from "@effect-losant/core"
 * import * as Effect from "effect/Effect"
 *
 * const exclusively = <A, E, R>(orgId: OrgId, write: Effect.Effect<A, E, R>) =>
 *   Effect.flatMap(OrgTurns, (inTurn) => inTurn(orgId)(write))
 * ```
 *
 * @since 0.2.0
 */
export const OrgTurns = Context.Reference<InTurn>("@effect-losant/fleet/OrgTurns", { defaultValue: makeTurns })
