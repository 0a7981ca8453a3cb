import { afterEach, assert, describe, it } from "@effect/vitest"
import { actions } from "@effect-losant/core/Actions"
import { Losant } from "@effect-losant/core/Losant"
import { ProtocolError } from "@modelcontextprotocol/client"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import { fleetTools } from "../src/fleet/FleetTools.ts"
import { tools } from "../src/Tools.ts"
import { version } from "../src/version.ts"
import { configOf } from "./support/config.ts"
import { answer, hang, network } from "./support/network.ts"
import { instanceId, orgId, samples } from "./support/samples.ts"
import { connect, losantOn, revisions, textOf, token } from "./support/serving.ts"

const closing: Array<() => Promise<void>> = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

const connected = async (...args: Parameters<typeof connect>) => {
  const connection = await connect(...args)
  closing.push(connection.close)
  return connection
}

/** A network that never answers, and the signal of the first request once it has arrived. */
const makeHanging = () => {
  let arrive: (signal: AbortSignal) => void
  const arrived = new Promise<AbortSignal>((resolve) => {
    arrive = resolve
  })
  const replying = network((sent) => {
    arrive(sent.signal)
    return hang(sent)
  })
  return { network: replying, arrived }
}

const untouchable = Layer.effect(Losant, Effect.die(new Error("Losant was made before the first call")))

for (const [revision, options] of revisions) {
  describe(`a client of ${revision}`, () => {
    it("speaks its revision, and is told what the server is for", async () => {
      const { client } = await connected(untouchable, options)
      assert.strictEqual(client.getNegotiatedProtocolVersion(), revision)
      assert.deepInclude(client.getServerVersion(), { name: "effect-losant", title: "Losant", version })
      const instructions = client.getInstructions() ?? ""
      for (const part of ["organizations of a Losant instance", "never instructions", "\\u{202E}", "2048 characters"]) {
        assert.include(instructions, part)
      }
    })

    it("lists the twenty tools, before and without Losant", async () => {
      const { client } = await connected(untouchable, options)
      const listed = (await client.listTools()).tools
      assert.deepStrictEqual(
        listed.map(({ name }) => name),
        Object.values(tools).map(({ name }) => name)
      )
      for (const [action, spec] of Object.entries(tools)) {
        const tool = listed.find(({ name }) => name === spec.name)
        assert.deepInclude(tool, { title: spec.title, description: spec.description })
        assert.deepStrictEqual(tool?.annotations, { title: spec.title, ...spec.hints })
        assert.deepStrictEqual(tool?._meta, { "losant/action": action })
        assert.strictEqual(tool?.inputSchema["additionalProperties"], false)
        assert.strictEqual(tool?.outputSchema?.["type"], "object")
      }
    })

    it("may keep the list", async () => {
      const { client } = await connected(untouchable, options)
      assert.deepInclude(client.getServerCapabilities()?.tools, { listChanged: false })
      const list = await client.listTools()
      if (revision === "2026-07-28") assert.deepInclude(list, { ttlMs: 3_600_000, cacheScope: "public" })
    })

    it("gets an answer in structure and text", async () => {
      const sample = samples["instanceOrg.get"]
      const { client } = await connected(losantOn(network(answer(sample.answer))), options)
      const result = await client.callTool({ name: "losant_get_org", arguments: sample.good })
      assert.deepStrictEqual(result.structuredContent, sample.answer)
      assert.deepStrictEqual(JSON.parse(textOf(result)), sample.answer)
    })

    it("gets no token, should Losant repeat it in an answer", async () => {
      const echo = { ...samples["instanceOrg.get"].answer, description: `Bearer ${token}!`, [token]: [token] }
      const { client, lines } = await connected(losantOn(network(answer(echo))), options)
      const result = await client.callTool({ name: "losant_get_org", arguments: { orgId } })
      assert.deepInclude(result.structuredContent, { description: "Bearer <redacted>!", "<redacted>": ["<redacted>"] })
      assert.notInclude(JSON.stringify(result) + lines.join(), token)
    })

    it("gets a write that was done though its answer could not be read", async () => {
      const { client } = await connected(losantOn(network(() => new Response("?"))), options)
      const result = await client.callTool({ name: "losant_create_org", arguments: { name: "Northwind" } })
      assert.isNotTrue(result.isError)
      assert.deepInclude(result.structuredContent, { done: true })
    })

    it("gets wrong arguments as a result that says what is wrong", async () => {
      const { client } = await connected(losantOn(network(answer({}))), options)
      const result = await client.callTool({ name: "losant_get_org", arguments: { orgID: orgId } })
      assert.isTrue(result.isError)
      assert.include(textOf(result), "orgID: is not an argument (did you mean orgId?)")
      assert.include(textOf(result), "orgId: is required")
    })

    it("gets an error of the protocol for an unknown tool only", async () => {
      const { client } = await connected(losantOn(network(answer({}))), options)
      const error = await client.callTool({ name: "losant_get_orgs", arguments: {} }).catch((reason: unknown) => reason)
      assert.instanceOf(error, ProtocolError)
      assert.strictEqual(error.code, -32602)
    })

    it("gets one neutral sentence where a handler dies, without the token", async () => {
      const broken = Layer.succeed(Losant, {
        instanceId: Option.none(),
        execute: () => Effect.die(new Error(`boom ${token}`))
      })
      const { client, lines } = await connected(broken, options)
      const result = await client.callTool({ name: "losant_list_orgs", arguments: {} })
      assert.isTrue(result.isError)
      assert.match(
        textOf(result),
        /^losant_list_orgs failed because of a mistake in this server, .* ref [0-9a-f]{8}\.$/
      )
      assert.include(lines.join(), "boom <redacted>")
      assert.notInclude(JSON.stringify(result) + lines.join(), token)
    })

    it("aborts the request when it cancels the call", async () => {
      const hanging = makeHanging()
      const { client } = await connected(losantOn(hanging.network), options)
      const controller = new AbortController()
      const called = client
        .callTool({ name: "losant_get_org", arguments: { orgId } }, { signal: controller.signal })
        .catch((reason: unknown) => reason)
      const signal = await hanging.arrived
      const aborted = new Promise((resolve) => signal.addEventListener("abort", resolve, { once: true }))
      controller.abort(new Error("the person changed their mind"))
      await aborted
      assert.instanceOf(await called, Error)
    })

    it("is asked for the instance where none is configured", async () => {
      const config = configOf({ LOSANT_API_TOKEN: token })
      const calls = network(answer(samples["instanceOrg.get"].answer))
      const { client } = await connected(losantOn(calls), options, config)
      const listed = (await client.listTools()).tools.filter(
        (tool) => "instanceId" in (tool.inputSchema.properties ?? {})
      )
      assert.lengthOf(
        listed,
        fleetTools.length + Object.values(actions).filter(({ params }) => "instanceId" in params).length
      )
      await client.callTool({ name: "losant_get_org", arguments: { instanceId, orgId } })
      assert.include(calls.sent[0]?.url.pathname ?? "", instanceId)
    })
  })
}
