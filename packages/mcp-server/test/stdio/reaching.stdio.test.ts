// A call reaches the organization, the person and the instance that it means: the built server over real stdio.
import { afterAll, assert, beforeAll, describe, it } from "@effect/vitest"
import { InstanceId } from "@effect-losant/core/schemas/Ids"
import * as Redacted from "effect/Redacted"
import { build } from "../support/built.ts"
import { type Losant, type Session, type Setup, seedOf, startLosant, startSession } from "../support/losant.ts"
import { revisions } from "../support/serving.ts"

beforeAll(build, 60_000)

const instanceId = "a".repeat(24)
const otherInstanceId = "b".repeat(24)
const idOf = (index: number): string => `5f${String(index).padStart(22, "0")}`
const named = (index: number, name: string, more: object = {}) => ({ id: idOf(index), name, ...more })
const looksLikeId = "5f00000000000000000ffabc"

const people = {
  members: [
    { userId: idOf(9_001), email: "ada@example.com", role: "admin" },
    { userId: idOf(9_002), email: "alan@example.com", role: "view" },
    { userId: idOf(9_003), email: "grace+ops@example.com", role: "edit" }
  ],
  invites: [
    { id: idOf(9_101), email: "joan@example.com", role: "view" },
    { id: idOf(9_102), email: "john@example.com", role: "view" }
  ]
}

const special = [
  named(1, "Northwind", people),
  named(2, "northwind"),
  named(3, "Southwind Traders"),
  named(4, 'A*B "quoted" \\ (x) $ %'),
  named(5, "*"),
  named(6, looksLikeId),
  named(7, "Twin"),
  named(8, "Twin"),
  named(9, "O'Neil & Söhne")
]

const orgs = [
  ...special,
  ...Array.from({ length: 2_000 - special.length }, (_, index) => named(index + 100, `Plant ${index + 100}`))
]

let losant: Losant
beforeAll(async () => {
  losant = await startLosant({
    seed: seedOf({ id: instanceId, name: "Fleet", orgs }, { id: otherInstanceId, name: "Other" }),
    grants: [{ token: Redacted.make("only-here"), scopes: ["all.Instance"], instanceId: InstanceId.make(instanceId) }]
  })
}, 60_000)
afterAll(() => losant.close())

describe.each(revisions)("for a client of %s", (_, options) => {
  let session: Session
  beforeAll(async () => {
    session = await startSession(losant, options)
  }, 60_000)
  afterAll(() => session.client.close())

  /** The organization to which a text leads, and the number of requests beside the one that reads it. */
  const reached = async (orgId: string) => {
    const [{ id }, arrived] = await losant.during(() => session.done("losant_get_org", { orgId, fields: ["name"] }))
    return { id, lookedUp: arrived.filter(({ action }) => action === "instanceOrgs.get").length, all: arrived.length }
  }

  it.each([
    ["an exact name before one in another case", "Northwind", 1],
    ["the other exact name", "northwind", 2],
    ["a name in another case", "sOUTHWIND TRADERS", 3],
    ["a beginning", "southw", 3],
    ["a name with *, quotes and more", 'A*B "quoted" \\ (x) $ %', 4],
    ["a beginning that ends with *, which stands for nothing else", "A*", 4],
    ["a name that is *", "*", 5],
    ["a name with an apostrophe and letters of its own", "o'neil & söhne", 9],
    ["one name of 2,000 that begin alike", "Plant 100", 100],
    ["the last of them", "plant 2090", 2_090]
  ])("finds %s among 2,000 organizations with at most two requests", async (_what, given, index) => {
    const { id, lookedUp, all } = await reached(given)
    assert.strictEqual(id, idOf(index))
    assert.isAtMost(lookedUp, 2)
    assert.strictEqual(all, lookedUp + 1)
  })

  it("takes an id as it is, without a request, and finds a name that looks like one", async () => {
    assert.deepStrictEqual(await reached(idOf(3)), { id: idOf(3), lookedUp: 0, all: 1 })
    const { id, all } = await reached(looksLikeId)
    assert.strictEqual(id, idOf(6))
    // Asked for as an id, looked up as a name, and asked for again.
    assert.isAtMost(all, 4)
  })

  it.each([
    ["Twin", [idOf(7), idOf(8)]],
    ["NORTHWIND", [idOf(1), idOf(2)]],
    ["plant 20", [idOf(200), "more"]]
  ])("lists the candidates if %s stands for several", async (given, texts) => {
    const [text, arrived] = await losant.during(() => session.refused("losant_get_org", { orgId: given }))
    assert.include(text, "stands for several organizations")
    for (const part of texts) assert.include(text, part)
    assert.isAtMost(arrived.length, 2)
    assert.isBelow(text.length, 2_000)
  })

  it.each([
    ["Sothwind Tradrs", "Southwind Traders", idOf(3)],
    ["Traders", "Southwind Traders", idOf(3)]
  ])("gives the nearest names where %s stands for none", async (given, name, id) => {
    const [text, arrived] = await losant.during(() => session.refused("losant_delete_org", { orgId: given }))
    assert.include(text, `stands for no organization`)
    assert.include(text, `"${name}" (id ${id}`)
    assert.include(text, "Nothing was changed")
    assert.isAtMost(arrived.length, 2)
  })

  it("finds a member by email, and says which there are", async () => {
    const orgId = idOf(1)
    for (const [userId, index] of [
      ["ada@example.com", 9_001],
      ["ALAN@example.com", 9_002],
      ["grace", 9_003],
      [idOf(9_001), 9_001]
    ] as const) {
      const [member, arrived] = await losant.during(() => session.done("losant_get_org_member", { orgId, userId }))
      assert.strictEqual(member["userId"], idOf(index))
      assert.isAtMost(arrived.length, 2)
    }
    const several = await session.refused("losant_get_org_member", { orgId, userId: "a" })
    assert.include(several, "stands for several members")
    assert.include(several, idOf(9_001))
    const none = await session.refused("losant_remove_org_member", { orgId, userId: "aad@example.com" })
    assert.include(none, `"ada@example.com" (id ${idOf(9_001)}`)
  })

  it("finds an invitation by email, and says which there are", async () => {
    const orgId = "Northwind"
    assert.strictEqual((await session.done("losant_get_org_invite", { orgId, inviteId: "Joan" }))["id"], idOf(9_101))
    const several = await session.refused("losant_revoke_org_invite", { orgId, inviteId: "jo" })
    assert.include(several, idOf(9_102))
    const none = await session.refused("losant_get_org_invite", { orgId, inviteId: "joann@example.com" })
    assert.include(none, `"joan@example.com" (id ${idOf(9_101)}`)
  })
})

describe.each(revisions)("the instance, for a client of %s", (_, options) => {
  const on = async (setup: Setup, where: Losant, work: (session: Session) => Promise<void>) => {
    const session = await startSession(where, options, { hasInstance: false, ...setup })
    try {
      await work(session)
    } finally {
      await session.client.close()
    }
  }
  const instanceArguments = async ({ client }: Session) => {
    const { tools } = await client.listTools()
    return tools.filter(({ inputSchema }) => Object.hasOwn({ ...inputSchema.properties }, "instanceId"))
  }

  it("is in no schema if it is configured", () =>
    on({ hasInstance: true }, losant, async (session) => {
      assert.isEmpty(await instanceArguments(session))
      const [, arrived] = await losant.during(() => session.done("losant_list_orgs", { perPage: 1 }))
      assert.deepStrictEqual(
        arrived.map(({ action }) => action),
        ["instanceOrgs.get"]
      )
    }))

  it("is optional if it is not, and asked for once: the candidates are answered if there are several", () =>
    on({}, losant, async (session) => {
      const having = await instanceArguments(session)
      const { tools } = await session.client.listTools()
      assert.deepStrictEqual(
        having.map(({ name }) => name),
        tools.map(({ name }) => name).filter((name) => name !== "losant_list_instances")
      )
      for (const { inputSchema } of having) assert.notInclude(inputSchema.required ?? [], "instanceId")
      const [text, first] = await losant.during(() => session.refused("losant_get_org", { orgId: "Northwind" }))
      for (const part of ["Fleet", instanceId, "Other", otherInstanceId]) assert.include(text, part)
      assert.deepStrictEqual(
        first.map(({ action }) => action),
        ["instances.get"]
      )
      const [, second] = await losant.during(() => session.refused("losant_find_members", { person: "x@example.com" }))
      assert.isEmpty(second)
      const found = await session.done("losant_get_org", { orgId: "Southwind", instanceId })
      assert.strictEqual(found["id"], idOf(3))
    }))

  it("is the only one if there is one", async () => {
    const alone = await startLosant({ seed: seedOf({ id: instanceId, name: "Only", orgs: [named(1, "Northwind")] }) })
    try {
      await on({}, alone, async (session) => {
        const [, arrived] = await alone.during(async () => {
          await Promise.all([1, 2, 3].map(() => session.done("losant_get_org", { orgId: idOf(1) })))
          await session.client.readResource({ uri: "losant://orgs/Northwind" })
        })
        assert.lengthOf(
          arrived.filter(({ action }) => action === "instances.get"),
          1
        )
      })
    } finally {
      await alone.close()
    }
  })

  it("has to be named by LOSANT_INSTANCE_ID if the token may not list instances", () =>
    on({ env: { LOSANT_API_TOKEN: "only-here" } }, losant, async (session) => {
      const text = await session.refused("losant_list_orgs")
      assert.include(text, "the token may not list instances (403)")
      assert.include(text, "set LOSANT_INSTANCE_ID")
      assert.strictEqual((await session.done("losant_list_orgs", { instanceId, perPage: 1 }))["totalCount"], 2_000)
      assert.include(await session.refused("losant_list_instances"), "LOSANT_INSTANCE_ID")
    }))
})
