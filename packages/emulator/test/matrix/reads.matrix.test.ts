// Every read under every fault.
import { reads } from "./actions.ts"
import { table } from "./table.ts"

for (const name of reads) table(name)
