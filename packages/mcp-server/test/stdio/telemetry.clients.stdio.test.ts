// The official client, in both revisions: its span is the parent of the server's.
import { assert, beforeAll, describe, it } from "@effect/vitest"
import { Client } from "@modelcontextprotocol/client"
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio"
import { bareEnvironment, build, main } from "../support/built.ts"
import { listen } from "../support/collector.ts"
import { revisions } from "../support/serving.ts"

beforeAll(build, 60_000)

const traceId = "4bf92f3577b34da6a3ce929d0e0e4736"
const spanId = "00f067aa0ba902b7"

describe.each(revisions)("a client of %s", (_, options) => {
  it("is the parent of the spans of its requests, if it says in which span it is", async () => {
    const collector = await listen()
    const client = new Client({ name: "test", version: "1.0.0" }, options)
    const env = { ...bareEnvironment, OTEL_EXPORTER_OTLP_ENDPOINT: collector.url }
    await client.connect(new StdioClientTransport({ command: process.execPath, args: [main, "--emulator"], env }))
    const _meta = { traceparent: `00-${traceId}-${spanId}-01` }
    await client.callTool({ name: "losant_list_orgs", arguments: { perPage: 1 }, _meta })
    const { resources } = await client.listResources()
    const uri = resources.find((resource) => resource.uri.includes("/orgs/"))?.uri ?? ""
    await client.readResource({ uri })
    await client.close()

    const spans = collector.spans()
    const [calling] = spans.filter(({ name }) => name === "tools/call losant_list_orgs")
    assert.deepStrictEqual([calling?.traceId, calling?.parentSpanId], [traceId, spanId])
    const reading = spans.find(({ name }) => name === "resources/read")
    assert.isDefined(reading)
    assert.isDefined(spans.find(({ name }) => name === "resources/list"))
    // The address of a resource holds an organization's id or name.
    for (const { body } of collector.received) assert.notInclude(body, uri)
    await collector.close()
  })
})
