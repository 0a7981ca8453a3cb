// Keeps an emulator by the program losant-fleet, as a person does. The arguments are the paths of both programs.
import assert from "node:assert/strict"
import { spawn, spawnSync } from "node:child_process"
import { once } from "node:events"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { createInterface } from "node:readline"

const [emulatorProgram = "losant-emulator", fleetProgram = "losant-fleet"] = process.argv.slice(2)
const emulator = spawn(emulatorProgram, ["--port", "0"], { stdio: ["ignore", "pipe", "inherit"] })
const [line] = await once(createInterface({ input: emulator.stdout }), "line")
const { url, instanceId, readToken } = JSON.parse(line)

const folder = mkdtempSync(join(tmpdir(), "losant-fleet-"))
const env = { ...process.env, LOSANT_API_URL: url, LOSANT_INSTANCE_ID: instanceId, LOSANT_API_TOKEN: readToken }
const run = (...args: ReadonlyArray<string>) => {
  const { status, stdout, stderr } = spawnSync(fleetProgram, args, { cwd: folder, env, encoding: "utf8" })
  assert.equal(status, 0, stderr)
  return stdout
}
run("pull", "--ledger", "ledger")
const plan = run("plan", "--exit-code", "--ledger", "ledger")
assert.match(plan, /^Nothing has to be changed/)

rmSync(folder, { recursive: true })
emulator.kill("SIGTERM")
await once(emulator, "exit")
console.log(plan.trim())
