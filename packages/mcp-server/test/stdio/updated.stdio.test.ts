// A server whose files are replaced while it runs, as an update does.
import { cpSync, mkdtempSync, readdirSync, renameSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, assert, beforeAll, describe, it } from "@effect/vitest"
import { build, dist, greet } from "../support/built.ts"

let folder: string
beforeAll(() => {
  build()
  folder = mkdtempSync(join(tmpdir(), "effect-losant-"))
  cpSync(dist, join(folder, "dist"), { recursive: true })
}, 60_000)
afterAll(() => rmSync(folder, { recursive: true }))

/** Moves what calls need from one folder to the other. */
const move = (from: string, to: string) => {
  const names = readdirSync(join(folder, from)).filter((name) => name.startsWith("calls-"))
  assert.isNotEmpty(names)
  for (const name of names) renameSync(join(folder, from, name), join(folder, to, name))
}

describe("a server whose files are gone", () => {
  it("says so and what to do, goes on, and calls again when they are back", async () => {
    const environment = { LOSANT_MCP_JOURNAL: "off", HOME: folder, XDG_CACHE_HOME: folder, LOCALAPPDATA: folder }
    const server = await greet(["--emulator"], environment, [], join(folder, "dist", "main.js"))
    const listOrgs = async () =>
      JSON.stringify((await server.request("tools/call", { name: "losant_list_orgs", arguments: {} }))["result"])

    move("dist", ".")
    const gone = await listOrgs()
    assert.include(gone, "A part of this server cannot be loaded (ENOENT)")
    assert.include(gone, '"isError":true')
    assert.notInclude(gone, folder)
    // Is told of in the log, by what cannot be loaded either.
    server.send("no message")
    assert.property(await server.request("tools/list"), "result")

    move(".", "dist")
    assert.include(await listOrgs(), "totalCount")
    server.process.stdin.end()
    assert.strictEqual(await server.ended, 0)
    assert.match(server.stderr(), /^level=ERROR message="A part of this server cannot be loaded [^\n]+"\n$/)
  })
})
