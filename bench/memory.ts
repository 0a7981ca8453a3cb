import { spawnSync } from "node:child_process"
import { existsSync, readFileSync } from "node:fs"

/** How much memory of a process is resident, in bytes; nothing where the system cannot tell. */
export const residentMemory = (pid: number): number | undefined => {
  const status = `/proc/${pid}/status`
  const kilobytes = existsSync(status)
    ? /^VmRSS:\s+(\d+)/m.exec(readFileSync(status, "utf8"))?.[1]
    : spawnSync("ps", ["-o", "rss=", "-p", String(pid)], { encoding: "utf8" }).stdout?.trim()
  return kilobytes === undefined || kilobytes === "" ? undefined : Number(kilobytes) * 1024
}
