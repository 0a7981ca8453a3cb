// The pages as the built server serves them: each one whole file, which no chunk holds.
import { readdirSync, readFileSync } from "node:fs"
import * as Predicate from "effect/Predicate"
import { assert, beforeAll, describe, it, onTestFinished } from "vitest"
import { extensionId, type PageName, pageMimeType, pageUris } from "../../../src/model/views/names.ts"
import { build, dist, start } from "../../support/built.ts"

beforeAll(build, 60_000)

const read = async (page: PageName, capabilities: object) => {
  const server = start(["--emulator"], {})
  onTestFinished(() => void server.process.kill())
  const clientInfo = { name: "test", version: "1.0.0" }
  await server.request("initialize", { protocolVersion: "2025-11-25", capabilities, clientInfo })
  server.send(JSON.stringify({ jsonrpc: "2.0", method: "notifications/initialized" }))
  return server.request("resources/read", { uri: pageUris[page] })
}

describe("the built server", () => {
  it.each([
    ["plan", "losant_plan_view"],
    ["usage", "u-cursor-x"],
    ["fleet", "losant_plan_changes"]
  ] as const)("serves the page %s whole, without anything from outside", async (page, part) => {
    const { result } = await read(page, { extensions: { [extensionId]: { mimeTypes: [pageMimeType] } } })
    assert(Predicate.hasProperty(result, "contents") && Array.isArray(result.contents))
    const [{ uri, mimeType, text }] = result.contents
    assert.deepStrictEqual({ uri, mimeType }, { uri: pageUris[page], mimeType: pageMimeType })
    assert.match(text, /^<!doctype html>/)
    assert.include(text, part)
    // Everything is in the page itself: no script, style, font or picture is fetched.
    const [head] = text.split("<script>")
    assert.notMatch(head, /\b(?:src|href|url|@import)\b/)
    assert.strictEqual(text.match(/<script/g)?.length, 1)
    // The messages of a page hold secrets, so it writes none of them to the console.
    assert.notInclude(text, "console.")
  })
  it("has the pages in no chunk, so nothing of them is loaded before", () => {
    const chunks = readdirSync(dist).filter((name) => name.endsWith(".js"))
    for (const chunk of chunks) assert.notInclude(readFileSync(`${dist}/${chunk}`, "utf8"), "ui/initialize", chunk)
  })
  it.each(["plan", "usage", "fleet"] as const)("has no page %s for a client without the extension", async (page) => {
    assert.property(await read(page, {}), "error")
  })
})
