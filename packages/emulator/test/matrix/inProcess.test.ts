// Every action under every fault, without a socket: the emulator's own fetch shows core the same faults.
import { reads, writes } from "./actions.ts"
import { table } from "./table.ts"

for (const name of [...reads, ...writes]) table(name, true)
