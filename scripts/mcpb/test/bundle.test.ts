// Unpacks and starts the bundle as a desktop client does. The server calls an emulator over HTTP.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, assert, beforeAll, describe, it, onTestFinished, vi } from "vitest"
import { definitions } from "../../../packages/mcp-server/src/tools/definitions/definitions.ts"
import { build } from "../../../packages/mcp-server/test/support/built.ts"
import { type Losant, startLosant } from "../../../packages/mcp-server/test/support/losant.ts"
import { token } from "../../../packages/mcp-server/test/support/serving.ts"
import { makeBundle } from "../bundle.ts"
import { icons } from "../manifest.ts"
import { connect, type Installed, install, type Session, type Start, startFor, startWith } from "./client.ts"

const folder = mkdtempSync(join(tmpdir(), "effect-losant-bundle-"))
const bundle = join(folder, "new", "folder", "one.mcpb")
let installed: Installed
let losant: Losant

beforeAll(async () => {
  // The packer prints each of its steps.
  vi.spyOn(console, "log").mockImplementation(() => {})
  build()
  await makeBundle(bundle)
  installed = await install(bundle, join(folder, "a client's folder"))
  losant = await startLosant({ seed: "demo" })
}, 90_000)

afterAll(async () => {
  await losant.close()
  rmSync(folder, { recursive: true })
})

const open = async (start: Start | undefined): Promise<Session> => {
  if (start === undefined) throw new Error("The client does not start the server.")
  const session = await connect(start)
  onTestFinished(() => session.client.close())
  return session
}

/** The settings that the user has chosen. */
const chosen = (others: Record<string, string | boolean> = {}) =>
  startFor(installed, { api_token: token, api_url: losant.url, instance_id: losant.instanceId, ...others })

const onByDefault = definitions.filter(({ isOnByDefault }) => isOnByDefault)
const all = onByDefault.map(({ name }) => name)
const reading = onByDefault.filter(({ hints }) => hints.readOnlyHint).map(({ name }) => name)

describe("the bundle", () => {
  it("holds the built server, its licenses, its icons and the manifest, and nothing else", () => {
    assert.sameMembers(readdirSync(installed.folder), [
      "LICENSE",
      "THIRD-PARTY.md",
      "manifest.json",
      "server",
      ...icons.map(({ src }) => src)
    ])
    const read = (path: string) => readFileSync(new URL(`../../../packages/mcp-server/${path}`, import.meta.url))
    for (const name of readdirSync(join(installed.folder, "server"))) {
      assert.isTrue(read(`dist/${name}`).equals(readFileSync(join(installed.folder, "server", name))), name)
    }
    assert.strictEqual(readFileSync(join(installed.folder, "LICENSE"), "utf8"), read("LICENSE").toString())
  })

  it("has icons of the size that the manifest says", () => {
    for (const { src, size } of icons) {
      const image = readFileSync(join(installed.folder, src))
      assert.strictEqual(image.toString("latin1", 1, 4), "PNG")
      // The header of a PNG has the width and the height at these places.
      assert.strictEqual(`${image.readUInt32BE(16)}x${image.readUInt32BE(20)}`, size)
    }
  })

  it("comes out the same on another day", async () => {
    const again = join(folder, "again.mcpb")
    vi.setSystemTime(new Date("2031-12-31T23:59:58"))
    onTestFinished(() => void vi.useRealTimers())
    await makeBundle(again)
    assert.isTrue(readFileSync(again).equals(readFileSync(bundle)))
  })
})

describe("a client with a token, a URL and an instance", () => {
  it("has all tools, and calls them on Losant", async () => {
    const [{ tools, call, stderr }, before] = await losant.during(async () => open(await chosen()))
    assert.deepEqual(tools, all)
    assert.isEmpty(before)
    const [{ isError, text }, arrived] = await losant.during(() => call("losant_list_orgs", { perPage: 1 }))
    assert.isFalse(isError, text)
    assert.lengthOf(arrived, 1)
    assert.strictEqual(stderr(), "")
  })

  it("has only tools that change nothing if its user chose so, and the profile in the title", async () => {
    const { tools, client } = await open(await chosen({ read_only: true, profile: "production" }))
    assert.deepEqual(tools, reading)
    assert.strictEqual(client.getServerVersion()?.title, "Losant [production]")
  })

  it("keeps a trail in the file that was named", async () => {
    const trail = join(folder, "trail.jsonl")
    const { call } = await open(await chosen({ audit_file: trail }))
    await call("losant_list_instances")
    assert.include(readFileSync(trail, "utf8"), "losant_list_instances")
  })

  it("does not start the server before there is a token", async () => {
    assert.isUndefined(await startFor(installed, { api_token: "" }))
  })
})

describe("a client that starts the server all the same", () => {
  it("has all tools if every setting is empty, and is told what to do", async () => {
    const { tools, call } = await open(startWith(installed, ""))
    assert.deepEqual(tools, all)
    const { isError, text } = await call("losant_list_instances")
    assert.isTrue(isError)
    assert.include(text, "LOSANT_API_TOKEN is not set")
  })

  it("is told the same if no placeholder was replaced, and only reads", async () => {
    const { tools, call, stderr } = await open(startWith(installed))
    assert.deepEqual(tools, reading)
    const { isError, text } = await call("losant_list_instances")
    assert.isTrue(isError)
    assert.include(text, "LOSANT_API_TOKEN is not set")
    assert.include(stderr(), "LOSANT_MCP_READ_ONLY")
  })

  const without = async (...names: ReadonlyArray<string>): Promise<Start> => {
    const start = await chosen()
    if (start === undefined) throw new Error("The client does not start the server.")
    const { env: raw = {} } = startWith(installed)
    return { ...start, env: { ...start.env, ...Object.fromEntries(names.map((name) => [name, raw[name] ?? ""])) } }
  }

  it("only reads if that setting alone was not replaced", async () => {
    const { tools, call } = await open(await without("LOSANT_MCP_READ_ONLY"))
    assert.deepEqual(tools, reading)
    assert.isFalse((await call("losant_list_orgs", { perPage: 1 })).isError)
  })

  it("confirms by forms only if that setting alone was not replaced", async () => {
    const { call } = await open(await without("LOSANT_MCP_CONFIRM", "LOSANT_INSTANCE_ID"))
    const [{ isError, text }, arrived] = await losant.during(() =>
      call("losant_delete_org", { instanceId: losant.instanceId, orgId: "Harborview Apartments" })
    )
    assert.isTrue(isError)
    assert.include(text, "LOSANT_MCP_CONFIRM")
    assert.isEmpty(arrived.filter(({ method }) => method !== "GET"))
  })
})
