import { spawnSync } from "node:child_process"
import { existsSync, readFileSync } from "node:fs"

/** Gives the resident memory of a process in bytes, or `undefined` on systems that do not report it. */
export const residentMemory = (pid: number): number | undefined => {
  const status = `/proc/${pid}/status`
  const kilobytes = existsSync(status)
    ? /^VmRSS:\s+(\d+)/m.exec(readFileSync(status, "utf8"))?.[1]
    : spawnSync("ps", ["-o", "rss=", "-p", String(pid)], { encoding: "utf8" }).stdout?.trim()
  return kilobytes === undefined || kilobytes === "" ? undefined : Number(kilobytes) * 1024
}
