// An action of each kind under every fault, without a socket: the emulator's own fetch shows core the same faults.
import { table } from "./table.ts"

const oneOfEachKind = [
  "instances.get",
  "instanceOrg.get",
  "instanceOrg.payloadCounts",
  "instanceOrgs.post",
  "instanceOrg.patch",
  "instanceOrg.delete"
] as const

for (const name of oneOfEachKind) table(name, true)
