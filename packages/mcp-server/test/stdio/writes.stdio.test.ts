// Writes that are seen before they happen: the built server over real stdio, and the requests that Losant gets of it.

import { afterAll, assert, beforeAll, describe, it } from "@effect/vitest"
import * as InstanceOrg from "@effect-losant/core/InstanceOrg"
import { InstanceId, OrgId } from "@effect-losant/core/schemas/Ids"
import { definitions } from "../../src/tools/definitions/definitions.ts"
import { at } from "../support/at.ts"
import { build } from "../support/built.ts"
import { type Losant, type Session, seedOf, startLosant, startSession } from "../support/losant.ts"
import { inviteId, orgId, userId } from "../support/samples.ts"
import { revisions } from "../support/serving.ts"
import { setTools } from "../support/setTools.ts"

beforeAll(build, 60_000)

const instanceId = "a".repeat(24)

const org = {
  id: orgId,
  name: "Northwind",
  description: "old",
  limits: { device: 10, file: 5 },
  tags: [
    { key: "region", value: "eu" },
    { key: "tier", value: "gold" },
    { key: "tier", value: "silver" }
  ],
  members: [
    { userId, email: "ada@example.com", role: "edit" },
    { email: "joan@example.com", role: "admin" }
  ],
  invites: [{ id: inviteId, email: "grace@example.com", role: "edit" }]
}

/** Each tool that writes, the request that it would send, and some of the changes, by path. */
const dryRuns: ReadonlyArray<readonly [string, object, string, string, object]> = [
  ["losant_create_org", { name: "Southwind" }, "POST", "/orgs", { "name.after": "Southwind" }],
  [
    "losant_update_org",
    { orgId: "Northwind", description: "new" },
    "PATCH",
    `/orgs/${orgId}`,
    { "description.before": "old", "description.after": "new" }
  ],
  ["losant_delete_org", { orgId: "Northwind" }, "DELETE", `/orgs/${orgId}`, { "organization.before": "Northwind" }],
  [
    "losant_add_org_member",
    { orgId: "Northwind", email: "new@example.com", role: "view" },
    "POST",
    `/orgs/${orgId}/members`,
    { "role.after": "view" }
  ],
  [
    "losant_update_org_member",
    { orgId: "Northwind", userId: "ada@example.com", role: "view" },
    "PATCH",
    `/orgs/${orgId}/members/${userId}`,
    { "role.before": "edit", "role.after": "view" }
  ],
  [
    "losant_remove_org_member",
    { orgId: "Northwind", userId: "ada@example.com" },
    "DELETE",
    `/orgs/${orgId}/members/${userId}`,
    { "member.before.email": "ada@example.com" }
  ],
  [
    "losant_invite_to_org",
    { orgId: "Northwind", email: "new@example.com", role: "view" },
    "POST",
    `/orgs/${orgId}/invites`,
    { "role.after": "view" }
  ],
  [
    "losant_revoke_org_invite",
    { orgId: "Northwind", inviteId: "grace@example.com" },
    "DELETE",
    `/orgs/${orgId}/invites/${inviteId}`,
    { "invite.before.email": "grace@example.com" }
  ],
  [
    "losant_resend_org_invite",
    { orgId: "Northwind", inviteId: "grace@example.com", role: "view" },
    "POST",
    `/orgs/${orgId}/invites/${inviteId}`,
    { "role.before": "edit", "role.after": "view" }
  ]
]

describe.each(revisions)("for a client of %s", (_, options) => {
  let losant: Losant
  let session: Session
  beforeAll(async () => {
    losant = await startLosant({ seed: seedOf({ id: instanceId, name: "Writes", orgs: [org] }) })
    session = await startSession(losant, options)
  }, 60_000)
  afterAll(async () => {
    await session.client.close()
    await losant.close()
  })

  const ids = { instanceId: InstanceId.make(instanceId), orgId: OrgId.make(orgId) }
  const held = () => losant.as(InstanceOrg.get(ids))
  const changedByOther = (description: string) =>
    losant.as(InstanceOrg.patch({ ...ids, organization: { description } }))

  const writesIn = (arrived: ReadonlyArray<{ readonly method: string }>) =>
    arrived.filter(({ method }) => method !== "GET")

  it("has a dry run of each tool that writes", async () => {
    const { tools } = await session.client.listTools()
    const writing = tools.filter(
      ({ name, annotations }) => annotations?.readOnlyHint === false && !setTools.includes(name)
    )
    const onByDefault = definitions.filter(({ isOnByDefault }) => isOnByDefault).map(({ name }) => name)
    assert.sameMembers(
      writing.map(({ name }) => name).filter((name) => onByDefault.includes(name)),
      dryRuns.map(([tool]) => tool)
    )
    for (const { inputSchema } of writing) assert.property(inputSchema.properties, "dryRun")
  })

  it.each(dryRuns)(
    "%s shows with dryRun what it would do, and sends no write",
    async (name, given, method, path, changes) => {
      const before = await held()
      const [content, arrived] = await losant.during(() => session.done(name, { ...given, dryRun: true }))
      assert.isEmpty(writesIn(arrived))
      assert.isTrue(content["dryRun"])
      assert.deepInclude(content["request"], { method, path: `/instances/${instanceId}${path}` })
      for (const [place, value] of Object.entries(changes)) assert.strictEqual(at(content["changes"], place), value)
      assert.notProperty(content, "changed")
      assert.deepStrictEqual(await held(), before)
    }
  )

  it("finds in a dry run what Losant would not take", async () => {
    for (const [name, given] of [
      ["losant_update_org", { orgId: "Northwind", description: "x".repeat(32_768) }],
      ["losant_update_org", { orgId: "Nothwind", description: "x" }],
      ["losant_create_org", { name: "" }],
      ["losant_update_org_member", { orgId: "Northwind", userId: "nobody@example.com", role: "view" }],
      ["losant_invite_to_org", { orgId: "Northwind", email: "nobody", role: "view" }]
    ] as const) {
      const [, arrived] = await losant.during(() => session.refused(name, { ...given, dryRun: true }))
      assert.isEmpty(writesIn(arrived))
    }
  })

  it("refuses with ifLastUpdated what somebody changed since", async () => {
    const { lastUpdated } = await session.done("losant_get_org", { orgId: "Northwind", fields: ["lastUpdated"] })
    await changedByOther("by another")
    for (const name of ["losant_update_org", "losant_delete_org"]) {
      const change = name === "losant_update_org" ? { description: "mine" } : {}
      for (const dryRun of [true, false]) {
        const [text, arrived] = await losant.during(() =>
          session.refused(name, { orgId: "Northwind", ...change, ifLastUpdated: lastUpdated, dryRun })
        )
        assert.isEmpty(writesIn(arrived))
        assert.include(text, "was last changed at")
        assert.include(text, "Nothing was sent")
      }
    }
    const now = await held()
    assert.strictEqual(now.description, "by another")
    const due = { orgId: "Northwind", description: "mine", ifLastUpdated: now.lastUpdated }
    assert.deepStrictEqual((await session.done("losant_update_org", due))["changed"], {
      description: { before: "by another", after: "mine" }
    })
  })

  it("merges limits with those that are there", async () => {
    const before = await held()
    const content = await session.done("losant_update_org", { orgId: "Northwind", limits: { device: 12 } })
    assert.deepStrictEqual(content["changed"], { "limits.device": { before: 10, after: 12 } })
    assert.deepStrictEqual((await held()).limits, { ...before.limits, device: 12 })
    const same = await session.done("losant_update_org", { orgId: "Northwind", limits: { device: 12 } })
    assert.include(String(same["note"]), "nothing would change")
  })

  it("adds, removes and sets tags", async () => {
    const update = async (tags: unknown) => {
      const [content, arrived] = await losant.during(() =>
        session.done("losant_update_org", { orgId: "Northwind", tags })
      )
      assert.lengthOf(writesIn(arrived), 1)
      const held = (await losant.as(InstanceOrg.get(ids))).tags ?? []
      return { changed: content["changed"], held: held.map(({ key, value }) => `${key}=${value}`) }
    }
    assert.deepStrictEqual((await update({ add: ["env=test"], remove: ["tier=silver"] })).held, [
      "region=eu",
      "tier=gold",
      "env=test"
    ])
    const moved = await update({ add: ["region=us"], remove: ["region"] })
    assert.deepStrictEqual(moved.held, ["tier=gold", "env=test", "region=us"])
    assert.deepStrictEqual(moved.changed, { "tags.region": { before: "eu", after: "us" } })
    assert.deepStrictEqual((await update({ set: ["a=b"] })).held, ["a=b"])
    for (const tags of [[{ key: "a", value: "c" }], "a=c", { merge: ["a=c"] }, { set: ["a=c"], add: ["a=d"] }]) {
      const text = await session.refused("losant_update_org", { orgId: "Northwind", tags })
      assert.match(text, /tags: .*(?:"add"|set replaces all tags)/)
    }
  })

  it("empties fields by clear, and never by null", async () => {
    const clear = ["description", "tags"]
    const { changed } = await session.done("losant_update_org", { orgId: "Northwind", clear })
    assert.deepStrictEqual(at(changed, "description"), { before: "mine", after: "" })
    const now = await held()
    assert.deepInclude(now, { description: "", tags: [] })
    assert.strictEqual(now.limits?.device, 12)
    const text = await session.refused("losant_update_org", { orgId: "Northwind", description: null })
    assert.include(text, "must not be null")
    assert.include(
      await session.refused("losant_update_org", { orgId: "Northwind", clear: ["nam"] }),
      "cannot be emptied"
    )
  })
})
