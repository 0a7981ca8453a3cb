import { fileURLToPath } from "node:url"
import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client"
import { afterEach, assert, beforeAll, describe, it } from "vitest"
import { bareEnvironment, build, main } from "../../../packages/mcp-server/test/support/built.ts"
import { revisions } from "../../../packages/mcp-server/test/support/serving.ts"
import { definitions } from "../../tables/sources.ts"
import { startBridge } from "../bridge.ts"

beforeAll(build, 60_000)

const server = { program: process.execPath, args: [main, "--emulator"], env: bareEnvironment }
const echo = {
  program: process.execPath,
  args: [fileURLToPath(new URL("echo.mjs", import.meta.url))],
  env: bareEnvironment
}

const closing: Array<() => Promise<unknown>> = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

const start = async (command: typeof server): Promise<string> => {
  const bridge = await startBridge(command)
  closing.push(bridge.close)
  return bridge.url
}

const connect = async (url: string, options: ConstructorParameters<typeof Client>[1]): Promise<Client> => {
  const client = new Client({ name: "test", version: "1.0.0" }, options)
  await client.connect(new StreamableHTTPClientTransport(new URL(url)))
  closing.push(() => client.close())
  return client
}

const accept = "application/json, text/event-stream"
const jsonHeaders = { "content-type": "application/json", accept }

const post = (url: string, body: object, headers: Readonly<Record<string, string>> = {}) =>
  fetch(url, { method: "POST", headers: { ...jsonHeaders, ...headers }, body: JSON.stringify(body) })

const envelope = {
  "io.modelcontextprotocol/protocolVersion": "2026-07-28",
  "io.modelcontextprotocol/clientInfo": { name: "test", version: "1.0.0" },
  "io.modelcontextprotocol/clientCapabilities": {}
}

const request = (method: string, params: object = {}) => ({
  jsonrpc: "2.0",
  id: "5",
  method,
  params: { ...params, _meta: envelope }
})

const standard = (method: string) => ({ "mcp-protocol-version": "2026-07-28", "mcp-method": method })

describe.each(revisions)("a client of revision %s", (revision, options) => {
  it("reaches the server over HTTP as it would over stdio", async () => {
    const client = await connect(await start(server), options)
    assert.strictEqual(client.getNegotiatedProtocolVersion(), revision)
    assert.lengthOf((await client.listTools()).tools, definitions.filter(({ isOnByDefault }) => isOnByDefault).length)
    assert.isNotEmpty((await client.listPrompts()).prompts)
    const result = await client.callTool({ name: "losant_list_orgs", arguments: { perPage: 1 } })
    assert.deepInclude(result.structuredContent, { count: 1 })
    const wrong = await client.callTool({ name: "losant_list_orgs", arguments: { page: "x" } })
    assert.isTrue(wrong.isError)
  })
})

describe("sessions of revision 2025-11-25", () => {
  const options = { versionNegotiation: { mode: "legacy" } } as const

  it("have a server each", async () => {
    const url = await start(server)
    const [one, other] = [await connect(url, options), await connect(url, options)]
    await one.callTool({ name: "losant_create_org", arguments: { name: "Of one alone" } })
    const count = async (client: Client) => {
      const found = await client.callTool({ name: "losant_list_orgs", arguments: { nameContains: "Of one alone" } })
      return Object(found.structuredContent).totalCount
    }
    assert.deepEqual([await count(one), await count(other)], [1, 0])
  })

  it("carry what the server asks the client, and its answer", async () => {
    const client = await connect(await start(echo), options)
    const { structuredContent } = await client.callTool({ name: "any" })
    assert.deepEqual(Object(structuredContent).answered, { jsonrpc: "2.0", id: "from the server", result: {} })
  })

  it("that there are not are told of", async () => {
    const url = await start(echo)
    const ping = { jsonrpc: "2.0", id: 1, method: "ping" }
    assert.strictEqual((await post(url, ping, { "mcp-session-id": "other" })).status, 404)
    assert.strictEqual((await post(url, ping)).status, 400)
  })
})

describe("requests of revision 2026-07-28", () => {
  it("reach the server as they are, and its answers the client", async () => {
    const sent = request("any/method", { unknown: [1, { deep: null }] })
    const response = await post(await start(echo), sent, standard("any/method"))
    assert.deepEqual(await response.json(), { jsonrpc: "2.0", id: "5", result: { heard: sent } })
    assert.strictEqual(response.status, 200)
  })

  it("are answered by the server where they are wrong, with the status of the error", async () => {
    const url = await start(server)
    const answerTo = async (body: object, headers: Readonly<Record<string, string>>) => {
      const response = await post(url, body, headers)
      return [response.status, (await response.json()).error.code]
    }
    const { _meta, ...bareEnvironment } = request("tools/list").params
    assert.isDefined(_meta)
    assert.deepEqual(await answerTo(request("no/such/method"), standard("no/such/method")), [404, -32601])
    assert.deepEqual(
      await answerTo({ ...request("tools/list"), params: bareEnvironment }, standard("tools/list")),
      [400, -32602]
    )
    const other = { ...envelope, "io.modelcontextprotocol/protocolVersion": "v9" }
    const headers = { ...standard("tools/list"), "mcp-protocol-version": "v9" }
    assert.deepEqual(await answerTo({ ...request("tools/list"), params: { _meta: other } }, headers), [400, -32022])
  })

  it("that contradict their headers are refused", async () => {
    const response = await post(await start(echo), request("tools/list"), standard("tools/call"))
    assert.strictEqual(response.status, 400)
    assert.strictEqual((await response.json()).error.code, -32020)
  })
})

describe("what does not come from this machine", () => {
  it("is refused", async () => {
    const response = await post(await start(echo), request("any"), {
      ...standard("any"),
      origin: "https://example.com"
    })
    assert.strictEqual(response.status, 403)
  })
})
