// Node's `fetch` may send a write over a connection that the server is about to close. A program that wants no such
// writes gives a `fetch` whose writes get connections of their own, as docs/reliability.md shows.
import { createServer } from "node:http"
import { assert, describe, it } from "@effect/vitest"
import { Agent } from "undici"
import { createClient } from "../src/index.ts"

const instanceId = "5f0000000000000000000001"
const organization = { id: "5f00000000000000000000a1", name: "Org" }

/** A server that notes the connection of each request. */
const start = () =>
  new Promise<{
    readonly url: string
    readonly seen: ReadonlyArray<readonly [string | undefined, number | undefined]>
    readonly close: () => void
  }>((resolve) => {
    const seen: Array<readonly [string | undefined, number | undefined]> = []
    const server = createServer((request, response) => {
      seen.push([request.method, request.socket.remotePort])
      const answer = request.method === "POST" ? organization : { count: 0, totalCount: 0, items: [] }
      request.resume().once("end", () => response.end(JSON.stringify(answer)))
    })
    server.listen(0, "127.0.0.1", () => {
      const address = server.address()
      resolve({
        url: `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`,
        seen,
        close: () => {
          server.close()
          server.closeAllConnections()
        }
      })
    })
  })

describe("a fetch whose writes get connections of their own", () => {
  it("sends each write over a connection that carried nothing before, and lets reads share one", async () => {
    const { url, seen, close } = await start()
    const fresh = new Agent({ pipelining: 0 })
    const client = createClient({
      accessToken: "token",
      url,
      fetch: (input, init) =>
        fetch(input, init?.method === "GET" ? init : Object.assign({}, init, { dispatcher: fresh }))
    })
    for (let index = 0; index < 5; index++) {
      await client.instanceOrgs.get({ instanceId })
      await client.instanceOrgs.post({ instanceId, orgConfig: { name: "Org" } })
    }
    await client.close()
    await fresh.close()
    close()
    const portsOf = (method: string) => new Set(seen.flatMap(([of, port]) => (of === method ? [port] : [])))
    assert.lengthOf(seen, 10)
    assert.strictEqual(portsOf("POST").size, 5)
    assert.strictEqual(portsOf("GET").size, 1)
    for (const port of portsOf("POST")) assert.isFalse(portsOf("GET").has(port))
  })
})
