import { MemoryLedger } from "@effect-losant/fleet"
import { ledgerSuite } from "./ledgerSuite.ts"

ledgerSuite("the ledger in memory", () => MemoryLedger.layer)
