// An organization just like another: the tool losant_create_org with `like`, called by a real client.
import { InstanceId } from "@effect-losant/core/schemas/Ids"
import type { SeedData } from "@effect-losant/emulator"
import { afterEach, assert, describe, it } from "vitest"
import { plantId, type StartOptions, sayYes, startChanges } from "../support/changeSets.ts"
import { writesIn } from "../support/emulated.ts"
import { answer } from "../support/network.ts"
import { instanceId } from "../support/samples.ts"
import { revisions } from "../support/serving.ts"

type Server = Awaited<ReturnType<typeof startChanges>>

const seed: SeedData = {
  instances: [
    {
      id: InstanceId.make(instanceId),
      name: "Plants",
      orgs: [
        {
          id: plantId(1),
          name: "Plant 1",
          description: "Makes gears",
          mfaMode: "required",
          limits: { device: 10, application: 3, member: 20 },
          tags: [
            { key: "region", value: "eu" },
            { key: "tier", value: "gold" },
            // Names this organization alone, so it is never copied.
            { key: "fleet-key", value: "plant-1" }
          ],
          members: [
            { email: "ada@example.com", role: "admin" },
            { email: "jo@example.com", role: "edit" }
          ],
          invites: [
            { email: "new@example.com", role: "view" },
            { email: "old@example.com", role: "view", inviteDate: "2020-01-01T00:00:00.000Z" }
          ]
        }
      ]
    }
  ]
}

let open: Array<Server> = []
afterEach(async () => {
  for (const server of open) await server.close()
  open = []
})

const all = ["limits", "tags", "settings", "members"]

const pathsOf = ({ sent }: Server) =>
  writesIn(sent).map(
    ({ method, url }) =>
      `${method} ${url.pathname
        .split("/")
        .slice(3)
        .join("/")
        .replace(/[0-9a-f]{24}/u, "ID")}`
  )

for (const [revision, options] of revisions) {
  const start = async (own: StartOptions = {}) => {
    const server = await startChanges(options, { seed, ...own })
    open.push(server)
    return server
  }
  const read = async ({ call }: Server, tool: string, orgId: unknown) => (await call(tool, { orgId })).content

  const emailsOf = (content: Readonly<Record<string, unknown>>) =>
    (Array.isArray(content["items"]) ? content["items"] : []).map(({ email, role }) => `${email} ${role}`)

  describe(`an organization like another in ${revision}`, () => {
    it("is one call beside the confirmation: settings, limits, tags and people", async () => {
      const server = await start({ answer: sayYes })
      const { content, isError, text } = await server.call("losant_create_org", {
        name: "Plant 2",
        like: "plant 1",
        take: all,
        invite: true,
        limits: { device: 99 },
        tags: ["region=us"]
      })
      assert.isFalse(isError, text)
      assert.lengthOf(server.messages, 1)
      assert.include(server.messages[0], "create an organization with settings or people of another one")
      assert.include(server.messages[0], 'add with the role "admin" (1): "ada@example.com"')
      assert.include(server.messages[0], "limits.application")
      assert.deepInclude(content, { done: true, state: "done", counts: { done: 4 } })
      // The instance gives each organization 34 limits.
      const took = {
        limits: 33,
        tags: 1,
        settings: ["description", "whitelistedEmailDomains", "auditLogEnabled", "mfaMode"]
      }
      assert.deepInclude(content["like"], { name: "Plant 1", took })
      // The answer repeats nothing that was taken over, and leaves nothing unanswered.
      assert.deepEqual(content["changed"], {
        name: { after: "Plant 2" },
        "limits.device": { after: 99 },
        "tags.region": { after: "us" }
      })
      assert.notProperty(content, "notAnswered")
      assert.notProperty(content, "notApplied")
      assert.deepEqual(pathsOf(server), [
        "POST orgs",
        "POST orgs/ID/members",
        "POST orgs/ID/members",
        "POST orgs/ID/invites"
      ])
      const org = await read(server, "losant_get_org", "Plant 2")
      assert.deepInclude(org["limits"], { device: 99, application: 3, member: 20 })
      assert.deepInclude(org, { description: "Makes gears", mfaMode: "required" })
      const members = emailsOf(await read(server, "losant_list_org_members", "Plant 2"))
      assert.includeMembers(members, ["ada@example.com admin", "jo@example.com edit"])
      assert.deepEqual(emailsOf(await read(server, "losant_list_org_invites", "Plant 2")), ["new@example.com view"])
    })

    it("gives nobody access, and invites nobody, that was not asked for", async () => {
      const server = await start({ answer: sayYes })
      const plain = await server.call("losant_create_org", { name: "Plant 2", like: plantId(1) })
      assert.deepInclude(plain.content, { state: "done", counts: { done: 1 } })
      const people = await server.call("losant_create_org", { name: "Plant 3", like: "Plant 1", take: ["members"] })
      assert.deepInclude(people.content, { counts: { done: 3 } })
      assert.include(
        JSON.stringify(people.content["like"]),
        "1 person with an open invitation: invite true invites them"
      )
      assert.deepEqual(emailsOf(await read(server, "losant_list_org_invites", "Plant 3")), [])
    })

    it("shows the plan first where the client shows no forms, and whoever looks sends nothing", async () => {
      const server = await start()
      const args = { name: "Plant 2", like: "Plant 1", take: all }
      const dry = await server.call("losant_create_org", { ...args, dryRun: true })
      assert.include(dry.text, "jo@example.com")
      const plan = await server.call("losant_create_org", args)
      assert.isFalse(plan.isError, plan.text)
      assert.deepEqual(pathsOf(server), [])
      const { confirmToken } = plan.content
      const other = await server.call("losant_create_org", { ...args, take: ["members"], confirmToken })
      assert.isTrue(other.isError)
      assert.include(other.text, "was given for other arguments")
      const second = await server.call("losant_create_org", args)
      const done = await server.call("losant_create_org", { ...args, confirmToken: second.content["confirmToken"] })
      assert.deepInclude(done.content, { done: true, counts: { done: 3 } })
    })

    it("does nothing if the form is declined, or if the arguments do not fit", async () => {
      const server = await start({ answer: () => undefined })
      for (const args of [
        { like: "Plant 1", take: all },
        { like: "Plant 9" },
        { like: "" },
        { like: "Plant 1", take: [] },
        { like: "Plant 1", take: ["limits", "devices"] },
        { like: "Plant 1", invite: true },
        { take: ["limits"] }
      ]) {
        const { isError, text } = await server.call("losant_create_org", { name: "Plant 2", ...args })
        assert.isTrue(isError, `${JSON.stringify(args)}: ${text}`)
      }
      assert.deepEqual(pathsOf(server), [])
    })

    it("shows an organization that the policy denies as if it did not exist", async () => {
      const server = await start({ answer: sayYes, environment: { LOSANT_MCP_DENY_ORG: "Plant 1" } })
      const { isError, text } = await server.call("losant_create_org", { name: "Plant 2", like: "Plant 1" })
      assert.isTrue(isError)
      assert.notInclude(text, plantId(1))
      assert.deepEqual(pathsOf(server), [])
    })

    it("tells what failed, and losant_apply_changes goes on with what got no answer", async () => {
      const server = await start({
        answer: sayYes,
        instead: ({ method, url, body }) =>
          method === "POST" && url.pathname.endsWith("/members") && /else@|"edit"/.test(JSON.stringify(body))
            ? answer({ type: "Validation", message: "no such user" }, 400)
            : undefined
      })
      const { content } = await server.call("losant_create_org", {
        name: "Plant 2",
        like: "Plant 1",
        take: ["members"],
        members: [{ email: "else@example.com", role: "view" }]
      })
      assert.deepInclude(content, { done: true, counts: { done: 2, failed: 2 } })
      assert.include(JSON.stringify(content["failed"]), "add else@example.com as a member")
      // Jo is added by the id of her user, which nobody knows.
      assert.include(JSON.stringify(content["failed"]), "add jo@example.com as a member")
      const again = await server.call("losant_apply_changes", { changeSetId: content["changeSetId"] })
      assert.deepInclude(again.content, { state: "done", counts: { done: 2, failed: 2 } })
    })
  })
}
