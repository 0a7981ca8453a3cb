import { assert, describe, it } from "@effect/vitest"
import { InstanceOrg, InstanceOrgs } from "@effect-losant/core"
import * as Effect from "effect/Effect"
import { decodeInput } from "../../src/api/Validation.ts"
import { instanceId } from "../support/inputs.ts"
import { ids } from "../support/seed.ts"

const parts = (query = "", body = "") => ({
  params: { instanceId: ids.instance },
  query: new URLSearchParams(query),
  body
})
const messageOf = (query: string, body?: string) =>
  Effect.map(
    Effect.flip(decodeInput(body === undefined ? InstanceOrgs.get : InstanceOrgs.post, parts(query, body))),
    ({ message }) => message
  )

describe("decodeInput", () => {
  it.effect("decodes strings as the declaration says", () =>
    Effect.gen(function* () {
      const input = yield* decodeInput(
        InstanceOrgs.get,
        parts('page=2&perPage=5&summaryInclude=appCount,memberCount&query={"name":"x"}&_links=false')
      )
      assert.deepStrictEqual(input, {
        instanceId,
        page: 2,
        perPage: 5,
        summaryInclude: ["appCount", "memberCount"],
        query: { name: "x" },
        _links: false
      })
    })
  )

  it.effect("lets blank and undeclared parameters count as absent, and ids be in upper case", () =>
    Effect.gen(function* () {
      const params = { instanceId: ids.instance.toUpperCase() }
      const input = yield* decodeInput(InstanceOrgs.get, { ...parts("page=&filter=&surprise=1"), params })
      assert.deepStrictEqual(input, { instanceId })
    })
  )

  it.effect("does not read a body if there is none to read", () =>
    Effect.gen(function* () {
      const input = yield* decodeInput(InstanceOrgs.get, parts("", "not JSON"))
      assert.deepStrictEqual(input, { instanceId })
    })
  )

  it.effect("names the place and the kind of each mistake", () =>
    Effect.gen(function* () {
      assert.match(yield* messageOf("page=-1"), /^page is not valid: /)
      assert.match(yield* messageOf("page=1&page=2"), /^page is given more than once/)
      // Only the first of them.
      const both = yield* messageOf("sortField=x&perPage=0")
      assert.match(both, /^(sortField|perPage) is not valid: /)
      assert.notMatch(both, /sortField.*perPage|perPage.*sortField/s)
      assert.match(yield* messageOf("", ""), /^orgConfig is required/)
      assert.match(yield* messageOf("", "{"), /^orgConfig is not JSON/)
      assert.match(
        yield* messageOf("", '{"name":"x","limits":{"device":-1}}'),
        /^orgConfig\.limits\.device is not valid: /
      )
      assert.match(yield* messageOf("", '{"name":"x","surprise":1}'), /^orgConfig\.surprise is not valid: /)
    })
  )

  it.effect("refuses JSON that is nested too deep, in the query and in the body", () =>
    Effect.gen(function* () {
      for (const depth of [101, 3_000, 200_000]) {
        const deep = `${'{"$and":['.repeat(depth)}${"]}".repeat(depth)}`
        const query = new URLSearchParams({ query: deep }).toString()
        assert.strictEqual(yield* messageOf(query), "query is nested more than 100 levels deep")
        assert.strictEqual(yield* messageOf("", deep), "orgConfig is nested more than 100 levels deep")
      }
    })
  )

  it.effect("takes a text to look for as a text", () =>
    Effect.gen(function* () {
      const input = yield* decodeInput(InstanceOrgs.get, parts(`filterField=name&filter=${"[".repeat(200)}`))
      assert.propertyVal(input, "filter", "[".repeat(200))
    })
  )

  it.effect("refuses ids in the path that are none", () =>
    Effect.gen(function* () {
      const params = { instanceId: ids.instance, orgId: "../x" }
      const error = yield* Effect.flip(decodeInput(InstanceOrg.get, { ...parts(), params }))
      assert.strictEqual(error.status, 400)
      assert.match(error.message, /^orgId is not valid: /)
    })
  )
})
