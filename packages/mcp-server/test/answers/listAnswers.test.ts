import { assert, describe, it } from "@effect/vitest"
import { InstanceId } from "@effect-losant/core/schemas/Ids"
import type { SeedData } from "@effect-losant/emulator"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Result from "effect/Result"
import { listFields, presentList } from "../../src/answers/listAnswers.ts"
import type { LosantGateway } from "../../src/model/LosantGateway.ts"
import { isJsonObject, type Json, type JsonObject } from "../../src/text/json.ts"
import type { ToolDeclaration } from "../../src/tools/define/makeTool.ts"
import { listInstances } from "../../src/tools/instances/listInstances.ts"
import { inviteListing, listInvites } from "../../src/tools/invites/listInvites.ts"
import { listMembers, memberListing } from "../../src/tools/members/listMembers.ts"
import { getOrg } from "../../src/tools/orgs/getOrg.ts"
import { listOrgs } from "../../src/tools/orgs/listOrgs.ts"
import { answeringGateway } from "../support/gateway.ts"
import { inviteId, orgId, userId } from "../support/samples.ts"
import { TestGateway, testGatewayLayer } from "../support/testGateway.ts"

const now = Date.UTC(2026, 10, 22)
const people = 345

const email = (index: number) => `person${String(index).padStart(3, "0")}@example.com`

const seed = {
  instances: [
    {
      name: "Lists",
      orgs: [
        {
          id: orgId,
          name: "Peopled",
          members: Array.from({ length: people }, (_, index) => ({
            email: email(index),
            role: index === 0 ? "admin" : "view"
          })),
          invites: Array.from({ length: people }, (_, index) => ({ email: email(index), role: "view" }))
        },
        ...Array.from({ length: 44 }, (_, index) => ({ name: `Plant ${index}` }))
      ]
    }
  ]
} as unknown as SeedData // Sound: the emulator checks ids itself.

/** The answer of a tool through a gateway, for an instance. */
const askThrough = (gateway: LosantGateway, instanceId: InstanceId, tool: ToolDeclaration, input: JsonObject) => {
  const parsed = tool.make(true).parse(input, now)
  assert(Result.isSuccess(parsed), JSON.stringify(parsed))
  const call = parsed.success
  assert(call.kind === "read" || call.kind === "globalRead")
  return Effect.map(call.run(gateway, { instanceId, ids: call.target }), ({ content }) => content)
}

/** The answer of a tool on the emulator. */
const ask = (tool: ToolDeclaration, input: JsonObject) =>
  Effect.flatMap(TestGateway, (gateway) => askThrough(gateway, Option.getOrThrow(gateway.instanceId), tool, input))

const itemsOf = (answer: JsonObject): ReadonlyArray<JsonObject> => {
  const { items } = answer
  assert(Array.isArray(items))
  return items
}

/** All pages. Each call uses the arguments that the answer before gave. */
const follow = Effect.fnUntraced(function* (tool: ToolDeclaration, input: JsonObject) {
  const pages: Array<JsonObject> = []
  let next: Json | undefined = {}
  while (isJsonObject(next)) {
    const answer: JsonObject = yield* ask(tool, { ...input, ...next })
    pages.push(answer)
    next = answer["nextPage"]
  }
  return pages
})

describe("a list", () => {
  it.effect.each([
    ["losant_list_org_members", listMembers, { orgId }, people],
    ["losant_list_org_invites", listInvites, { orgId }, people],
    ["losant_list_orgs", listOrgs, {}, 45],
    ["losant_list_instances", listInstances, {}, 1]
  ] as const)("of %s comes in pages of 20, all of which hold each item once", ([name, tool, input, total]) =>
    Effect.gen(function* () {
      assert.strictEqual(tool.name, name)
      const pages = yield* follow(tool, input)
      assert.lengthOf(pages, Math.ceil(total / 20))
      for (const [index, page] of pages.entries()) {
        assert.deepInclude(page, { totalCount: total, page: index, perPage: 20, count: itemsOf(page).length })
      }
      const ids = pages.flatMap(itemsOf).map((item) => item["userId"] ?? item["id"])
      assert.strictEqual(new Set(ids).size, total)
      assert.lengthOf(ids, total)
    }).pipe(Effect.provide(testGatewayLayer({ seed, now: new Date(now) })))
  )
  it.effect("follows perPage, and knows where the list ends", () =>
    Effect.gen(function* () {
      const last = yield* ask(listMembers, { orgId, page: 3, perPage: 100 })
      assert.deepInclude(last, { count: 45, totalCount: people, page: 3, perPage: 100 })
      assert.notProperty(last, "nextPage")
      const beyond = yield* ask(listMembers, { orgId, page: 4, perPage: 100 })
      assert.deepInclude(beyond, { items: [], count: 0, totalCount: people })
      assert.notProperty(beyond, "nextPage")
    }).pipe(Effect.provide(testGatewayLayer({ seed, now: new Date(now) })))
  )
  it.effect("goes on from the page that Losant answers if it answers less than it was asked for", () =>
    Effect.gen(function* () {
      const answer = yield* ask(listOrgs, { perPage: 40 })
      assert.deepInclude(answer, { count: 7, perPage: 7, nextPage: { page: 1, perPage: 7 } })
      const all = (yield* follow(listOrgs, { perPage: 40 })).flatMap(itemsOf)
      assert.strictEqual(new Set(all.map(({ id }) => id)).size, 45)
    }).pipe(Effect.provide(testGatewayLayer({ seed, now: new Date(now), maxPerPage: 7 })))
  )
  it.effect("filters before it counts", () =>
    Effect.gen(function* () {
      const answer = yield* ask(listMembers, { orgId, filterField: "role", filter: "admin" })
      assert.deepInclude(answer, { count: 1, totalCount: 1 })
    }).pipe(Effect.provide(testGatewayLayer({ seed, now: new Date(now) })))
  )
})

describe("an item", () => {
  const date = "2026-11-01T00:00:00.000Z"
  const common = { orgId, instanceId: "5f0000000000000000000001" }
  const org = {
    ...common,
    id: orgId,
    name: "Acme",
    creationDate: date,
    lastUpdated: date,
    description: "long",
    limits: { device: 1 },
    disabledAt: false,
    isReadOnly: false,
    mfaMode: "notRequired",
    tags: [],
    whitelistedEmailDomains: []
  }
  const member = { ...common, userId, email: "ada@example.com", role: "edit", twoFactorAuthEnabled: false }
  const invite = { id: inviteId, email: "ada@example.com", role: "view", inviteDate: date, hasExpired: false }
  const present = (tool: ToolDeclaration, item: JsonObject, values: JsonObject = {}) => {
    const gateway = answeringGateway({ items: [item], count: 1, totalCount: 1, page: 0, perPage: 20, ...common })
    const target = tool === listOrgs ? {} : { orgId }
    const answer = Effect.runSync(
      askThrough(gateway, InstanceId.make(common.instanceId), tool, { ...target, ...values })
    )
    return { ...answer, item: itemsOf(answer)[0] }
  }

  it("is what people ask for", () => {
    const { id, name, creationDate, lastUpdated } = org
    assert.deepStrictEqual(present(listOrgs, org).item, { id, name, creationDate, lastUpdated })
    const telling = {
      disabledAt: date,
      isReadOnly: true,
      mfaMode: "required",
      tags: [{ key: "region", value: "eu" }],
      summary: { deviceCount: 3 }
    }
    assert.deepStrictEqual(present(listOrgs, { ...org, ...telling }).item, {
      id,
      name,
      creationDate,
      lastUpdated,
      ...telling
    })
    const {
      instanceId: _,
      orgId: __,
      ...shown
    } = { ...member, ssoLinked: false, avatarUrl: "https://example.com/a.png" }
    assert.deepStrictEqual(present(listMembers, shown).item, {
      userId,
      email: "ada@example.com",
      role: "edit",
      twoFactorAuthEnabled: false
    })
    const role = { applicationRoles: [{ resourceId: orgId, role: "view" }], dashboardRoles: [] }
    assert.deepStrictEqual(present(listInvites, { ...invite, ...role, hasExpired: true }).item, {
      id: inviteId,
      email: invite.email,
      role: invite.role,
      inviteDate: date,
      expired: true,
      applicationRoles: role.applicationRoles
    })
    assert.deepInclude(present(listInvites, invite).item, { expired: false })
    assert.notProperty(present(listInvites, invite).item, "hasExpired")
  })
  it("is what was asked for, beside what tells it apart, as it is", () => {
    const asked = present(listOrgs, org, { fields: ["limits", "tags", "disabledAt"] })
    assert.deepStrictEqual(asked.item, { id: orgId, limits: { device: 1 }, tags: [], disabledAt: false })
    assert.notProperty(asked, "absent")
    assert.deepStrictEqual(present(listMembers, member, { fields: ["email"] }).item, {
      userId,
      email: "ada@example.com"
    })
  })
  it("is a part of a field that is named with a dot, as a change names it", () => {
    const fields = ["limits.device", "summary.deviceCount", "limits.devcie"]
    const asked = {
      note: undefined,
      ...present(listOrgs, { ...org, summary: { deviceCount: 3 } }, { fields })
    }
    assert.deepStrictEqual(asked.item, { id: orgId, limits: { device: 1 }, summary: { deviceCount: 3 } })
    assert.strictEqual(asked.note, 'Not there: "limits.devcie" (did you mean limits.device?).')
  })
  it("tells when an invitation expires, and how long it lasts only to who asks", () => {
    const lasting = { ...invite, inviteDate: "2026-11-01T00:00:00.000Z", ttl: 4_233_600_000 }
    const expires = "2026-12-20T00:00:00.000Z"
    const { hasExpired: _, ttl, ...shown } = lasting
    assert.deepStrictEqual(present(listInvites, lasting).item, { ...shown, expired: false, expires })
    assert.deepStrictEqual(present(listInvites, lasting, { fields: ["ttl", "expires"] }).item, {
      id: inviteId,
      ttl,
      expires
    })
  })
  it("says which fields none of them has", () => {
    const { absent, note } = {
      absent: undefined,
      note: undefined,
      ...present(listOrgs, org, { fields: ["name", "toString", "nmae"] })
    }
    assert.deepStrictEqual(absent, ["toString", "nmae"])
    assert.match(
      String(note),
      /^Not there: "toString", "nmae" \(did you mean name\?\)\. There are .*\bid, name\b.*\blimits\b.*\.$/
    )
    assert.notProperty(presentList(memberListing, { items: [] }, { fields: ["nmae"] }), "absent")
  })
  it("comes without what the list repeats of the question", () => {
    assert.sameMembers(Object.keys(present(listOrgs, org)), [
      ...["items", "count", "totalCount", "page", "perPage", "item"]
    ])
  })
  it("stays as it is if nothing is listed", () => {
    const gateway = answeringGateway(org)
    assert.deepStrictEqual(
      Effect.runSync(askThrough(gateway, InstanceId.make(common.instanceId), getOrg, { orgId })),
      org
    )
    for (const listing of [memberListing, inviteListing]) {
      assert.deepStrictEqual(presentList(listing, { items: [] }, {}), {
        items: [],
        count: 0,
        totalCount: 0,
        page: 0,
        perPage: 20
      })
    }
    assert.deepStrictEqual(presentList({ ...memberListing, isWhole: false }, { items: [] }, {}), {
      items: [],
      count: 0,
      page: 0,
      perPage: 20
    })
  })
  it("stands in a list whose schema names all that the list says beside it", () => {
    const { outputSchema } = listOrgs.make(true)
    assert.includeMembers(Object.keys(outputSchema.properties), ["items", "count", ...Object.keys(listFields)])
  })
})
