// npm run check: runs all steps of CI one after the other, and prints the time of each. Only CI runs the tests on the
// other versions of Node.
import { spawnSync } from "node:child_process"
import { existsSync } from "node:fs"
import { fileURLToPath } from "node:url"

const root = fileURLToPath(new URL("..", import.meta.url))

/** Losant's description of its API, which is not part of this repository. */
const contract = process.env["CONTRACT"]

/** @type {ReadonlyArray<readonly [name: string, script: string, ...args: ReadonlyArray<string>]>} */
const steps = [
  ["set-up, types, lint, examples and tests", "test"],
  ["core's public types", "check:api"],
  ["API reference and links", "docs"],
  ["contract check", "check:contract", "--", contract ?? ""],
  ["packages", "check:package"],
  ["desktop bundle", "build:mcpb"],
  ["clients", "check:clients"],
  ["conformance", "conformance"],
  ["demo", "demo"],
  ["audit", "audit"]
]

const isSkipped = (/** @type {string} */ script) =>
  script === "check:contract" && (contract === undefined || !existsSync(contract))

const started = performance.now()

const took = (/** @type {number} */ since) => {
  const seconds = Math.round((performance.now() - since) / 1_000)
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`
}

for (const [name, script, ...args] of steps) {
  if (isSkipped(script)) {
    console.log(`== ${name}: skipped, since CONTRACT names no folder`)
    continue
  }
  const begun = performance.now()
  const { status, error } = spawnSync("npm", ["run", "--silent", script, ...args], {
    cwd: root,
    stdio: "inherit",
    shell: process.platform === "win32"
  })
  if (error !== undefined || status !== 0) {
    console.error(`== ${name}: failed after ${took(begun)}${error === undefined ? "" : `: ${error.message}`}`)
    process.exit(1)
  }
  console.log(`== ${name}: ${took(begun)}`)
}
console.log(`== all: ${took(started)}`)
