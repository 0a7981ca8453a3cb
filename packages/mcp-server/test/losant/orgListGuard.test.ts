import { assert, describe, it } from "@effect/vitest"
import * as InstanceOrgs from "@effect-losant/core/InstanceOrgs"
import { Losant } from "@effect-losant/core/Losant"
import { LosantServerError, LosantValidation } from "@effect-losant/core/LosantError"
import { OrgId } from "@effect-losant/core/schemas/Ids"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import { guard } from "../../src/losant/policyGuard.ts"
import type { PolicyFlags } from "../../src/policy/Policy.ts"
import { scripted } from "../policy/scripted.ts"
import {
  instanceId,
  orgs,
  plain,
  policyOf,
  production,
  reachUnder,
  requested,
  secret,
  staging,
  userId,
  world
} from "../policy/world.ts"

const names = (page: { readonly items: ReadonlyArray<{ readonly name: string }> }) => page.items.map(({ name }) => name)

const list = (flags: PolicyFlags, input: Readonly<Record<string, unknown>> = {}) =>
  Effect.flatMap(reachUnder(flags), (gateway) => gateway.execute(InstanceOrgs.get, { instanceId, ...input }))

const failed = { action: "instanceOrgs.get", method: "GET", path: "/x", message: "failed" } as const

// The ids count up from 1. Every third organization is in production, and every second name ends with "plant".
const many = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    id: OrgId.make(`5e${String(index).padStart(22, "0")}`),
    name: `Org ${String(index).padStart(4, "0")}${index % 2 === 0 ? " plant" : ""}`,
    tags: [{ key: "env", value: index % 3 === 0 ? "production" : "staging" }]
  }))

describe("a list of organizations", () => {
  for (const [title, flags] of Object.entries({
    id: { denyOrg: [production] },
    name: { denyOrg: [secret.toUpperCase()] },
    tag: { denyOrg: ["tag:Env=PRODUCTION"] },
    "an allowance of others by id": { allowOrg: [staging, plain] },
    "an allowance of others by name": { allowOrg: ["Harbor Staging", "Orchard"] },
    "an allowance of others by tag, name and id": {
      allowOrg: ["tag:env=staging", "Orchard", production],
      denyOrg: [secret]
    }
  } satisfies Readonly<Record<string, PolicyFlags>>)) {
    it.effect(`neither holds nor counts what is denied by ${title}, in one request`, () =>
      Effect.gen(function* () {
        const page = yield* list(flags)
        assert.deepStrictEqual(names(page), ["Harbor Staging", "Orchard"])
        assert.strictEqual(page.count, 2)
        assert.strictEqual(page.totalCount, 2)
        assert.lengthOf(yield* requested, 1)
      }).pipe(Effect.provide(world()))
    )

    for (const [what, input, found] of [
      ["a query for its name", { query: { name: secret } }, []],
      ["a query for its id", { query: { id: production } }, []],
      ["a query for its tag", { query: { tags: { env: "production" } } }, []],
      ["a query for its member", { query: { memberId: userId } }, []],
      [
        "a query that is true of all",
        { query: { $or: [{ name: secret }, { name: { $ne: "x" } }] } },
        ["Harbor Staging", "Orchard"]
      ],
      ["a filter for its name", { filterField: "name", filter: secret }, []],
      ["a filter for its beginning", { filterField: "name", filter: "harbor*" }, ["Harbor Staging"]],
      ["a filter for a part of it", { filterField: "name", filter: "*PROD*" }, []],
      ["a filter of two parts", { filterField: "name", filter: "h*r*ion" }, []],
      ["an empty filter", { filterField: "name", filter: "" }, ["Harbor Staging", "Orchard"]],
      ["a filter that no field is given for", { filter: "Orchard" }, ["Harbor Staging", "Orchard"]]
    ] as const) {
      it.effect(`finds nothing of what is denied by ${title}, by ${what}`, () =>
        Effect.gen(function* () {
          const page = yield* list(flags, input)
          assert.deepStrictEqual(names(page), [...found])
          assert.strictEqual(page.totalCount, found.length)
          assert.notInclude(JSON.stringify({ ...page, filter: "" }), secret)
        }).pipe(Effect.provide(world()))
      )
    }
  }

  it.effect("has right totals and whole pages", () =>
    Effect.gen(function* () {
      const flags = { denyOrg: ["tag:env=production"] }
      const first = yield* list(flags, { perPage: 20 })
      assert.lengthOf(first.items, 20)
      assert.strictEqual(first.totalCount, 200)
      const last = yield* list(flags, { perPage: 20, page: 9, sortField: "name", sortDirection: "desc" })
      assert.strictEqual(last.page, 9)
      assert.strictEqual(last.items.at(-1)?.name, "Org 0001")
      assert.strictEqual((yield* list(flags, { perPage: 20, page: 10 })).items.length, 0)
      assert.lengthOf(yield* requested, 3)
    }).pipe(Effect.provide(world(many(300))))
  )

  it.effect("reads what fits a filter that no query can state, and cuts its pages itself", () => {
    const made = many(1_500)
    return Effect.gen(function* () {
      const input = { filterField: "name", filter: "o*g*", perPage: 10, page: 1 }
      const denied = made.slice(5, 15).map(({ id }) => id)
      const visible = made.filter(({ id }) => !denied.includes(id))
      const page = yield* list({ denyOrg: denied }, input)
      assert.strictEqual((yield* requested).length, 2)
      assert.deepStrictEqual(names(page), names({ items: visible.slice(10, 20) }))
      assert.deepInclude(page, { totalCount: visible.length, count: 10, page: 1, perPage: 10, filter: input.filter })
    }).pipe(Effect.provide(world(made)))
  })

  it.effect("repeats filter and order as Losant does", () =>
    Effect.gen(function* () {
      const input = { filterField: "name", filter: "Orch*", sortField: "id", sortDirection: "desc" }
      const losant = yield* Losant
      const real = { ...(yield* losant.execute(InstanceOrgs.get, { instanceId, ...input, _links: false }, {})) }
      // No schema lists these fields of the list, and a list that the guard puts together has none of them.
      for (const extra of ["_type", "_etag"]) Reflect.deleteProperty(real, extra)
      assert.deepStrictEqual({ ...(yield* list({ denyOrg: [production] }, input)) }, real)
    }).pipe(Effect.provide(world()))
  )

  it.effect("takes more than a hundred rules", () =>
    Effect.gen(function* () {
      const denied = many(130).map(({ id }) => id)
      const page = yield* list({ denyOrg: denied })
      assert.strictEqual(page.totalCount, 20)
      assert.strictEqual((yield* list({ allowOrg: denied })).totalCount, 130)
    }).pipe(Effect.provide(world(many(150))))
  )

  it.effect("counts nothing that is denied on other pages, in the usual spellings", () =>
    Effect.gen(function* () {
      const page = yield* list({ denyOrg: [secret, "tag:env=production"] }, { sortField: "id", perPage: 1 })
      assert.deepStrictEqual(names(page), ["Orchard"])
      assert.strictEqual(page.totalCount, 1)
      assert.lengthOf(yield* requested, 1)
    }).pipe(
      Effect.provide(
        world([
          orgs[2],
          { name: secret.toUpperCase() },
          { name: `${secret} ` },
          { name: ` ${secret.toLowerCase()}` },
          { name: "One", tags: [{ key: "Env", value: "PRODUCTION" }] },
          { name: "Two", tags: [{ key: "ENV", value: "Production" }] }
        ])
      )
    )
  )

  it.effect("leaves out what no query finds, and does not count it", () =>
    Effect.gen(function* () {
      const page = yield* list({ denyOrg: [secret, "tag:env=production"] })
      assert.deepStrictEqual(names(page), ["Orchard"])
      assert.deepInclude(page, { count: 1, totalCount: 1 })
    }).pipe(
      Effect.provide(
        world([
          { id: production, name: "Ｈarbor\u200b Production " },
          { id: staging, name: "Other", tags: [{ key: "eNV", value: "proDuction" }] },
          orgs[2]
        ])
      )
    )
  )

  const walked = (flags: PolicyFlags, perPage: number) =>
    Effect.gen(function* () {
      const gateway = yield* reachUnder(flags)
      const found: Array<string> = []
      const totals: Array<number | undefined> = []
      for (let page = 0; page * perPage < (totals.at(-1) ?? 1); page++) {
        const answer = yield* gateway.execute(InstanceOrgs.get, { instanceId, perPage, page, sortField: "id" })
        found.push(...names(answer))
        totals.push(answer.totalCount)
      }
      return { found, totals }
    })

  // The name "secret" in spellings that the query of the rules does not cover.
  const hiddenAt = (...places: ReadonlyArray<number>) =>
    many(12).map((org, index) =>
      places.includes(index) ? { ...org, name: [...secret].join("\u200b".repeat(places.indexOf(index) + 1)) } : org
    )
  const visibleAmong = (made: ReadonlyArray<{ readonly name: string }>) =>
    made.filter(({ name }) => name.startsWith("Org")).map(({ name }) => name)

  for (const places of [[0], [2, 3], [1, 4, 8], [11], [0, 1, 2], [9, 10, 11]]) {
    it.effect(`loses nothing between its pages if no query finds the denied ones at ${places.join(", ")}`, () => {
      const made = hiddenAt(...places)
      return Effect.gen(function* () {
        const { found, totals } = yield* walked({ denyOrg: [secret] }, 3)
        assert.deepStrictEqual(found, visibleAmong(made))
        assert.strictEqual(totals.at(-1), found.length)
      }).pipe(Effect.provide(world(made)))
    })

    it.effect(`nor if the query has no room for them, at ${places.join(", ")}`, () => {
      const made = hiddenAt(...places)
      // The most rules that fit into a query.
      const rules = Array.from({ length: 171 }, (_, index) => `5f${String(index).padStart(22, "0")}`)
      return Effect.gen(function* () {
        const { found } = yield* walked({ denyOrg: [secret, ...rules] }, 3)
        assert.deepStrictEqual(found, visibleAmong(made))
      }).pipe(Effect.provide(world(made)))
    })
  }

  it.effect("asks once more for what it has not seen before, and then not again", () =>
    Effect.gen(function* () {
      const gateway = yield* reachUnder({ denyOrg: [secret, "tag:env=production"] })
      const first = yield* gateway.execute(InstanceOrgs.get, { instanceId, perPage: 2 })
      assert.deepStrictEqual([first.items.length, first.totalCount], [2, 10])
      assert.lengthOf(yield* requested, 2)
      const again = yield* gateway.execute(InstanceOrgs.get, { instanceId, perPage: 2, page: 4 })
      assert.deepStrictEqual([again.items.length, again.totalCount], [2, 10])
      assert.lengthOf(yield* requested, 3)
    }).pipe(
      Effect.provide(
        world([
          { name: "A", tags: [{ key: "eNV", value: "proDuction" }] },
          { name: `${secret}\u200b` },
          ...many(10).map(({ name }) => ({ name }))
        ])
      )
    )
  )

  it.effect("does not believe that it has learned of what was learned by another call meanwhile", () =>
    Effect.gen(function* () {
      const gateway = yield* reachUnder({ denyOrg: [secret] })
      const page = gateway.execute(InstanceOrgs.get, { instanceId, perPage: 3, sortField: "id" })
      const pages = yield* Effect.all([page, page, page], { concurrency: 3 })
      for (const { items, totalCount } of pages) assert.deepStrictEqual([items.length, totalCount], [3, 11])
    }).pipe(Effect.provide(world(hiddenAt(1))))
  )

  it.effect("trusts no answer: what is denied is left out, whatever Losant made of the query", () =>
    Effect.gen(function* () {
      const items = [
        { id: production, name: "x" },
        { id: plain, orgId: production, name: "x" },
        { id: staging, name: secret, tags: [] },
        { id: plain, name: "Orchard" }
      ]
      const answer = { items, totalCount: 4, count: 4, total: 7, query: { name: secret } }
      const { losant } = scripted(Result.succeed(answer), Result.succeed(answer))
      const gateway = guard(losant, policyOf({ denyOrg: [production, secret] }))
      assert.deepStrictEqual(yield* gateway.execute(InstanceOrgs.get, { instanceId }), {
        items: [{ id: plain, name: "Orchard" }],
        count: 1,
        totalCount: 1
      } as never)
    })
  )

  it.effect("ends when Losant counts more than it gives", () =>
    Effect.gen(function* () {
      const full = Result.succeed({ items: [{ id: plain, name: "Orchard" }], totalCount: 9 })
      const { losant, sent } = scripted(full, Result.succeed({ items: [], totalCount: 9 }))
      const gateway = guard(losant, policyOf({ denyOrg: [production] }))
      const page = yield* gateway.execute(InstanceOrgs.get, { instanceId, filterField: "name", filter: "o*r*d" })
      assert.lengthOf(sent, 2)
      assert.strictEqual(page.totalCount, 1)
    })
  )

  it.effect("says nothing of the rules when Losant refuses the query", () =>
    Effect.gen(function* () {
      for (const [losantMessage, kept] of [
        [`name: ${secret} is too long`, false],
        ["query.$and.1.$nor.0 is wrong", false],
        ["summaryInclude: no summary field is named x", true]
      ] as const) {
        const refused = new LosantValidation({ ...failed, message: losantMessage, status: 400, losantMessage })
        const { losant } = scripted(Result.fail(refused), Result.fail(refused))
        const gateway = guard(losant, policyOf({ denyOrg: [secret] }))
        const error = yield* Effect.flip(gateway.execute(InstanceOrgs.get, { instanceId }))
        assert.strictEqual(error._tag, "LosantValidation")
        assert.strictEqual(JSON.stringify(error).includes(losantMessage), kept)
      }
      const proxy = new LosantServerError({ ...failed, status: 502, losantMessage: "GET /orgs?query=%7B failed" })
      const { losant } = scripted(Result.fail(proxy))
      const error = yield* Effect.flip(
        guard(losant, policyOf({ denyOrg: [secret] })).execute(InstanceOrgs.get, { instanceId })
      )
      assert.deepInclude(error, { losantMessage: "left out" })
    })
  )
})
