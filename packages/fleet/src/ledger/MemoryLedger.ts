/**
 * A ledger in memory: for tests, and for programs to which a crash does not matter.
 *
 * @module
 * @since 0.2.0
 */
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { type ChangeSetId, isForgotten, type RecordedSet } from "../model/ChangeSet.ts"
import { Ledger, type LedgerService } from "./Ledger.ts"
import { makeOpenSets } from "./openSets.ts"
import { makeSession, newSet, notFound } from "./session.ts"

const make = (): LedgerService => {
  const sets = new Map<ChangeSetId, RecordedSet>()
  const open = makeOpenSets()
  const read = (id: ChangeSetId) =>
    Effect.suspend(() => {
      const recorded = sets.get(id)
      return recorded === undefined ? Effect.fail(notFound(id)) : Effect.succeed(recorded)
    })
  return {
    create: (set, writes) => Effect.sync(() => sets.set(set.id, newSet(set, writes))),
    read,
    list: Effect.sync(() => [...sets.keys()]),
    open: (id) =>
      Effect.gen(function* () {
        yield* read(id)
        yield* open.hold(id)
        return makeSession(yield* read(id), (_, after) => Effect.sync(() => sets.set(id, after)))
      }),
    removeExpired: (now) =>
      Effect.sync(() => {
        for (const [id, { set, confirmedAt }] of sets) {
          if (confirmedAt === undefined && !open.has(id) && isForgotten(set, now)) sets.delete(id)
        }
      }),
    remove: (id) =>
      Effect.scoped(
        Effect.andThen(
          read(id),
          Effect.andThen(
            open.hold(id),
            Effect.sync(() => sets.delete(id))
          )
        )
      )
  }
}

/**
 * A ledger that is empty when the layer is built, and gone with it.
 *
 * @example
 * ```ts
 * import { Ledger, MemoryLedger } from "@effect-losant/fleet"
 * import * as Effect from "effect/Effect"
 *
 * const none = Effect.provide(Ledger.use(({ list }) => list), MemoryLedger.layer)
 * ```
 *
 * @since 0.2.0
 */
export const layer: Layer.Layer<Ledger> = Layer.sync(Ledger, make)
