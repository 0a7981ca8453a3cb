/** The engine of change sets, on the gateway of a call and the ledger in the journal's folder. */

import * as Path from "node:path"
import { Losant } from "@effect-losant/core/Losant"
import type { InstanceId } from "@effect-losant/core/schemas/Ids"
import {
  ChangeSets,
  FileLedger,
  type InTurn,
  Ledger,
  type LedgerService,
  MemoryLedger,
  OrgTurns
} from "@effect-losant/fleet"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { JournalFolder } from "../safety/journal.ts"
import { isBusyRefusal, WriteTurns } from "../safety/WriteTurns.ts"

const subfolder = "change-sets"

/** Without a journal a set lives as long as the process. */
const MemoryOfProcess = Context.Reference<LedgerService>("@effect-losant/mcp-server/MemoryOfProcess", {
  defaultValue: () => Effect.runSync(Effect.provide(Ledger, MemoryLedger.layer))
})

/** The folder of the ledger. Undefined if the journal is off. */
export const ledgerFolder = Effect.map(JournalFolder, (journal) =>
  journal === undefined ? undefined : Path.join(journal.folder, subfolder)
)

const ledgerLayer: Layer.Layer<Ledger> = Layer.unwrap(
  Effect.map(ledgerFolder, (folder) =>
    folder === undefined ? Layer.effect(Ledger, MemoryOfProcess) : FileLedger.layer({ folder })
  )
)

/** The turns of this server's other writes. A turn that takes too long is waited for again: the call has its own end. */
const orgTurns = (instanceId: InstanceId) =>
  Effect.map(
    WriteTurns,
    (inTurn): InTurn =>
      (orgId) =>
      (effect) => {
        const again = (): typeof effect =>
          // Sound: the effects of the engine need no scope, and the only refusal is that of the turns.
          Effect.catchIf(inTurn(`${instanceId}/${orgId}`.toLowerCase())(effect) as typeof effect, isBusyRefusal, again)
        return again()
      }
  )

/** Runs an effect with the engine. */
export const withEngine = <A, E>(
  instanceId: InstanceId,
  losant: Losant["Service"],
  effect: Effect.Effect<A, E, ChangeSets | Ledger>
): Effect.Effect<A, E> =>
  Effect.flatMap(orgTurns(instanceId), (turns) =>
    effect.pipe(
      Effect.provide(
        ChangeSets.layer.pipe(Layer.provideMerge(ledgerLayer), Layer.provide(Layer.succeed(Losant, losant)))
      ),
      Effect.provideService(OrgTurns, turns)
    )
  )
