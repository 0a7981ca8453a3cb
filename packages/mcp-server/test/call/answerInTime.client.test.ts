// Slow calls and forms with real clients of both revisions. The limit is a second, the shortest that can be set.
import { assert, describe, it } from "@effect/vitest"
import { ProtocolError } from "@modelcontextprotocol/client"
import * as Effect from "effect/Effect"
import { configOf } from "../support/config.ts"
import { emulated, writesIn } from "../support/emulated.ts"
import { answer, hang, network, type Sent } from "../support/network.ts"
import { instanceId, orgId } from "../support/samples.ts"
import { connect, environment, losantOn, revisions, textOf } from "../support/serving.ts"

const config = configOf({ ...environment, LOSANT_MCP_ANSWER_WITHIN: "1 second" })
const org = { id: orgId, instanceId, name: "Northwind", creationDate: "2026-01-01T00:00:00.000Z" }

/** A network that answers only once it is released. */
const makeSlow = () => {
  let release: () => void = () => undefined
  const released = new Promise<void>((resolve) => {
    release = resolve
  })
  const slow = network(async (sent) => {
    await released
    return answer(org)(sent)
  })
  return { slow, release }
}

/** A network that never answers, and the requests that were given up. */
const makeHanging = () => {
  const aborted: Array<Sent> = []
  const hanging = network((sent) => {
    sent.signal.addEventListener("abort", () => aborted.push(sent))
    return hang(sent)
  })
  return { hanging, aborted }
}

// All of them wait for the limit, so they wait together.
describe.concurrent("within the limit", () => {
  for (const [revision, options] of revisions) {
    describe(`a slow call of a ${revision} client`, () => {
      it("is answered with an id, and the same call tells later what became of it", async () => {
        const { slow, release } = makeSlow()
        const { client, close } = await connect(losantOn(slow), options, config)
        const call = (more = {}) => client.callTool({ name: "losant_get_org", arguments: { orgId, ...more } })
        const first = await call()
        assert.isTrue(first.isError)
        const [, callId] = /callId "([0-9a-f]{8})"/.exec(textOf(first)) ?? []
        assert.isDefined(callId, textOf(first))
        release()
        assert.deepInclude((await call()).structuredContent, { name: "Northwind" })
        assert.deepInclude((await call({ callId })).structuredContent, { name: "Northwind" })
        assert.lengthOf(slow.sent, 1)
        await call()
        assert.lengthOf(slow.sent, 2)
        await close()
      })

      it("is waited for, and its client told so, where the client wants progress", async () => {
        const { slow, release } = makeSlow()
        const { client, close } = await connect(losantOn(slow), options, config)
        const called = client.callTool(
          { name: "losant_get_org", arguments: { orgId } },
          { onprogress: () => undefined, timeout: 60_000 }
        )
        // The same call without progress is answered after the limit, so that time has passed for the other.
        assert.isTrue((await client.callTool({ name: "losant_get_org", arguments: { orgId } })).isError)
        release()
        assert.deepInclude((await called).structuredContent, { name: "Northwind" })
        await close()
      })

      it("is ended when the server ends, also after it was answered", async () => {
        const { hanging, aborted } = makeHanging()
        const { client, close } = await connect(losantOn(hanging), options, config)
        assert.isTrue((await client.callTool({ name: "losant_get_org", arguments: { orgId } })).isError)
        assert.isEmpty(aborted)
        await close()
        assert.lengthOf(aborted, 1)
      })

      it("is no resource: that is an error, and nothing goes on", async () => {
        const { hanging, aborted } = makeHanging()
        const { client, close } = await connect(losantOn(hanging), options, config)
        const error = await client.readResource({ uri: `losant://orgs/${orgId}` }).catch((reason: unknown) => reason)
        assert.instanceOf(error, ProtocolError)
        assert.include(error.message, "Losant did not answer within 1s")
        assert.lengthOf(aborted, 1)
        await close()
      })
    })
  }

  describe("a form of a 2025-11-25 client that nobody answers", () => {
    it.live("is withdrawn in time, and nothing is done", () =>
      Effect.gen(function* () {
        const { losant, sent } = yield* emulated()
        const elicit = configOf({ ...environment, LOSANT_MCP_ANSWER_WITHIN: "1 second", LOSANT_MCP_CONFIRM: "elicit" })
        const options = { versionNegotiation: { mode: "legacy" }, capabilities: { elicitation: {} } } as const
        const { client, close } = yield* Effect.promise(() => connect(losant, options, elicit))
        const withdrawn = new Promise<boolean>((resolve) => {
          client.fallbackRequestHandler = (_request, { mcpReq }) => {
            mcpReq.signal.addEventListener("abort", () => resolve(true))
            return new Promise(() => undefined)
          }
        })
        const result = yield* Effect.promise(() => client.callTool({ name: "losant_delete_org", arguments: { orgId } }))
        assert.isTrue(result.isError)
        assert.include(textOf(result), "Nothing was done: the form for the person had no answer")
        assert.isTrue(yield* Effect.promise(() => withdrawn))
        assert.isEmpty(writesIn(sent))
        yield* Effect.promise(close)
      })
    )
  })
})
