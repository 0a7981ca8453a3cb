// Starts the emulator by its name, as a person does, and calls it over HTTP. The argument is the path of the program.
import assert from "node:assert/strict"
import { spawn } from "node:child_process"
import { once } from "node:events"
import { createInterface } from "node:readline"
import { createClient } from "@effect-losant/core"

const [program = "losant-emulator"] = process.argv.slice(2)
const emulator = spawn(program, ["--port", "0"], { stdio: ["ignore", "pipe", "inherit"] })
const [line] = await once(createInterface({ input: emulator.stdout }), "line")
const { url, instanceId, token } = JSON.parse(line)

const client = createClient({ accessToken: token, url })
const { totalCount } = await client.instanceOrgs.get({ instanceId })
await client.close()
assert.ok(totalCount !== undefined && totalCount > 0)

emulator.kill("SIGTERM")
const [code] = await once(emulator, "exit")
assert.equal(code, 0, "it ends by itself when it is told to")
console.log(`${totalCount} organizations at a URL`)
