// The code cache of the built server.
import { existsSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterEach, assert, beforeAll, beforeEach, describe, it } from "@effect/vitest"
import { build, greet } from "../../support/built.ts"

let home: string
beforeAll(build, 60_000)
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "effect-losant-"))
})
afterEach(() => rmSync(home, { recursive: true }))

/** Starts the server with the cache in `home`, calls a tool, ends the server, and returns the answer. */
const session = async (environment: Readonly<Record<string, string>> = {}) => {
  const server = await greet(["--emulator"], { HOME: home, XDG_CACHE_HOME: home, LOCALAPPDATA: home, ...environment })
  const { result } = await server.request("tools/call", { name: "losant_list_orgs", arguments: { perPage: 1 } })
  server.process.stdin.end()
  assert.strictEqual(await server.ended, 0)
  assert.strictEqual(server.stderr(), "")
  return JSON.stringify(result)
}

const kept = (): ReadonlyArray<string> =>
  readdirSync(home, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".bin"))

describe("the built server", () => {
  it("saves its code for the next start, and works with a broken cache", async () => {
    const first = await session()
    const names = kept()
    assert.isTrue(names.some((name) => name.includes("start-")))
    assert.isTrue(names.some((name) => name.includes("emulated-")))
    assert.strictEqual(await session(), first)
    for (const name of names) writeFileSync(join(home, name), "broken")
    assert.strictEqual(await session(), first)
  })
  it("keeps the cache of another version, which another client may use", async () => {
    await session()
    const [own = ""] = readdirSync(join(home, "effect-losant-mcp"))
    renameSync(join(home, "effect-losant-mcp", own), join(home, "effect-losant-mcp", "0.0.9-v20.0.0-x64"))
    await session()
    assert.lengthOf(readdirSync(join(home, "effect-losant-mcp")), 2)
  })
  it("saves nothing if that is switched off, and works if it cannot", async () => {
    const first = await session({ NODE_DISABLE_COMPILE_CACHE: "1" })
    assert.deepStrictEqual(readdirSync(home), [])
    writeFileSync(join(home, "file"), "")
    const nowhere = join(home, "file", "below")
    assert.strictEqual(await session({ HOME: nowhere, XDG_CACHE_HOME: nowhere, LOCALAPPDATA: nowhere }), first)
    assert.isFalse(existsSync(nowhere))
  })
  it("runs no code from the working folder", async () => {
    const emptyVariables = { HOME: "", XDG_CACHE_HOME: "", LOCALAPPDATA: "" }
    const below = readdirSync(process.cwd())
    await session(emptyVariables)
    assert.deepStrictEqual(readdirSync(process.cwd()), below)
  })
})
