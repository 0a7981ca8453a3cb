// Requests that a program writes at once, as a shell pipe does.
import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import { assert, beforeAll, describe, it } from "@effect/vitest"
import { build, greet } from "../../support/built.ts"
import { instanceId } from "../../support/samples.ts"

const request = (id: number, method: string, params?: unknown) => JSON.stringify({ jsonrpc: "2.0", id, method, params })

describe("the built server", () => {
  beforeAll(build, 60_000)

  it("answers a call over HTTP that was read before the end of its input, and then ends with 0", async () => {
    const http = createServer((_, response) => {
      response.writeHead(200, { "content-type": "application/json" }).end('{"items":[],"count":0,"totalCount":0}')
    })
    await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve))
    // Sound: the server listens on a port.
    const { port } = http.address() as AddressInfo
    const url = `http://127.0.0.1:${port}`
    const environment = { LOSANT_API_TOKEN: "a-token", LOSANT_API_URL: url, LOSANT_INSTANCE_ID: instanceId }
    const server = await greet([], environment)
    server.process.stdin.end(`${request(99, "tools/call", { name: "losant_list_orgs", arguments: {} })}\n`)
    assert.strictEqual(await server.ended, 0)
    const { id, result } = JSON.parse(server.stdout.at(-1) ?? "")
    assert.strictEqual(id, 99)
    assert.deepInclude(result.structuredContent, { items: [] })
    http.close()
    http.closeAllConnections()
  })

  it("says in words which member of a request is wrong, with -32602", async () => {
    const server = await greet(["--emulator"], {})
    const wrong: ReadonlyArray<readonly [string, unknown, string]> = [
      ["resources/read", {}, "uri is missing: it has to be a text"],
      ["resources/read", { uri: 5 }, "uri has to be a text"],
      ["prompts/get", {}, "name is missing: it has to be a text"],
      ["prompts/get", { name: "x", arguments: { a: 5 } }, "arguments.a has to be a text"],
      ["tools/call", {}, "name is missing: it has to be a text"],
      ["tools/call", { name: 7 }, "name has to be a text"],
      ["tools/list", { cursor: 5 }, "cursor has to be a text"],
      ["completion/complete", { ref: { type: "ref/x" }, argument: {} }, "ref does not match MCP's definition"]
    ]
    for (const [method, params, words] of wrong) {
      // Sound: a client may leave out even what the protocol asks for.
      const { code, message } = Object((await server.request(method, params as object)).error)
      assert.strictEqual(code, -32_602, method)
      assert.include(message, words)
      assert.notMatch(message, /invalid_type|\n/)
    }
    server.process.stdin.end()
    assert.strictEqual(await server.ended, 0)
  })
})
