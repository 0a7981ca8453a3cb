// Installs the workspace's dependencies with the version of pnpm in package.json, so that a contributor needs only Node
// and npm. Does nothing if node_modules already agrees with the lockfile.
import { spawnSync } from "node:child_process"
import { existsSync, readFileSync } from "node:fs"
import { fileURLToPath } from "node:url"

const root = fileURLToPath(new URL("..", import.meta.url))
const lockfile = `${root}/pnpm-lock.yaml`
const installed = `${root}/node_modules/.pnpm/lock.yaml`

if (!existsSync(installed) || readFileSync(installed, "utf8") !== readFileSync(lockfile, "utf8")) {
  const { packageManager } = JSON.parse(readFileSync(`${root}/package.json`, "utf8"))
  console.error(`Installing dependencies with ${packageManager} …`)
  const { status, error } = spawnSync("npx", ["--yes", packageManager, "install", "--frozen-lockfile"], {
    cwd: root,
    stdio: ["ignore", process.stderr.fd, process.stderr.fd],
    shell: process.platform === "win32"
  })
  if (error !== undefined) console.error(`npx could not be started: ${error.message}`)
  process.exitCode = status ?? 1
}
