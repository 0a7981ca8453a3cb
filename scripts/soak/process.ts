// Measures the memory and the open files of a process on this machine.
import { execFileSync } from "node:child_process"
import { existsSync, readdirSync } from "node:fs"

/** Gives the resident memory of a process, in bytes. */
export const residentBytes = (pid: number): number =>
  Number(execFileSync("ps", ["-o", "rss=", "-p", String(pid)], { encoding: "utf8" })) * 1024

/** Gives the number of open files and sockets of a process, or `undefined` on systems that do not report it. */
export const openHandles = (pid: number): number | undefined => {
  const folder = `/proc/${pid}/fd`
  return existsSync(folder) ? readdirSync(folder).length : undefined
}
