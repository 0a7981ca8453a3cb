// Spans and logs of the spawned server, as they reach a collector.
import { afterEach, assert, beforeAll, describe, it } from "@effect/vitest"
import { build, greet, type Server } from "../support/built.ts"
import { type Collector, listen, type Manner, valuesOf } from "../support/collector.ts"

beforeAll(build, 60_000)

const secret = "the-collectors-secret"
const token = "the-losant-token-of-the-tests"
const person = "grace.hopper@example.com"
const traceId = "4bf92f3577b34da6a3ce929d0e0e4736"
const spanId = "00f067aa0ba902b7"

let collector: Collector
let server: Server
const open = async (manner: Manner, variables: Readonly<Record<string, string>> = {}) => {
  collector = await listen(manner)
  server = await greet(["--emulator"], {
    LOSANT_API_TOKEN: token,
    OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
    OTEL_EXPORTER_OTLP_HEADERS: `authorization=Bearer%20${secret}`,
    ...variables
  })
}
const call = (name: string, args: object, meta: object = {}) =>
  server.request("tools/call", { name, arguments: args, _meta: meta })
const end = async () => {
  server.process.stdin.end()
  assert.strictEqual(await server.ended, 0)
}
afterEach(async () => {
  server.process.kill("SIGKILL")
  await collector.close()
})

describe("a collector", () => {
  it("is sent a span for each call, in the client's trace, with Losant's requests below it", async () => {
    await open(200, { LOSANT_LOG_LEVEL: "info", LOSANT_MCP_PROFILE: "staging", OTEL_SERVICE_NAME: "losant-tests" })
    await call("losant_list_orgs", { nameContains: "Harbor" }, { traceparent: `00-${traceId}-${spanId}-01` })
    await call("losant_get_org_member", { orgId: "Harborview Apartments", userId: person })
    await server.request("resources/list")
    await end()

    const spans = collector.spans()
    const named = (name: string) => spans.filter((span) => span.name === name)
    const [listing] = named("tools/call losant_list_orgs")
    assert.strictEqual(listing?.traceId, traceId)
    assert.strictEqual(listing?.parentSpanId, spanId)
    assert.strictEqual(listing?.status.code, 1)
    assert.deepStrictEqual(valuesOf(listing?.attributes ?? []), {
      "mcp.method.name": "tools/call",
      "network.transport": "pipe",
      "jsonrpc.request.id": "2",
      "gen_ai.operation.name": "execute_tool",
      "gen_ai.tool.name": "losant_list_orgs",
      "losant.outcome": "done"
    })
    const below = spans.filter(({ parentSpanId }) => parentSpanId === listing?.spanId)
    assert.deepStrictEqual(
      below.map(({ name, kind, traceId }) => [name, kind, traceId]),
      [["Losant.instanceOrgs.get", 3, traceId]]
    )

    const [failed] = named("tools/call losant_get_org_member")
    assert.deepStrictEqual(failed?.status, { code: 2, message: "ToolFailed" })
    const values = valuesOf(failed?.attributes ?? [])
    assert.strictEqual(values["error.type"], "tool_error")
    assert.strictEqual(values["losant.outcome"], "refused")
    assert.lengthOf(named("resources/list"), 1)

    assert.include(collector.resource(), {
      "service.name": "losant-tests",
      "losant.profile": "staging",
      "losant.host": "the built-in emulator"
    })
    const [line] = collector.logs()
    assert.deepStrictEqual([line?.severityText, line?.body.stringValue], ["Info", "call"])
    assert.strictEqual(line?.traceId, traceId)
    assert.strictEqual(line?.spanId, listing?.spanId)
    assert.strictEqual(valuesOf(line?.attributes ?? [])["tool"], "losant_list_orgs")
  })

  it("learns no token, no argument, no answer and no message of an error", async () => {
    await open(200, { LOSANT_LOG_LEVEL: "debug" })
    await call("losant_list_orgs", { nameContains: token })
    await call("losant_invite_to_org", { orgId: "Harborview Apartments", email: person, role: "view" })
    await call("losant_get_org_member", { orgId: "Harborview Apartments", userId: `not-${person}` })
    await call("losant_update_org", { orgId: "Harborview Apartments", limits: { device: -1 } })
    await end()
    assert.isAtLeast(collector.spans().length, 4)
    for (const { body, headers } of collector.received) {
      assert.strictEqual(headers.authorization, `Bearer ${secret}`)
      for (const hidden of [token, person, "Harborview", "exception.message", "exception.stacktrace"]) {
        assert.notInclude(body, hidden)
      }
    }
    assert.notInclude(server.stderr() + server.stdout.join("\n"), secret)
  })

  it("is sent nothing if OTEL_SDK_DISABLED says so", async () => {
    await open(200, { OTEL_SDK_DISABLED: "true" })
    await call("losant_list_orgs", {})
    await end()
    assert.deepStrictEqual(collector.received, [])
  })
})

const lost: ReadonlyArray<readonly [what: string, manner: Manner, said: RegExp]> = [
  ["refuses what it is sent", 401, /spans and logs could not be sent: the collector answered 401/],
  ["is broken", 503, /^$|spans and logs could not be sent: the collector answered 503/],
  ["never answers", "silent", /^(timestamp=\S+ level=INFO .*\n)+$/]
]
describe.each(lost)("a collector that %s", (_, manner, said) => {
  it("costs at most a line on stderr: calls are answered, stdout holds the protocol, and the end comes", async () => {
    await open(manner, { LOSANT_LOG_LEVEL: "debug" })
    const { result } = await call("losant_list_orgs", { perPage: 1 })
    assert.include(JSON.stringify(result), '"count":1')
    await end()
    assert.isNotEmpty(collector.received)
    for (const line of server.stdout) assert.strictEqual(JSON.parse(line).jsonrpc, "2.0")
    assert.match(server.stderr(), said)
    assert.notInclude(server.stderr(), secret)
  })
})

describe("a collector that is not there", () => {
  it("is told of on stderr, without the secret", async () => {
    await open(200, { LOSANT_LOG_LEVEL: "debug" })
    await collector.close()
    await call("losant_list_orgs", { perPage: 1 })
    await end()
    assert.match(
      server.stderr(),
      /spans and logs could not be sent: the collector could not be reached \(ECONNREFUSED\)/
    )
    assert.notInclude(server.stderr(), secret)
  })
})

describe("settings that are wrong", () => {
  it("are told of on start, and all else goes on", async () => {
    await open(200, { OTEL_EXPORTER_OTLP_HEADERS: secret })
    assert.property(await call("losant_list_orgs", { perPage: 1 }), "result")
    await end()
    assert.include(server.stderr(), "OTEL_EXPORTER_OTLP_HEADERS has to be a list")
    assert.notInclude(server.stderr(), secret)
    assert.deepStrictEqual(collector.received, [])
  })
})
