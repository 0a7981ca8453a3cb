/** A ledger of which a part behaves otherwise. */
import { Ledger, type LedgerService, type LedgerSession } from "@effect-losant/fleet"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"

/** The ledger that is there, with sessions that have these parts in place of their own. */
export const ledgerWith = (
  partsOf: (session: LedgerSession) => Partial<LedgerSession>
): Layer.Layer<Ledger, never, Ledger> =>
  Layer.effect(
    Ledger,
    Effect.map(
      Ledger,
      (ledger): LedgerService => ({
        ...ledger,
        open: (id) => Effect.map(ledger.open(id), (session) => ({ ...session, ...partsOf(session) }))
      })
    )
  )
