/** The ledger that a text names, as for the program `losant-fleet`. */
import type { Ledger } from "@effect-losant/fleet"
import * as Layer from "effect/Layer"
import * as Result from "effect/Result"
import { ledgerLayer } from "../../src/cli/ledgers.ts"
import { parseLedger } from "../../src/cli/places.ts"

export const ledgerAt = (text: string): Layer.Layer<Ledger> =>
  Layer.orDie(ledgerLayer(Result.getOrThrow(parseLedger(text))))
