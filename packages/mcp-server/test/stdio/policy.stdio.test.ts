// The policy of a server, as security: what it hides is not there, whichever way a client of the built server looks.

import { afterAll, assert, beforeAll, describe, it, onTestFinished } from "@effect/vitest"
import { type ActionName, actions } from "@effect-losant/core/Actions"
import * as InstanceOrg from "@effect-losant/core/InstanceOrg"
import { InstanceId, OrgId } from "@effect-losant/core/schemas/Ids"
import type { Arrival } from "@effect-losant/emulator"
import { build, start } from "../support/built.ts"
import { type Losant, type Setup, seedOf, startLosant, startSession } from "../support/losant.ts"
import { orgId as hiddenId, inviteId, samples, userId } from "../support/samples.ts"
import { revisions, token, toolOf } from "../support/serving.ts"

beforeAll(build, 60_000)

const instanceId = "a".repeat(24)
const hiddenName = "Harbor Production"
const stagingId = "5f00000000000000000000a2"
const orchardId = "5f00000000000000000000a3"
const missingId = "5f00000000000000000000ff"

const seed = () =>
  seedOf({
    id: instanceId,
    name: "Policed",
    orgs: [
      {
        id: hiddenId,
        name: hiddenName,
        tags: [{ key: "env", value: "production" }],
        limits: { device: 10 },
        members: [
          { userId, email: "ada@example.com", role: "edit" },
          { userId: "5f00000000000000000000b2", email: "secret@example.com", role: "admin" }
        ],
        invites: [{ id: inviteId, email: "grace@example.com", role: "edit" }],
        usage: { devices: 10, payloadsPerHour: 777 }
      },
      {
        id: stagingId,
        name: "Harbor Staging",
        tags: [{ key: "env", value: "staging" }],
        members: [{ userId, email: "ada@example.com", role: "view" }]
      },
      { id: orchardId, name: "Orchard" }
    ]
  })

const writesIn = (arrived: ReadonlyArray<Arrival>) => arrived.filter(({ method }) => method !== "GET")

const ids = (orgId: string) => ({ instanceId: InstanceId.make(instanceId), orgId: OrgId.make(orgId) })

/** The arguments of each tool that takes an organization. */
const onOrg = Object.entries(samples).flatMap(([name, { good }]) => {
  // Sound: the samples have the names of the actions.
  const action = name as ActionName
  return "orgId" in actions[action].params ? [[toolOf(action).spec.name, good] as const] : []
})

const rules: ReadonlyArray<readonly [string, Setup]> = [
  ["its id", { args: ["--deny-org", hiddenId] }],
  ["its name", { env: { LOSANT_MCP_DENY_ORG: `Nobody,${hiddenName}` } }],
  ["a tag", { args: ["--deny-org", "tag:env=production"] }],
  ["what is allowed", { args: ["--allow-org", "Orchard", "--allow-org", "tag:env=staging"] }]
]

describe.each(revisions)("for a client of %s", (_, options) => {
  let losant: Losant
  beforeAll(async () => {
    losant = await startLosant({ seed: seed() })
  }, 60_000)
  afterAll(() => losant.close())

  const connect = async (setup: Setup) => {
    const session = await startSession(losant, options, setup)
    onTestFinished(() => session.client.close())
    return session
  }

  describe.each(rules)("an organization that is denied by %s", (_rule, setup) => {
    it("is in no list, total, suggestion, completion, resource, prompt, error text and fleet tool", async () => {
      const { client, done, refused, heard } = await connect(setup)
      const list = await done("losant_list_orgs", { summaryInclude: ["deviceCount"] })
      assert.deepInclude(list, { count: 2, totalCount: 2 })
      const query = {
        $or: [{ name: { $startsWith: "Harbor" } }, { tags: { $tagKey: "env", $tagValue: "production" } }]
      }
      assert.strictEqual((await done("losant_list_orgs", { query }))["totalCount"], 1)
      assert.strictEqual((await done("losant_list_orgs", { memberId: userId }))["totalCount"], 1)
      assert.strictEqual((await done("losant_get_org", { orgId: "harbor" }))["id"], stagingId)
      assert.include(await refused("losant_get_org", { orgId: "Harbor Produktion" }), "stands for no organization")
      assert.include(await refused("losant_get_org", { orgId: "Production" }), "stands for no organization")

      assert.deepInclude(await done("losant_find_orgs_near_limits", { percent: 1 }), { items: [], checked: 2 })
      const ranking = await done("losant_usage_ranking", { by: "payloads" })
      assert.deepInclude(ranking, { items: [], checked: 2, total: 0 })
      const { items } = await done("losant_find_members", { person: "ada@example.com", includeInvites: true })
      assert.deepStrictEqual(items, [{ orgId: stagingId, name: "Harbor Staging", role: "view" }])

      const ref = { type: "ref/resource", uri: "losant://orgs/{orgId}" } as const
      for (const value of ["", "h", "prod", "Harbor Produ"]) {
        await client.complete({ ref, argument: { name: "orgId", value } })
        const prompt = { type: "ref/prompt", name: "review_access" } as const
        await client.complete({ ref: prompt, argument: { name: "organization", value } })
      }
      const { resources } = await client.listResources()
      assert.sameMembers(
        resources.flatMap(({ uri }) => (uri.startsWith("losant://orgs/") ? [uri] : [])),
        [stagingId, orchardId].map((id) => `losant://orgs/${id}`)
      )
      // All that the server has written.
      assert.isAbove(heard.length, 15)
      for (const line of heard) {
        for (const secret of [hiddenId, hiddenName, "secret@example.com", "777"]) assert.notInclude(line, secret)
      }
    })
  })

  it("an organization that is denied is refused by every tool as one that does not exist, and stays as it is", async () => {
    const { call, client } = await connect({ args: ["--deny-org", "tag:env=production"] })
    const before = await losant.as(InstanceOrg.get(ids(hiddenId)))
    const [, arrived] = await losant.during(async () => {
      for (const [name, good] of onOrg) {
        const denied = await call(name, { ...good, orgId: hiddenId })
        const missing = await call(name, { ...good, orgId: missingId })
        assert.isTrue(denied.isError, name)
        assert.strictEqual(denied.text.replaceAll(hiddenId, missingId), missing.text)
        const named = await call(name, { ...good, orgId: hiddenName })
        assert.isTrue(named.isError, name)
        assert.include(named.text, "stands for no organization")
      }
    })
    assert.isAbove(onOrg.length, 15)
    assert.isEmpty(writesIn(arrived))
    assert.deepStrictEqual(await losant.as(InstanceOrg.get(ids(hiddenId))), before)
    const thrown = (uri: string) => client.readResource({ uri }).then(String, ({ message }: Error) => message)
    for (const part of ["", "/members", "/invites", "/usage"]) {
      const denied = await thrown(`losant://orgs/${hiddenId}${part}`)
      assert.strictEqual(denied.replaceAll(hiddenId, missingId), await thrown(`losant://orgs/${missingId}${part}`))
    }
  })

  it("a rule for a tag or a name holds from the next call on after somebody changes them", async () => {
    const { call } = await connect({ args: ["--deny-org", "tag:env=production", "--deny-org", "Vault"] })
    const isReached = async () => !(await call("losant_get_org", { orgId: orchardId })).isError
    const patch = (organization: object) => losant.as(InstanceOrg.patch({ ...ids(orchardId), organization }))
    assert.isTrue(await isReached())
    await patch({ tags: [{ key: "env", value: "production" }] })
    assert.isFalse(await isReached())
    const list = await call("losant_list_orgs")
    assert.notInclude(list.text, "Orchard")
    assert.strictEqual(list.content["totalCount"], 1)
    await patch({ tags: [], name: "Vault" })
    assert.isFalse(await isReached())
    await patch({ name: "Orchard" })
    assert.isTrue(await isReached())
  })

  it("no update moves an organization out of it, nor in a dry run, and none is created outside it", async () => {
    const { refused, done } = await connect({ args: ["--deny-org", "tag:env=production", "--deny-org", "Vault"] })
    const orgId = "Orchard"
    const [, arrived] = await losant.during(async () => {
      for (const dryRun of [true, false]) {
        for (const [name, given] of [
          ["losant_update_org", { orgId, tags: { add: ["env=production"] } }],
          ["losant_update_org", { orgId, tags: { set: ["env=production"] } }],
          ["losant_update_org", { orgId, name: "Vault", description: "x" }],
          ["losant_create_org", { name: "Vault" }],
          ["losant_create_org", { name: "New", tags: [{ key: "env", value: "production" }] }]
        ] as const) {
          const text = await refused(name, { ...given, dryRun })
          assert.include(text, "outside what this server is allowed to reach")
          assert.include(text, "Nothing was changed")
        }
      }
    })
    assert.isEmpty(writesIn(arrived))
    await done("losant_update_org", { orgId, tags: { add: ["env=test"] }, dryRun: true })
  })

  it("an update moves no organization out of what is allowed", async () => {
    const { refused, done } = await connect({ env: { LOSANT_MCP_ALLOW_ORG: "tag:env=staging" } })
    for (const given of [{ tags: { remove: ["env"] } }, { clear: ["tags"] }]) {
      for (const dryRun of [true, false]) {
        const text = await refused("losant_update_org", { orgId: stagingId, ...given, dryRun })
        assert.include(text, "outside what this server is allowed to reach")
      }
    }
    await done("losant_update_org", { orgId: stagingId, tags: { add: ["a=b"] }, dryRun: true })
  })

  it("a token that may not do something is told by the narrowest scope that would do", async () => {
    const { refused } = await connect({ env: { LOSANT_API_TOKEN: `${token}-read` } })
    const text = await refused("losant_update_org", { orgId: orchardId, description: "x" })
    assert.include(text, "lacks the scope instanceOrg.patch, the narrowest that allows")
  })

  it.each<readonly [string, Setup, ReadonlyArray<string>]>([
    ["--read-only", { args: ["--read-only"] }, ["losant_create_org", "losant_delete_org", "losant_resend_org_invite"]],
    [
      "--exclude-tools beside variables",
      {
        args: ["--exclude-tools", "losant_get_org"],
        env: { LOSANT_MCP_READ_ONLY: "true", LOSANT_MCP_TOOLS: "losant_list_orgs,losant_get_org,losant_update_org" }
      },
      ["losant_get_org", "losant_update_org", "losant_find_members"]
    ],
    [
      "--tools beside a variable",
      {
        args: ["--tools", "losant_list_orgs", "--tools", "losant_get_org"],
        env: { LOSANT_MCP_EXCLUDE_TOOLS: "losant_get_org" }
      },
      ["losant_get_org", "losant_find_members"]
    ]
  ])("%s hides tools, which then cannot be called", async (_setting, setup, hidden) => {
    const { client, call, done } = await connect(setup)
    const { tools: listed } = await client.listTools()
    const [, arrived] = await losant.during(async () => {
      for (const name of hidden) {
        assert.notInclude(
          listed.map((tool) => tool.name),
          name
        )
        const error = await call(name, { orgId: orchardId, name: "x" }).then(
          () => undefined,
          (thrown: unknown) => thrown
        )
        assert.deepInclude(error, { code: -32602 })
      }
    })
    assert.isEmpty(arrived)
    assert.strictEqual((await done("losant_list_orgs"))["totalCount"], 3)
  })
})

describe("a policy that is not right stops the start:", () => {
  it.each<readonly [string, ReadonlyArray<string>, Readonly<Record<string, string>>, ReadonlyArray<string>]>([
    ["a rule without a value", ["--deny-org", "tag:env"], {}, ["--deny-org", "tag:key=value"]],
    ["an id that is too short", ["--allow-org", hiddenId.slice(1)], {}, ["--allow-org", "24 hexadecimal digits"]],
    ["a list that is none", [], { LOSANT_MCP_DENY_ORG: "[x" }, ["LOSANT_MCP_DENY_ORG", "JSON list"]],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: what a client sends that fills in no placeholder
    ["a placeholder", [], { LOSANT_MCP_ALLOW_ORG: "${user_config.orgs}" }, ["LOSANT_MCP_ALLOW_ORG", "placeholder"]],
    ["a tool that there is not", ["--tools", "losant_lst_orgs"], {}, ["--tools", "did you mean losant_list_orgs?"]],
    ["another", [], { LOSANT_MCP_EXCLUDE_TOOLS: "delete" }, ["LOSANT_MCP_EXCLUDE_TOOLS", '"delete"']],
    ["neither true nor false", [], { LOSANT_MCP_READ_ONLY: "perhaps" }, ["LOSANT_MCP_READ_ONLY", "true", "false"]],
    ["a flag that there is not", ["--deny-orgs", "x"], {}, ["--deny-orgs", "Did you mean --deny-org?"]],
    ["a flag without a value", ["--deny-org"], {}, ["--deny-org <org>", "argument missing"]]
  ])("%s", async (_, args, environment, texts) => {
    const { ended, stderr, stdout } = start(["--emulator", ...args], environment)
    assert.strictEqual(await ended, 2)
    for (const text of texts) assert.include(stderr(), text)
    assert.notMatch(stderr(), /\n\s+at /)
    assert.isEmpty(stdout)
  })
})
