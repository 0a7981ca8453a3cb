/** The ledger of a command, of whatever kind it is. */
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as FileLedger from "../ledger/FileLedger.ts"
import type { Ledger } from "../ledger/Ledger.ts"
import type { LedgerError } from "../model/errors.ts"
import type { LedgerPlace } from "./places.ts"

/** A command with a ledger in files does not load what a database needs. */
const sqlite = (file: string): Layer.Layer<Ledger, LedgerError> =>
  Layer.unwrap(
    Effect.map(
      Effect.promise(() => import("../sql/SqliteLedger.ts")),
      ({ layer }) => layer({ file })
    )
  )

export const ledgerLayer = (place: LedgerPlace): Layer.Layer<Ledger, LedgerError> =>
  place.kind === "sqlite" ? sqlite(place.file) : FileLedger.layer({ folder: place.folder })
