// Reads the memory and the open handles of a process of this machine.
import { execFileSync } from "node:child_process"
import { existsSync, readdirSync } from "node:fs"

/** The memory of a process, in bytes. */
export const residentBytes = (pid: number): number =>
  Number(execFileSync("ps", ["-o", "rss=", "-p", String(pid)], { encoding: "utf8" })) * 1024

/** How many files and sockets a process has open, where the system tells. */
export const openHandles = (pid: number): number | undefined => {
  const folder = `/proc/${pid}/fd`
  return existsSync(folder) ? readdirSync(folder).length : undefined
}
