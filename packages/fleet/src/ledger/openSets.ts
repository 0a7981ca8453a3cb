/** The sets that fibers of one process have open. */
import * as Effect from "effect/Effect"
import type { Scope } from "effect/Scope"
import type { ChangeSetId } from "../model/ChangeSet.ts"
import type { ChangeSetBusy } from "../model/errors.ts"
import { busy } from "./session.ts"

export interface OpenSets {
  readonly has: (id: ChangeSetId) => boolean
  /** Holds a set against other fibers for the scope. */
  readonly hold: (id: ChangeSetId) => Effect.Effect<void, ChangeSetBusy, Scope>
}

/** The name of an owner in this process. */
export const ownProcess = "another fiber of this process"

export const makeOpenSets = (): OpenSets => {
  const open = new Set<ChangeSetId>()
  return {
    has: (id) => open.has(id),
    hold: (id) =>
      Effect.asVoid(
        Effect.acquireRelease(
          Effect.suspend(() => {
            if (open.has(id)) return Effect.fail(busy(id, ownProcess))
            open.add(id)
            return Effect.void
          }),
          () => Effect.sync(() => open.delete(id))
        )
      )
  }
}
