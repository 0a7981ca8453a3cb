// Written from Losant's documentation, without core.
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { ids } from "../support/seed.ts"
import { at, call, each, server } from "../support/wire.ts"

describe("GET /instances", () => {
  it.effect("answers a page of the instances, by name", () =>
    Effect.gen(function* () {
      const { status, json } = yield* call("GET", "/instances")
      assert.strictEqual(status, 200)
      assert.deepStrictEqual(Object.keys(json as object).sort(), [
        "count",
        "items",
        "page",
        "perPage",
        "sortDirection",
        "sortField",
        "totalCount"
      ])
      assert.deepStrictEqual(
        { ...(json as object), items: each(json, "name") },
        {
          items: ["Alder", "Meridian"],
          count: 2,
          totalCount: 2,
          page: 0,
          perPage: 100,
          sortField: "name",
          sortDirection: "asc"
        }
      )
      const { limits: _, orgDefaultLimitConfig, ...instance } = at(json, "items", 1) as Record<string, unknown>
      assert.deepStrictEqual(instance, {
        id: ids.instance,
        instanceId: ids.instance,
        name: "Meridian",
        creationDate: "2022-01-01T00:00:00.000Z",
        lastUpdated: "2022-01-01T00:00:00.000Z",
        allowAuditLogging: true,
        members: [
          { userId: ids.grace, role: "admin" },
          { userId: ids.ada, role: "view" }
        ]
      })
      assert.isNumber(at(orgDefaultLimitConfig, "device"))
    }).pipe(Effect.provide(server()))
  )

  it.effect("pages, sorts and filters", () =>
    Effect.gen(function* () {
      const names = (query: Record<string, string>) =>
        Effect.map(call("GET", "/instances", { query }), ({ json }) => each(json, "name"))
      assert.deepStrictEqual(yield* names({ sortDirection: "desc" }), ["Meridian", "Alder"])
      assert.deepStrictEqual(yield* names({ sortField: "creationDate" }), ["Meridian", "Alder"])
      assert.deepStrictEqual(yield* names({ sortField: "id" }), ["Meridian", "Alder"])
      assert.deepStrictEqual(yield* names({ perPage: "1", page: "1" }), ["Meridian"])
      assert.deepStrictEqual(yield* names({ filterField: "name", filter: "M*n" }), ["Meridian"])
      const { json } = yield* call("GET", "/instances", { query: { filterField: "name", filter: "M*n" } })
      assert.strictEqual(at(json, "filterField"), "name")
      assert.strictEqual(at(json, "filter"), "M*n")
      assert.strictEqual(at(json, "totalCount"), 1)
    }).pipe(Effect.provide(server()))
  )

  it.effect.each([
    { page: "-1" },
    { page: "abc" },
    { perPage: "0" },
    { sortField: "email" },
    { sortDirection: "up" },
    { filterField: "id", filter: "*" }
  ])("400 for %o", (query: Record<string, string>) =>
    Effect.gen(function* () {
      const { status, json } = yield* call("GET", "/instances", { query })
      assert.strictEqual(status, 400)
      assert.strictEqual(at(json, "type"), "Validation")
      assert.include(String(at(json, "message")), Object.keys(query)[0] ?? "")
    }).pipe(Effect.provide(server()))
  )
})
