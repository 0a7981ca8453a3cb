// Drives the limit and the stub as the bench does. Everything is compared with them, so their answers must be right.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { afterAll, assert, beforeAll, describe, it } from "@effect/vitest"
import { bench } from "./folders.ts"
import { organization, orgId, pageOf } from "./limit/organizations.mjs"
import { residentMemory } from "./memory.ts"
import { environment, type Stub, startStub } from "./servers.ts"
import { Server } from "./stdio.ts"

const folder = mkdtempSync(`${tmpdir()}/bench-`)
const tools = `${folder}/tools.json`
const listed = { tools: [{ name: "losant_get_org", inputSchema: { type: "object" } }] }

let stub: Stub
let server: Server

beforeAll(async () => {
  writeFileSync(tools, JSON.stringify(listed))
  stub = await startStub()
  server = new Server({ name: "limit", args: [`${bench}/limit/server.mjs`, tools], env: environment(stub) })
  await server.initialize()
})

afterAll(() => {
  stub.stop()
  rmSync(folder, { recursive: true })
})

const structured = (result: unknown): unknown =>
  typeof result === "object" && result !== null && "structuredContent" in result ? result.structuredContent : undefined

describe("the limit, on the stub", () => {
  it("lists the tools that it was given", async () => {
    assert.deepStrictEqual(await server.request("tools/list"), listed)
  })

  it("answers one organization, and a page of them", async () => {
    const one = await server.request("tools/call", { name: "losant_get_org", arguments: { orgId: orgId(7) } })
    assert.deepStrictEqual(structured(one), organization(7))
    const args = { page: 2, perPage: 100 }
    const page = await server.request("tools/call", { name: "losant_list_orgs", arguments: args })
    assert.deepStrictEqual(structured(page), pageOf(2, 100))
  })

  it("has as many calls in flight as it is asked to", async () => {
    assert.lengthOf(await server.calls("losant_list_orgs", { perPage: 5 }, 40, 32), 40)
    assert.lengthOf(await server.calls("losant_get_org", { orgId: orgId(1) }, 3, 32), 3)
  })

  it("gives errors as errors", async () => {
    const error = await server.call("losant_get_org", { orgId: "none" }).catch(String)
    assert.match(String(error), /limit answered losant_get_org with .*NotFound/)
  })

  it("needs memory, and ends with its input", async () => {
    const memory = residentMemory(server.pid)
    assert.isAbove(memory ?? 0, 1e6)
    assert.isAbove(await server.end(), 0)
    const late = await server.request("tools/list").catch(String)
    assert.match(String(late), /limit ended before it answered tools\/list/)
  })
})

describe("the stub's organizations", () => {
  it("come in pages of 156 kB that end", () => {
    const page = pageOf(3, 100)
    assert.approximately(JSON.stringify(page).length, 156_000, 1_000)
    assert.lengthOf(new Set([...page.items, ...pageOf(4, 100).items].map(({ id }) => id)), 200)
    assert.lengthOf(pageOf(100, 100).items, 0)
  })
})
