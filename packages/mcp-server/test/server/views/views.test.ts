// Views as clients see them, in both revisions of the protocol.
import { mkdtempSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterEach, assert, describe, it } from "vitest"
import { viewMetaKey, viewTool } from "../../../src/model/views/names.ts"
import { leaver, plantId, plantsSeed } from "../../support/changeSets.ts"
import { orgId, userId } from "../../support/samples.ts"
import { revisions } from "../../support/serving.ts"
import { offeredBy, startViews, type ViewOptions, type ViewServer } from "../../support/views.ts"

let open: Array<ViewServer> = []
afterEach(async () => {
  for (const server of open) await server.close()
  open = []
})

const removal = { orgId, userId }
const deletion = { orgId }
const name = "Northwind"

for (const [revision, options] of revisions) {
  const start = async (own: ViewOptions = {}) => {
    const server = await startViews(options, own)
    open.push(server)
    return server
  }
  const audit = () => join(mkdtempSync(join(tmpdir(), "views-")), "trail.jsonl")

  describe(`a client that shows views, in ${revision}`, () => {
    it("gets tools with their page, and the tool that only pages call", async () => {
      const { tools } = await (await start()).client.listTools()
      const uiOf = (tool: string) => tools.find((one) => one.name === tool)?._meta?.["ui"]
      assert.deepStrictEqual(uiOf("losant_delete_org"), { resourceUri: "ui://losant/plan" })
      assert.deepStrictEqual(uiOf("losant_plan_changes"), { resourceUri: "ui://losant/plan" })
      assert.deepStrictEqual(uiOf("losant_get_org_device_counts"), { resourceUri: "ui://losant/usage" })
      assert.deepStrictEqual(uiOf("losant_get_all_payload_breakdown"), { resourceUri: "ui://losant/usage" })
      assert.isUndefined(uiOf("losant_get_org_payload_counts"))
      for (const tool of ["losant_find_orgs_near_limits", "losant_usage_ranking", "losant_find_invites"]) {
        assert.deepStrictEqual(uiOf(tool), { resourceUri: "ui://losant/fleet" })
      }
      assert.isUndefined(uiOf("losant_get_org"))
      assert.deepStrictEqual(uiOf(viewTool), { visibility: ["app"] })
    })

    it("gets usage with its call in _meta, which the page calls again", async () => {
      const tool = "losant_get_org_device_counts"
      const [shown, plain] = [await start(), await start({ shows: false })]
      const [with_, without] = await Promise.all(
        [shown, plain].map(({ client }) => client.callTool({ name: tool, arguments: { orgId } }))
      )
      assert.deepStrictEqual(with_?._meta?.[viewMetaKey], { tool, arguments: { orgId } })
      assert.notProperty(without?._meta ?? {}, viewMetaKey)
      assert.deepStrictEqual(with_?.structuredContent, without?.structuredContent)
      assert.deepStrictEqual(with_?.content, without?.content)
    })

    it("gets no tool of plans where no tool asks the person", async () => {
      const server = await start({ environment: { LOSANT_MCP_READ_ONLY: "true" } })
      const { tools } = await server.client.listTools()
      assert.isFalse(tools.some(({ name: one }) => one === viewTool))
      assert.deepStrictEqual(tools.find((one) => one.name === "losant_get_all_device_counts")?._meta?.["ui"], {
        resourceUri: "ui://losant/usage"
      })
    })

    it("without the extension gets the same tools, resources and texts as ever", async () => {
      const plain = await start({ shows: false })
      const shown = await start()
      const { tools } = await shown.client.listTools()
      const without = tools
        .filter((tool) => tool.name !== viewTool)
        .map(({ _meta: { ui: _, ...meta } = {}, ...tool }) => ({
          ...tool,
          ...(Object.keys(meta).length === 0 ? {} : { _meta: meta })
        }))
      assert.deepStrictEqual((await plain.client.listTools()).tools, without)
      assert.deepStrictEqual(await plain.client.listResources(), await shown.client.listResources())
      // A server that offers no views writes the same to this client, byte for byte.
      const never = await start({ shows: false, environment: { LOSANT_MCP_CONFIRM: "token" } })
      await never.client.listTools()
      await never.client.listResources()
      assert.isAbove(never.written.length, 1)
      assert.deepStrictEqual(plain.written, never.written)
      const planned = await plain.call("losant_delete_org", deletion)
      assert.isString(planned.content["confirmToken"])
      assert.isUndefined(planned.offered)
      assert.notInclude(planned.whole, "view")
      const refused = await plain.client.callTool({ name: viewTool, arguments: {} }).catch((error: unknown) => error)
      assert.include(String(refused), `Tool ${viewTool} not found`)
      const missing = await plain.client.readResource({ uri: "ui://losant/plan" }).catch((error: unknown) => error)
      assert.include(String(missing), "not found")
    })

    it("confirms a single write by the secret, which stands in _meta alone", async () => {
      const server = await start({ audit: audit() })
      const planned = await server.call("losant_remove_org_member", removal)
      const { id, secret } = offeredBy(planned)
      assert.notInclude(planned.text + JSON.stringify(planned.content), secret)
      assert.notProperty(planned.content, "confirmToken")
      assert.include(planned.content["confirmation"], "The person sees this plan in a view")
      const { view, whole } = await server.page({ id, action: "show" })
      assert.notInclude(whole, secret)
      assert.deepInclude(view, { state: "open", title: "Remove a member of the organization" })
      assert.deepInclude(view.about, { label: "Organization", value: name })
      assert.deepEqual(server.writes(), [])
      const done = await server.page({ id, action: "confirm", secret })
      assert.deepInclude(done.view, { state: "ended" })
      assert.strictEqual(done.view.outcome?.kind, "done")
      assert.lengthOf(server.writes(), 1)
      // A frame that is opened again learns what became of it.
      assert.strictEqual((await server.page({ id, action: "show" })).view.outcome?.kind, "done")
      assert.deepEqual(
        server.trail().map(({ tool, outcome, confirmedBy }) => [tool, outcome, confirmedBy]),
        [
          ["losant_remove_org_member", "asked", undefined],
          ["losant_remove_org_member", "begun", "view"],
          ["losant_remove_org_member", "done", "view"]
        ]
      )
      assert.notInclude(JSON.stringify(server.trail()) + server.lines.join(), secret)
    })

    it("refuses a secret that was used, is another plan's, or is none", async () => {
      const server = await start()
      const one = offeredBy(await server.call("losant_remove_org_member", removal))
      const other = offeredBy(await server.call("losant_delete_org", deletion))
      const wrong = [
        { id: one.id, action: "confirm" },
        { id: other.id, action: "confirm", secret: one.secret, typed: [name] },
        { id: "0000000000000000", action: "confirm", secret: one.secret }
      ]
      for (const args of wrong) assert.isTrue((await server.page(args)).isError, JSON.stringify(args))
      assert.deepEqual(server.writes(), [])
      const again = offeredBy(await server.call("losant_remove_org_member", removal))
      assert.isFalse((await server.page({ id: again.id, action: "confirm", secret: again.secret })).isError)
      const replayed = await server.page({ id: again.id, action: "confirm", secret: again.secret })
      assert.isTrue(replayed.isError)
      assert.include(replayed.text, "answered before")
      assert.lengthOf(server.writes(), 1)
    })

    it("takes no token, so the model cannot go the other way", async () => {
      const server = await start()
      const { secret } = offeredBy(await server.call("losant_remove_org_member", removal))
      const refused = await server.call("losant_remove_org_member", { ...removal, confirmToken: secret })
      assert.isTrue(refused.isError)
      assert.include(refused.text, "no confirmToken")
      assert.deepEqual(server.writes(), [])
    })

    it("lets the person try a typed name again, with a new secret", async () => {
      const server = await start({ audit: audit() })
      const planned = await server.call("losant_delete_org", deletion)
      assert.notInclude(planned.whole, name)
      const { id, secret } = offeredBy(planned)
      const { view } = await server.page({ id, action: "show" })
      assert.deepEqual(view.toType, [{ what: "the organization's name" }])
      assert.isTrue(view.isFinal)
      const wrong = await server.page({ id, action: "confirm", secret, typed: ["Southwind"] })
      assert.isTrue(wrong.isError)
      assert.include(wrong.view.mistake, "does not match")
      assert.strictEqual(wrong.view.state, "open")
      assert.notStrictEqual(wrong.view.secret, secret)
      assert.deepEqual(server.writes(), [])
      const right = await server.page({ id, action: "confirm", secret: wrong.view.secret, typed: [name] })
      assert.strictEqual(right.view.outcome?.kind, "done", right.text)
      assert.lengthOf(server.writes(), 1)
      assert.deepEqual(
        server.trail().map(({ outcome }) => outcome),
        ["asked", "refused", "begun", "done"]
      )
    })

    it("refuses a secret after the organization changed, and says so", async () => {
      const server = await start()
      const { id, secret } = offeredBy(await server.call("losant_delete_org", deletion))
      await server.call("losant_update_org", { orgId, description: "new" })
      const refused = await server.page({ id, action: "confirm", secret, typed: [name] })
      assert.strictEqual(refused.view.outcome?.kind, "refused")
      assert.include(refused.text, "before the organization was last changed")
      assert.deepEqual(
        server.writes().filter((write) => write.startsWith("DELETE")),
        []
      )
    })

    it("is told that no view was ever shown", async () => {
      const server = await start()
      assert.notProperty((await server.call("losant_delete_org", deletion)).content, "serverNote")
      const again = await server.call("losant_delete_org", deletion)
      assert.include(again.content["serverNote"], "LOSANT_MCP_CONFIRM=token")
      await server.page({ id: offeredBy(again).id, action: "show" })
      assert.notProperty((await server.call("losant_delete_org", deletion)).content, "serverNote")
    })

    it("carries a change set out without what the person left out", async () => {
      const server = await start({ seed: plantsSeed(8), audit: audit() })
      const planned = await server.call("losant_plan_changes", { operation: "remove_member", person: leaver })
      assert.notProperty(planned.content, "confirmToken")
      const { id, secret } = offeredBy(planned)
      assert.strictEqual(id, planned.content["changeSetId"])
      assert.notInclude(planned.text + JSON.stringify(planned.content), secret)
      const { view } = await server.page({ id, action: "show" })
      const [members, invites] = view.groups
      assert.deepEqual(
        members?.items.map(({ text, state }) => [text, state]),
        ["Plant 1 (edit)", "Plant 3 (edit)", "Plant 5 (edit)", "Plant 7 (edit)"].map((text) => [text, "planned"])
      )
      assert.lengthOf(invites?.items ?? [], 1)
      const leftOut = members?.items.slice(0, 1).map((item) => item.id)
      const done = await server.page({ id, action: "confirm", secret, leftOut })
      assert.deepInclude(done.view, { state: "ended" })
      assert.strictEqual(done.view.outcome?.text, "4 of 5 writes are done, 1 skipped. The set has ended.")
      assert.lengthOf(server.writes(), 4)
      assert.isFalse(server.writes().some((write) => write.includes(`${plantId(1).replace(/^0*/, "")}/members`)))
      const [skipped] = done.view.groups.flatMap(({ items }) => items).filter(({ state }) => state === "skipped")
      assert.deepInclude(skipped, { text: "Plant 1 (edit)", detail: "The person left it out." })
      const lines = server.trail().filter(({ outcome }) => outcome === "begun")
      assert.isTrue(lines.length > 0 && lines.every(({ confirmedBy }) => confirmedBy === "view"))
      const replayed = await server.page({ id, action: "confirm", secret })
      assert.isTrue(replayed.isError)
      assert.lengthOf(server.writes(), 4)
    })

    it("keeps a set whole if all of it was left out, and refuses the secret of another set", async () => {
      const server = await start({ seed: plantsSeed(4) })
      const plan = { operation: "remove_member", person: leaver }
      const one = offeredBy(await server.call("losant_plan_changes", plan))
      const other = offeredBy(await server.call("losant_plan_changes", plan))
      const foreign = await server.page({ id: one.id, action: "confirm", secret: other.secret })
      assert.isTrue(foreign.isError)
      assert.include(foreign.text, "another tool, organization or instance")
      const { view } = await server.page({ id: other.id, action: "show" })
      const leftOut = view.groups.flatMap(({ items }) => items).map(({ id }) => id)
      const nothing = await server.page({ id: other.id, action: "confirm", secret: other.secret, leftOut })
      assert.include(nothing.text, "every change of the set was left out")
      assert.deepEqual(server.writes(), [])
    })
  })
}
