// The doctor as a person calls it: the built program, its output and its exit code.
import { execFile, spawn, spawnSync } from "node:child_process"
import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync } from "node:fs"
import { createServer, type Server } from "node:http"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, assert, beforeAll, describe, it, onTestFinished } from "@effect/vitest"
import { bareEnvironment, build, main } from "../support/built.ts"
import { type Losant, startLosant } from "../support/losant.ts"
import { token } from "../support/serving.ts"

const echoed = "token-that-nobody-may-see"

let losant: Losant
let echo: Server
let echoUrl = ""
let echoStatus = 200
let folder = ""

beforeAll(async () => {
  build()
  folder = mkdtempSync(join(tmpdir(), "effect-losant-"))
  losant = await startLosant({})
  // Repeats what it was sent, wherever it can, as a proxy may that wants to be helpful.
  echo = createServer(({ headers: { authorization = "" } }, response) => {
    const said = {
      type: authorization,
      message: `who is ${authorization}?`,
      items: [{ id: authorization, name: authorization }]
    }
    response.writeHead(echoStatus, { "content-type": "application/json", "x-request-id": authorization })
    response.end(JSON.stringify(said))
  })
  await new Promise<void>((resolve) => echo.listen(0, "127.0.0.1", resolve))
  const address = echo.address()
  echoUrl = typeof address === "object" && address !== null ? `http://127.0.0.1:${address.port}` : ""
}, 60_000)

afterAll(async () => {
  echo.closeAllConnections()
  echo.close()
  rmSync(folder, { recursive: true })
  await losant.close()
})

interface Ended {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

const doctor = (args: ReadonlyArray<string>, env: Readonly<Record<string, string>> = {}): Promise<Ended> =>
  new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [main, "doctor", ...args],
      { env: { ...bareEnvironment, ...env } },
      (_, stdout, stderr) => resolve({ code: child.exitCode ?? -1, stdout, stderr })
    )
  })

describe("doctor", () => {
  it("ends with 0 on the emulator, and has a mark in each line", async () => {
    const { code, stdout, stderr } = await doctor(["--emulator"])
    assert.strictEqual(code, 0, stdout)
    assert.strictEqual(stderr, "")
    const lines = stdout.trimEnd().split("\n")
    assert.strictEqual(lines.at(-1), "Nothing has to be corrected.")
    for (const line of lines.slice(0, -2)) assert.match(line, /^[✓–] [a-z-]+ +\S/)
  })

  it("ends with 0 over HTTP, and with 1 if something has to be corrected", async () => {
    const env = { LOSANT_API_URL: losant.url, LOSANT_API_TOKEN: token }
    const good = await doctor([], env)
    assert.strictEqual(good.code, 0, good.stdout)
    assert.include(good.stdout, `✓ reachable        ${losant.url} answers`)
    const bad = await doctor(["--audit", "relative.jsonl"], { ...env, LOSANT_API_TOKEN: "wrong" })
    assert.strictEqual(bad.code, 1)
    assert.include(bad.stdout, "2 things have to be corrected.")
    assert.match(bad.stdout, /^✗ audit .*--audit/m)
    assert.match(bad.stdout, /^✗ token .*401/m)
    assert.match(bad.stdout, /^ +→ /m)
  })

  it("prints JSON for programs", async () => {
    const { code, stdout } = await doctor(["--json", "--emulator", "--tools", "losant_get_orgs"])
    assert.strictEqual(code, 1)
    const { ok, checks } = JSON.parse(stdout)
    assert.isFalse(ok)
    assert.deepInclude(checks[0], { name: "node", status: "ok" })
  })

  it.each([200, 401, 403, 404, 418, 500])("shows no token, also if %i repeats it", async (status) => {
    echoStatus = status
    const file = join(folder, "token")
    writeFileSync(file, `${echoed}\n`)
    const settings = { LOSANT_API_URL: echoUrl, LOSANT_INSTANCE_ID: "5e0be1000fc1aea100000001" }
    const asked = [
      doctor([], { ...settings, LOSANT_API_TOKEN: echoed }),
      doctor(["--json"], { ...settings, LOSANT_API_TOKEN_FILE: file })
    ]
    for (const { stdout, stderr } of await Promise.all(asked)) {
      assert.include(stdout, echoUrl)
      assert.notInclude(stdout + stderr, echoed)
    }
  })

  it("shows no token that stands where it does not belong", async () => {
    const { stdout, stderr } = await doctor([], { LOSANT_API_TOKEN: echoed, LOSANT_MCP_CONFIRM: echoed })
    assert.include(stdout, "LOSANT_MCP_CONFIRM")
    assert.notInclude(stdout + stderr, echoed)
  })

  it("shows no token that was given as an argument", async () => {
    for (const args of [[echoed], ["--tools", echoed], [`--token=${echoed}`]]) {
      const { stdout, stderr } = await doctor(args, { LOSANT_API_TOKEN: echoed })
      assert.notInclude(stdout + stderr, echoed)
    }
    const { stderr } = await doctor(["--emulator", "--audit", "a", "--audit", echoed], { LOSANT_API_TOKEN: echoed })
    assert.include(stderr, "It can be given once.")
    assert.notInclude(stderr, echoed)
  })

  it("takes no page of a firewall for an answer of Losant", async () => {
    const page = createServer((_, response) => {
      response.writeHead(403, { "content-type": "text/html" }).end("<h1>Blocked</h1>")
    })
    await new Promise<void>((resolve) => page.listen(0, "127.0.0.1", resolve))
    onTestFinished(() => void page.close())
    const address = page.address()
    const port = typeof address === "object" ? address?.port : ""
    const { code, stdout } = await doctor([], {
      LOSANT_API_TOKEN: "a-token",
      LOSANT_API_URL: `http://127.0.0.1:${port}`
    })
    assert.strictEqual(code, 1)
    assert.match(stdout, /^✗ reachable .*refuses \(403\), but not in Losant's form/m)
    assert.match(stdout, /^– token /m)
    assert.notInclude(stdout, "scope instance")
    assert.include(stdout, "One thing has to be corrected.")
  })

  it.each([["doctor", "--emulator"], ["--help"], ["print-config", "zed"]])(
    "ends quietly if nobody reads on: %s",
    async (...args) => {
      const child = spawn(process.execPath, [main, ...args], {
        env: bareEnvironment,
        stdio: ["ignore", "pipe", "pipe"]
      })
      child.stdout.destroy()
      let said = ""
      child.stderr.on("data", (chunk) => {
        said += String(chunk)
      })
      const code = await new Promise<number | null>((resolve) => child.on("close", resolve))
      assert.strictEqual(code, 0)
      assert.notMatch(said, /Error|EPIPE|at .*main\.js/)
    }
  )

  it("says if its answer could not be written", () => {
    const readOnly = openSync(main, "r")
    onTestFinished(() => closeSync(readOnly))
    const { status, stderr } = spawnSync(process.execPath, [main, "--help"], {
      env: bareEnvironment,
      encoding: "utf8",
      stdio: ["ignore", readOnly, "pipe"]
    })
    assert.strictEqual(status, 1)
    assert.match(stderr, /^The answer could not be written: EBADF[^\n]*\n$/)
  })

  it("refuses what it does not know, before it looks at anything", async () => {
    const { code, stdout, stderr } = await doctor(["--jsn"])
    assert.strictEqual(code, 2)
    assert.strictEqual(stdout, "")
    assert.include(stderr, "Did you mean --json?")
  })
})
