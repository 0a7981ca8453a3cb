// Every write under every fault.
import { writes } from "./actions.ts"
import { table } from "./table.ts"

for (const name of writes) table(name)
