// The code cache of the built server.
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterEach, assert, beforeAll, beforeEach, describe, it } from "@effect/vitest"
import { build, greet } from "../support/built.ts"

let home: string
beforeAll(build, 60_000)
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "effect-losant-"))
})
afterEach(() => rmSync(home, { recursive: true }))

/** Starts the server with the cache in `home`, calls a tool, ends it, and gives what it answered. */
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
  it("keeps its code for the next start, which answers the same, and so does one with a broken cache", async () => {
    const first = await session()
    const names = kept()
    assert.isTrue(names.some((name) => name.includes("start-")))
    assert.isTrue(names.some((name) => name.includes("Emulated-")))
    assert.strictEqual(await session(), first)
    for (const name of names) writeFileSync(join(home, name), "broken")
    assert.strictEqual(await session(), first)
  })
  it("keeps nothing where that is switched off, and works where it cannot", async () => {
    const first = await session({ NODE_DISABLE_COMPILE_CACHE: "1" })
    assert.deepStrictEqual(readdirSync(home), [])
    writeFileSync(join(home, "file"), "")
    const nowhere = join(home, "file", "below")
    assert.strictEqual(await session({ HOME: nowhere, XDG_CACHE_HOME: nowhere, LOCALAPPDATA: nowhere }), first)
    assert.isFalse(existsSync(nowhere))
  })
})
