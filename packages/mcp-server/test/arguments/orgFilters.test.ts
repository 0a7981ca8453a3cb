import { assert, describe, it } from "@effect/vitest"
import { OrgQuery } from "@effect-losant/core/schemas/OrgQuery"
import type { SeedData } from "@effect-losant/emulator"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { orgFilterOptions } from "../../src/arguments/options.ts"
import { buildOrgQuery, filterArguments, type OrgFilters } from "../../src/arguments/orgFilters.ts"
import type { JsonObject } from "../../src/text/json.ts"
import { listOrgs } from "../../src/tools/orgs/listOrgs.ts"
import { userId } from "../support/samples.ts"
import { TestGateway, testGatewayLayer } from "../support/testGateway.ts"

const now = Date.UTC(2026, 10, 22)
const [past, coming] = ["2026-10-01T00:00:00.000Z", "2026-12-01T00:00:00.000Z"]

const seed = {
  instances: [
    {
      name: "Filters",
      orgs: [
        { name: "Plain", creationDate: "2026-01-01T00:00:00.000Z" },
        { name: 'PLANT * "one"', creationDate: "2026-06-01T00:00:00.000Z", tags: [{ key: "region", value: "eu" }] },
        { name: "plant two", creationDate: past, tags: [{ key: "region", value: "a=b" }], mfaMode: "required" },
        { name: "Off", creationDate: "2026-01-01T00:00:00.000Z", disabledAt: past, lastUpdated: past },
        { name: "Off soon", creationDate: "2026-01-01T00:00:00.000Z", disabledAt: coming },
        { name: "Read", creationDate: "2026-01-01T00:00:00.000Z", isReadOnly: true, mfaMode: "adminRequired" },
        {
          name: "Peopled",
          creationDate: "2026-01-01T00:00:00.000Z",
          members: [{ userId, email: "ada@example.com", role: "admin" }]
        }
      ]
    }
  ]
} as unknown as SeedData // Sound: the emulator checks ids and dates itself.

const tool = listOrgs.make(false)

/** The names of the organizations that the tool lists. */
const findNames = (input: JsonObject) =>
  Effect.gen(function* () {
    const gateway = yield* TestGateway
    const parsed = tool.parse(input, now)
    assert(Result.isSuccess(parsed), JSON.stringify(parsed))
    assert(parsed.success.kind === "read")
    const instanceId = Option.getOrThrow(gateway.instanceId)
    const { content } = yield* parsed.success.run(gateway, { instanceId, ids: {} })
    const { items } = content
    assert(Array.isArray(items))
    return items.map((item): unknown => Object(item).name)
  }).pipe(Effect.provide(testGatewayLayer({ seed, now: new Date(now) })))

const all = ["Off", "Off soon", "Peopled", "Plain", 'PLANT * "one"', "plant two", "Read"]

describe("the flat filters", () => {
  it.effect.each([
    [{ nameContains: "plant" }, ['PLANT * "one"', "plant two"]],
    [{ nameContains: '* "' }, ['PLANT * "one"']],
    [{ nameContains: "*" }, ['PLANT * "one"']],
    [{ createdAfter: "2026-06-01" }, ["plant two"]],
    [{ createdAfter: "2026-05-31T23:59:59Z" }, ['PLANT * "one"', "plant two"]],
    [{ updatedAfter: "2026-09-01" }, ["Off", "plant two"]],
    [{ tag: "region" }, ['PLANT * "one"', "plant two"]],
    [{ tag: "region=eu" }, ['PLANT * "one"']],
    [{ tag: "region=a=b" }, ["plant two"]],
    [{ tag: "region=" }, []],
    [{ disabled: true }, ["Off"]],
    [{ disabled: false }, all.filter((name) => name !== "Off")],
    [{ readOnly: true }, ["Read"]],
    [{ readOnly: "false" }, all.filter((name) => name !== "Read")],
    [{ mfaMode: "required" }, ["plant two"]],
    [{ mfaMode: "notRequired" }, ["Off", "Off soon", "Peopled", "Plain", 'PLANT * "one"']],
    [{ memberId: userId.toUpperCase() }, ["Peopled"]],
    [{}, all],
    [{ query: {} }, all],
    [{ query: { name: { $startsWith: "P" } }, disabled: false, tag: "region" }, ['PLANT * "one"']],
    [{ query: { $or: [{ name: "Off" }, { name: "Read" }] }, disabled: true }, ["Off"]]
  ] as const)("find %j", ([input, names]) =>
    Effect.gen(function* () {
      assert.deepStrictEqual(yield* findNames(input), [...names])
    })
  )
  it.each([
    ["tag", "=eu"],
    ["tag", "a b"],
    ["tag", "region:eu"],
    ["memberId", "ada@example.com"],
    ["createdAfter", "yesterday"],
    ["disabled", "perhaps"],
    ["mfaMode", "always"]
  ])("refuse %s %j", (name, value) => {
    const parsed = tool.parse({ [name]: value }, now)
    assert(Result.isFailure(parsed))
    assert.deepStrictEqual(
      parsed.failure.map(({ argument }) => argument),
      [name]
    )
  })
  it("are all arguments of the list", () => {
    const names = tool.arguments.map(({ name }) => name)
    assert.sameMembers(Object.keys(orgFilterOptions), Object.keys(filterArguments))
    assert.includeMembers(names, Object.keys(filterArguments))
    for (const term of Object.values(filterArguments)) assert.isDefined(term.schema)
  })
})

const text = Schema.Literals(["a", "plant", "region", "2026-01-01T00:00:00.000Z"])
const input = Schema.Struct({
  nameContains: Schema.optionalKey(text),
  createdAfter: Schema.optionalKey(text),
  tag: Schema.optionalKey(text),
  disabled: Schema.optionalKey(Schema.Boolean),
  readOnly: Schema.optionalKey(Schema.Boolean),
  mfaMode: Schema.optionalKey(Schema.Literals(["notRequired", "adminRequired", "required"])),
  query: Schema.optionalKey(Schema.Struct({ name: text }))
})

describe("buildOrgQuery", () => {
  it.effect.prop("makes a query that Losant takes, of any filters", [input], ([values]) =>
    Effect.gen(function* () {
      const query = buildOrgQuery(values, now)
      if (Object.keys(values).length === 0) assert.isUndefined(query)
      else yield* Schema.decodeUnknownEffect(OrgQuery, { onExcessProperty: "error" })(query)
    })
  )
  it("sends a query alone as it is", () => {
    const query: OrgFilters["query"] = { $or: [{ name: "a" }] }
    assert.strictEqual(buildOrgQuery({ query }, now), query)
  })
})
