// The answers of the built server to requests of a revision that it does not serve, also after a request of another.
import { assert, beforeAll, describe, it } from "@effect/vitest"
import { at } from "../support/at.ts"
import { build, start } from "../support/built.ts"

beforeAll(build, 60_000)

const naming = (version: string) => ({
  _meta: {
    "io.modelcontextprotocol/protocolVersion": version,
    "io.modelcontextprotocol/clientInfo": { name: "test", version: "1.0.0" },
    "io.modelcontextprotocol/clientCapabilities": {}
  }
})

describe("a request of another revision", () => {
  it("is answered with those that are served, and the connection goes on", async () => {
    const server = start(["--emulator"], {})
    const discovered = await server.request("server/discover", naming("2026-07-28"))
    const refused = async () => {
      const { error } = await server.request("tools/list", naming("2999-01-01"))
      assert.strictEqual(at(error, "code"), -32022)
      assert.strictEqual(at(error, "data.requested"), "2999-01-01")
      assert.deepStrictEqual(at(error, "data.supported"), at(discovered, "result.supportedVersions"))
    }
    await refused()
    assert.isNotEmpty(at(await server.request("tools/list", naming("2026-07-28")), "result.tools"))
    await refused()
    server.process.stdin.end()
    assert.strictEqual(await server.ended, 0)
  })
})
