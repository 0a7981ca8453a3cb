// Written from Losant's documentation, without core.
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { ids } from "../support/seed.ts"
import { at, call, each, grant, server } from "../support/wire.ts"

const orgs = `/instances/${ids.instance}/orgs`
const names = (query: Record<string, string>) =>
  Effect.map(call("GET", orgs, { query }), ({ json }) => each(json, "name"))
const queried = (query: unknown) => names({ query: JSON.stringify(query) })

describe("GET /instances/ID/orgs", () => {
  it.effect("answers a page of the organizations, by name", () =>
    Effect.gen(function* () {
      const { status, json } = yield* call("GET", orgs)
      assert.strictEqual(status, 200)
      assert.deepStrictEqual(
        { ...(json as object), items: each(json, "name") },
        {
          items: ["alpine mill", "Harbor Terminals", "Northwind Plant"],
          instanceId: ids.instance,
          count: 3,
          totalCount: 3,
          page: 0,
          perPage: 100,
          sortField: "name",
          sortDirection: "asc"
        }
      )
    }).pipe(Effect.provide(server()))
  )

  it.effect("pages from 0, also beyond the end", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual(yield* names({ perPage: "2" }), ["alpine mill", "Harbor Terminals"])
      const { json } = yield* call("GET", orgs, { query: { perPage: "2", page: "1" } })
      assert.deepStrictEqual(each(json, "name"), ["Northwind Plant"])
      assert.strictEqual(at(json, "count"), 1)
      assert.strictEqual(at(json, "totalCount"), 3)
      assert.strictEqual(at(json, "page"), 1)
      assert.strictEqual(at(json, "perPage"), 2)
      assert.deepStrictEqual(yield* names({ perPage: "2", page: "2" }), [])
    }).pipe(Effect.provide(server()))
  )

  it.effect("caps perPage, and says so", () =>
    Effect.gen(function* () {
      const { json } = yield* call("GET", orgs, { query: { perPage: "500" } })
      assert.strictEqual(at(json, "perPage"), 2)
      assert.strictEqual(at(json, "count"), 2)
      assert.strictEqual(at(json, "totalCount"), 3)
    }).pipe(Effect.provide(server({ maxPerPage: 2 })))
  )

  it.effect.each([
    ["name", ["alpine mill", "Harbor Terminals", "Northwind Plant"]],
    ["id", ["Northwind Plant", "Harbor Terminals", "alpine mill"]],
    ["creationDate", ["Northwind Plant", "Harbor Terminals", "alpine mill"]],
    ["lastUpdated", ["Harbor Terminals", "alpine mill", "Northwind Plant"]]
  ] as const)("sorts by %s, either way", ([sortField, expected]) =>
    Effect.gen(function* () {
      assert.deepStrictEqual(yield* names({ sortField }), expected)
      assert.deepStrictEqual(yield* names({ sortField, sortDirection: "desc" }), expected.toReversed())
    }).pipe(Effect.provide(server()))
  )

  it.effect("filters by globbing", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual(yield* names({ filterField: "name", filter: "Harbor*" }), ["Harbor Terminals"])
      assert.deepStrictEqual(yield* names({ filterField: "name", filter: "*n*a*t" }), ["Northwind Plant"])
      assert.deepStrictEqual(yield* names({ filterField: "name", filter: "Harbor" }), [])
      assert.strictEqual((yield* names({ filterField: "", filter: "Harbor*" })).length, 3)
      assert.strictEqual((yield* names({ filterField: "name", filter: "" })).length, 3)
      assert.strictEqual((yield* names({ filter: "Harbor*" })).length, 3)
    }).pipe(Effect.provide(server()))
  )

  it.effect("takes an advanced query, which overrides the filter", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual(yield* queried({ name: { $contains: "PLANT", $ci: true } }), ["Northwind Plant"])
      assert.deepStrictEqual(yield* queried({ tags: { $tagKey: "region", $tagValue: "us" } }), ["Harbor Terminals"])
      assert.deepStrictEqual(yield* queried({ tags: { region: { $in: ["eu", "us"] }, tier: null } }), [
        "Harbor Terminals"
      ])
      assert.deepStrictEqual(yield* queried({ memberId: ids.grace }), ["Northwind Plant"])
      assert.deepStrictEqual(yield* queried({ memberId: null }), ["alpine mill"])
      assert.deepStrictEqual(yield* queried({ disabledAt: false }), ["alpine mill", "Northwind Plant"])
      assert.deepStrictEqual(yield* queried({ referralId: null, disabledAt: null }), ["alpine mill"])
      assert.deepStrictEqual(
        yield* queried({ creationDate: { $gte: "2025-01-01T01:00:00+01:00", $lt: Date.UTC(2025, 4) } }),
        ["Harbor Terminals"]
      )
      assert.deepStrictEqual(
        yield* queried({ $or: [{ id: ids.mill }, { $and: [{ name: "Harbor Terminals" }, { isReadOnly: false }] }] }),
        ["alpine mill", "Harbor Terminals"]
      )
      assert.deepStrictEqual(yield* queried({ $nor: [{ id: ids.mill }, { mfaMode: "required" }] }), [
        "Harbor Terminals"
      ])
      const both = { query: JSON.stringify({ id: ids.mill }), filterField: "name", filter: "Harbor*" }
      assert.deepStrictEqual(yield* names(both), ["alpine mill"])
    }).pipe(Effect.provide(server()))
  )

  it.effect("takes a query of many thousand characters", () =>
    Effect.gen(function* () {
      const many = Array.from({ length: 100 }, (_, index) => index.toString(16).padStart(24, "0"))
      const $or = Array.from({ length: 10 }, () => ({ id: { $in: [...many.slice(1), ids.mill] } }))
      assert.deepStrictEqual(yield* queried({ $or }), ["alpine mill"])
    }).pipe(Effect.provide(server()))
  )

  it.effect.each([
    "{",
    "[]",
    "7",
    '{"surprise":1}',
    '{"name":{"$like":"x"}}',
    '{"name":{"$contains":""}}',
    '{"id":"short"}',
    '{"id":{"$eq":null,"$ne":null}}',
    '{"$and":{"name":"x"}}',
    `{"name":{"$in":${JSON.stringify(Array.from({ length: 101 }, String))}}}`
  ])("400 for the query %s", (query) =>
    Effect.gen(function* () {
      const { status, json } = yield* call("GET", orgs, { query: { query } })
      assert.strictEqual(status, 400)
      assert.strictEqual(at(json, "type"), "Validation")
      assert.match(String(at(json, "message")), /^query/)
    }).pipe(Effect.provide(server()))
  )

  it.effect.each([
    "page=-1",
    "page=abc",
    "page=1.5",
    "perPage=0",
    "perPage=-5",
    "sortField=email",
    "sortDirection=DOWN",
    "filterField=tags",
    "summaryInclude=surprise",
    "page=1&page=2"
  ])("400 for %s", (query) =>
    Effect.gen(function* () {
      const { status, json } = yield* call("GET", `${orgs}?${query}&x=`)
      assert.strictEqual(status, 400)
      assert.strictEqual(at(json, "type"), "Validation")
      assert.include(String(at(json, "message")), query.split("=")[0] ?? "")
    }).pipe(Effect.provide(server()))
  )
})

describe("POST /instances/ID/orgs", () => {
  it.effect("answers the shape of `org`, with defaults", () =>
    Effect.gen(function* () {
      const { status, json } = yield* call("POST", orgs, {
        body: { name: "New Org" },
        query: { summaryInclude: "memberCount" }
      })
      assert.strictEqual(status, 200)
      const { id, limits, members, ...org } = json as Record<string, unknown>
      assert.match(String(id), /^[a-f\d]{24}$/)
      assert.deepStrictEqual(org, {
        orgId: id,
        creationDate: "2026-03-15T12:00:00.000Z",
        lastUpdated: "2026-03-15T12:00:00.000Z",
        name: "New Org",
        summary: { memberCount: 1 },
        currentPeriodStart: "2026-03-01T00:00:00.000Z",
        currentPeriodEnd: "2026-03-31T23:59:59.999Z",
        whitelistedEmailDomains: [],
        disabledAt: false,
        isReadOnly: false,
        mfaMode: "notRequired",
        isEnterprise: true
      })
      // The user whose token made it.
      assert.deepStrictEqual(
        Array.from(members as Iterable<unknown>, (member) => [at(member, "email"), at(member, "role")]),
        [["admin@emulator.example", "admin"]]
      )
      assert.isAbove(Number(at(limits, "device")), 0)
      assert.strictEqual((yield* call("GET", `${orgs}/${String(id)}`)).status, 200)
    }).pipe(Effect.provide(server()))
  )

  it.effect("has no administrator but those of the request, or if a token of the instance made it", () =>
    Effect.gen(function* () {
      const emails = (json: unknown) =>
        Array.from(at(json, "members") as Iterable<unknown>, (member) => at(member, "email"))
      const ofInstance = yield* call("POST", orgs, { body: { name: "A" }, token: "instance" })
      assert.deepStrictEqual(emails(ofInstance.json), [])
      const people = [{ email: "jo@example.com", role: "view" }]
      assert.deepStrictEqual(emails((yield* call("POST", orgs, { body: { name: "B", members: people } })).json), [
        "jo@example.com"
      ])
      const own = yield* call("POST", orgs, { body: { name: "C" }, token: "of-ada" })
      assert.deepStrictEqual(emails(own.json), ["ada@northwind.example"])
      assert.strictEqual(at(own.json, "members", 0, "userId"), ids.ada)
    }).pipe(
      Effect.provide(
        server({
          grants: [
            grant("instance", ["all.Instance"], { instanceId: ids.instance }),
            grant("of-ada", ["all.User"], { email: "ada@northwind.example" })
          ]
        })
      )
    )
  )

  it.effect("refuses more members than its limit", () =>
    Effect.gen(function* () {
      const members = ["a@example.com", "b@example.com"].map((email) => ({ email, role: "view" }))
      const post = (member: number) => call("POST", orgs, { body: { name: "Full", members, limits: { member } } })
      const refused = yield* post(1)
      assert.deepStrictEqual([refused.status, at(refused.json, "type")], [400, "Validation"])
      assert.strictEqual((yield* post(2)).status, 200)
    }).pipe(Effect.provide(server()))
  )

  it.effect("takes everything that the documentation lists", () =>
    Effect.gen(function* () {
      const settings = {
        name: "Full",
        description: "All of it",
        iconColor: "#ffffff",
        whitelistedEmailDomains: ["example.com"],
        isReadOnly: true,
        mfaMode: "adminRequired",
        banner: { message: "Hello", level: "critical" }
      }
      const hidden = { auditLogEnabled: true, tags: [{ key: "k", value: "v" }], referralId: "r" }
      const created = yield* call("POST", orgs, {
        body: {
          ...settings,
          ...hidden,
          limits: { device: 7, member: 500 },
          disabledAt: true,
          members: [
            {
              userId: ids.ada.toUpperCase(),
              role: "admin",
              applicationRoles: [{ resourceId: ids.unknown, role: "view" }]
            },
            { email: "new@example.com", role: "none", disallowTransfer: true }
          ]
        }
      })
      assert.strictEqual(created.status, 200)
      for (const [name, value] of Object.entries(settings)) assert.deepStrictEqual(at(created.json, name), value)
      for (const name of [...Object.keys(hidden), "instanceId"]) assert.isUndefined(at(created.json, name))
      assert.strictEqual(at(created.json, "limits", "device"), 7)
      assert.isAbove(Number(at(created.json, "limits", "application")), 0)
      assert.strictEqual(at(created.json, "disabledAt"), "2026-03-15T12:00:00.000Z")
      assert.deepStrictEqual(at(created.json, "members", 0), {
        userId: ids.ada,
        email: "ada@northwind.example",
        firstName: "Ada",
        lastName: "Lovelace",
        twoFactorAuthEnabled: false,
        ssoLinked: false,
        role: "admin",
        applicationRoles: [{ resourceId: ids.unknown, role: "view" }],
        dashboardRoles: []
      })
      assert.strictEqual(at(created.json, "members", 1, "email"), "new@example.com")
      const read = yield* call("GET", `${orgs}/${String(at(created.json, "id"))}`)
      for (const [name, value] of Object.entries(hidden)) assert.deepStrictEqual(at(read.json, name), value)
    }).pipe(Effect.provide(server()))
  )

  it.effect("creates a second organization when it is repeated", () =>
    Effect.gen(function* () {
      const first = yield* call("POST", orgs, { body: { name: "Twice" } })
      const second = yield* call("POST", orgs, { body: { name: "Twice" } })
      assert.notStrictEqual(at(first.json, "id"), at(second.json, "id"))
      assert.deepStrictEqual(yield* names({ filterField: "name", filter: "Twice" }), ["Twice", "Twice"])
    }).pipe(Effect.provide(server()))
  )

  it.effect("refuses what does not fit, and creates nothing", () =>
    Effect.gen(function* () {
      const email = { email: "a@example.com", role: "view" }
      const bad: ReadonlyArray<readonly [unknown, status?: number]> = [
        [{}],
        [{ name: "" }],
        [{ name: "x".repeat(256) }],
        [{ name: 3 }],
        [{ name: "x", limits: { device: -1 } }],
        [{ name: "x", limits: { device: 1.5 } }],
        [{ name: "x", limits: { dataTTL: 86_399 } }],
        [{ name: "x", limits: { systemInterval: 4 } }],
        [{ name: "x", limits: { unknown: 1 } }],
        [{ name: "x", tags: [{ key: "a b", value: "v" }] }],
        [{ name: "x", mfaMode: "sometimes" }],
        [{ name: "x", banner: { level: "loud" } }],
        [{ name: "x", disabledAt: "yesterday" }],
        [{ name: "x", whitelistedEmailDomains: ["a"] }],
        [{ name: "x", members: Array.from({ length: 11 }, () => email) }],
        [{ name: "x", members: [{ role: "view" }] }],
        [{ name: "x", members: [{ userId: ids.ada, ...email }] }],
        [{ name: "x", members: [{ userId: ids.unknown, role: "view" }] }],
        [{ name: "x", members: [email, { ...email, email: "A@example.com" }] }, 409]
      ]
      for (const [body, expected = 400] of bad) {
        const { status, json } = yield* call("POST", orgs, { body })
        assert.strictEqual(status, expected, JSON.stringify(body))
        assert.strictEqual(at(json, "type"), expected === 400 ? "Validation" : "Conflict")
      }
      assert.strictEqual(
        (yield* call("POST", orgs, { body: { name: "x" }, query: { summaryInclude: "?" } })).status,
        400
      )
      assert.strictEqual((yield* names({})).length, 3)
    }).pipe(Effect.provide(server()))
  )
})
