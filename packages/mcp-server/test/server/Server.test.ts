import { afterEach, assert, describe, it } from "@effect/vitest"
import { actions } from "@effect-losant/core/Actions"
import { Losant } from "@effect-losant/core/Losant"
import { type Client, ProtocolError } from "@modelcontextprotocol/client"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import type { Flags } from "../../src/config/Flags.ts"
import { version } from "../../src/config/version.ts"
import type { Environment } from "../../src/model/Environment.ts"
import type { ToolSpec } from "../../src/model/tool/ToolSpec.ts"
import { makeTools } from "../../src/tools/registry.ts"
import { toolsets } from "../../src/tools/toolsets.ts"
import { configOf } from "../support/config.ts"
import { emulated, overrideWrites } from "../support/emulated.ts"
import { losantOf } from "../support/gateway.ts"
import { answer, hang, network } from "../support/network.ts"
import { instanceId, orgId } from "../support/samples.ts"
import { connect, losantOn, revisions, textOf, token } from "../support/serving.ts"

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

const assertUnknown = async (client: Client, name: string) => {
  const error = await client.callTool({ name, arguments: { orgId } }).catch((reason: unknown) => reason)
  assert.instanceOf(error, ProtocolError)
  assert.strictEqual(error.code, -32602)
}

/** Settings that hide tools, and which tools they leave. */
const hidings: ReadonlyArray<
  readonly [Environment, Partial<Flags>, (spec: Pick<ToolSpec, "name" | "hints">) => boolean]
> = [
  [{}, { readOnly: true }, ({ hints }) => hints.readOnlyHint],
  [{ LOSANT_MCP_READ_ONLY: "true" }, {}, ({ hints }) => hints.readOnlyHint],
  [{}, { tools: ["losant_get_org", "losant_delete_org"] }, ({ name }) => /^losant_(get|delete)_org$/.test(name)],
  [{ LOSANT_MCP_TOOLS: "losant_get_org" }, { readOnly: true }, ({ name }) => name === "losant_get_org"],
  [{}, { excludeTools: ["losant_delete_org"] }, ({ name }) => name !== "losant_delete_org"],
  [
    { LOSANT_MCP_EXCLUDE_TOOLS: "losant_find_members, losant_list_instances" },
    {},
    ({ name }) => !/^losant_(find_members|list_instances)$/.test(name)
  ]
]

const org = { id: orgId, instanceId, name: "Northwind", creationDate: "2026-01-01T00:00:00.000Z" }

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

    it("lists the tools, before and without Losant", async () => {
      const { client } = await connected(untouchable, options)
      const listed = (await client.listTools()).tools
      const all = [
        ...makeTools(true).map(({ spec, action }) => ({
          spec,
          meta: action === undefined ? undefined : { "losant/action": action.action }
        }))
      ]
      assert.deepStrictEqual(
        listed.map(({ name }) => name),
        all.map(({ spec }) => spec.name)
      )
      for (const { spec, meta } of all) {
        const tool = listed.find(({ name }) => name === spec.name)
        assert.deepInclude(tool, { title: spec.title, description: spec.description })
        assert.deepStrictEqual(tool?.annotations, { title: spec.title, ...spec.hints })
        assert.deepStrictEqual(tool?._meta, meta)
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
      const { client } = await connected(losantOn(network(answer(org))), options)
      const result = await client.callTool({ name: "losant_get_org", arguments: { orgId } })
      assert.deepStrictEqual(result.structuredContent, org)
      assert.deepStrictEqual(JSON.parse(textOf(result)), org)
    })

    it("gets no token, should Losant repeat it in an answer", async () => {
      const echo = { ...org, description: `Bearer ${token}!`, [token]: [token] }
      const { client, lines } = await connected(losantOn(network(answer(echo))), options)
      const result = await client.callTool({ name: "losant_get_org", arguments: { orgId } })
      assert.deepInclude(result.structuredContent, { description: "Bearer <redacted>!", "<redacted>": ["<redacted>"] })
      assert.notInclude(JSON.stringify(result) + lines.join(), token)
    })

    it("gets a write that was done though its answer could not be read", async () => {
      const { losant } = await Effect.runPromise(emulated(overrideWrites(() => new Response("?"))))
      const { client } = await connected(losant, options)
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
      await assertUnknown(client, "losant_get_orgs")
    })

    it.each(hidings)("neither sees nor can call what is hidden by %j and %j", async (environment, flags, isShown) => {
      const { losant, sent } = await Effect.runPromise(emulated())
      const config = configOf({ LOSANT_API_TOKEN: token, LOSANT_INSTANCE_ID: instanceId, ...environment }, flags)
      const { client } = await connected(losant, options, config)
      const all = makeTools(true).map(({ spec }) => spec)
      const shown = all.filter(isShown).map(({ name }) => name)
      assert.isNotEmpty(shown)
      assert.deepStrictEqual(
        (await client.listTools()).tools.map(({ name }) => name),
        shown
      )
      const hidden = all.filter((spec) => !isShown(spec))
      assert.isNotEmpty(hidden)
      for (const { name } of hidden) await assertUnknown(client, name)
      assert.isEmpty(sent)
      const [first = ""] = shown
      // It is there, whatever it says of arguments that it lacks.
      await client.callTool({ name: first, arguments: {} })
    })

    it("gets one neutral sentence if a handler dies, without the token", async () => {
      const boom = () => Effect.die(new Error(`boom ${token}`))
      const broken = Layer.succeed(Losant, losantOf({ execute: boom, send: boom }))
      const { client, lines } = await connected(broken, options)
      const result = await client.callTool({ name: "losant_list_orgs", arguments: {} })
      assert.isTrue(result.isError)
      assert.match(
        textOf(result),
        /^losant_list_orgs failed because of a mistake in this server\. .* ref [0-9a-f]{8}\.$/
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

    it("is asked for the instance if none is configured", async () => {
      const config = configOf({ LOSANT_API_TOKEN: token })
      const calls = network(answer(org))
      const { client } = await connected(losantOn(calls), options, config)
      const listed = (await client.listTools()).tools.filter(
        (tool) => "instanceId" in (tool.inputSchema.properties ?? {})
      )
      assert.lengthOf(
        listed,
        toolsets.bulk.tools.length + Object.values(actions).filter(({ params }) => "instanceId" in params).length
      )
      await client.callTool({ name: "losant_get_org", arguments: { instanceId, orgId } })
      assert.include(calls.sent[0]?.url.pathname ?? "", instanceId)
    })
  })
}
