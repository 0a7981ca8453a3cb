import { assert, beforeAll, describe, it } from "@effect/vitest"
import { build, greet } from "../../support/built.ts"
import { listen } from "../../support/hanging.ts"
import { instanceId } from "../../support/samples.ts"

describe("the built server", () => {
  beforeAll(build, 60_000)

  it("carries out a write once, however often its line is repeated while it is in flight, and aborts it", async () => {
    const losant = await listen()
    const environment = { LOSANT_API_TOKEN: "a-token", LOSANT_API_URL: losant.url, LOSANT_INSTANCE_ID: instanceId }
    const server = await greet([], environment)
    const params = { name: "losant_create_org", arguments: { name: "Northwind" } }
    const line = JSON.stringify({ jsonrpc: "2.0", id: "create", method: "tools/call", params })
    server.send(line)
    server.send(line)
    await losant.arrived
    server.send(line)
    await server.request("ping")
    server.send(JSON.stringify({ jsonrpc: "2.0", method: "notifications/cancelled", params: { requestId: "create" } }))
    await losant.aborted
    server.process.stdin.end()
    assert.strictEqual(await server.ended, 0)
    assert.match(server.stderr(), /level=WARN .* error=RepeatedId/)
    assert.strictEqual(losant.requests(), 1)
    assert.notInclude(server.stdout.join(), '"create"')
    losant.close()
  })
})
