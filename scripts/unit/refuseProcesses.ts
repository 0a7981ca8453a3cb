// Runs before each file of the unit tests, and makes them fail where they start a process or build a bundle.
import childProcess from "node:child_process"
import { syncBuiltinESMExports } from "node:module"
import { vi } from "vitest"

const refuse = (name: string) => () => {
  throw new Error(
    `A unit test called ${name}. A test that starts a process or builds a bundle is named ` +
      "*.process.test.ts, *.stdio.test.ts or *.bundle.test.ts."
  )
}

const starters = ["spawn", "spawnSync", "fork", "exec", "execSync", "execFile", "execFileSync"] as const
for (const name of starters) Object.assign(childProcess, { [name]: refuse(`child_process.${name}`) })
// Named imports of the module see the replaced functions only after this.
syncBuiltinESMExports()

vi.mock("rolldown", () => ({ rolldown: refuse("rolldown"), build: refuse("rolldown"), watch: refuse("rolldown") }))
