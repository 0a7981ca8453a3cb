// The advanced query: what it may say, and that it says it unchanged on the wire.
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { OrgQuery, Query } from "../../../src/schemas/params/OrgQuery.ts"

const id = "575ed6e87ae143cd83dc4aa8"
const ids = (count: number) => Array.from({ length: count }, () => id)

// As core encodes every input, and as whoever decodes a query has to: otherwise the first variant of a condition that
// fits in part wins, and loses the rest.
const strict = { onExcessProperty: "error" } as const

const fits = (value: unknown) => Result.isSuccess(Schema.encodeUnknownResult(OrgQuery, strict)(value))

const fields = [
  "creationDate",
  "lastUpdated",
  "name",
  "mfaMode",
  "isReadOnly",
  "auditLogEnabled",
  "disabledAt",
  "referralId"
]
const comparisons = ["$eq", "$ne", "$gt", "$lt", "$gte", "$lte"]
const texts = ["$startsWith", "$endsWith", "$contains"]

describe("a query may say", () => {
  it.each([
    {},
    { $and: [], $or: [{}], $nor: [{ name: "a" }] },
    { $and: [{ $or: [{ $nor: [{ $and: [{ id }] }] }] }] },
    { $or: Array.from({ length: 100 }, () => ({ name: "a" })) },
    { tags: null },
    { tags: { $tagKey: "region" } },
    { tags: { $tagValue: null, $tagKey: { $in: ["a", "b"] } } },
    { tags: { region: "eu", "site_2-b": { $nin: ["x"] }, other: null } },
    { tags: { $eq: null } },
    { tags: { $eq: { $tagKey: "region" } } },
    { tags: { $ne: { region: { $in: [] } } } },
    { name: { $contains: "a", $ci: true, $ne: "b", $nin: [1, true, "c"] } }
  ])("%j", (query) => {
    assert.isTrue(fits(query))
  })

  it.each(["id", "memberId"])("%s, null, or one operator on ids", (field) => {
    for (const value of [id, null, ...comparisons.flatMap((operator) => [{ [operator]: id }, { [operator]: null }])]) {
      assert.isTrue(fits({ [field]: value }), JSON.stringify(value))
    }
    for (const operator of ["$in", "$nin"]) assert.isTrue(fits({ [field]: { [operator]: ids(100) } }))
  })

  it.each(fields)("%s, or any operators on it", (field) => {
    for (const value of ["text", "", 3, false, null, {}]) assert.isTrue(fits({ [field]: value }), JSON.stringify(value))
    for (const operator of comparisons) {
      for (const value of ["text", 3, true, null]) assert.isTrue(fits({ [field]: { [operator]: value } }))
    }
    for (const operator of texts) assert.isTrue(fits({ [field]: { [operator]: "a", $ci: false } }))
    for (const operator of ["$in", "$nin"]) assert.isTrue(fits({ [field]: { [operator]: ["a", 1, false] } }))
  })
})

describe("a query may not say", () => {
  it.each([
    null,
    [],
    "name",
    { colour: "red" },
    { $not: [{ name: "a" }] },
    { $and: { name: "a" } },
    { $and: [null] },
    { $nor: Array.from({ length: 101 }, () => ({})) },
    { id: "short" },
    { id: {} },
    { id: { $eq: id, $ne: id } },
    { id: { $in: ids(101) } },
    { id: { $in: [null] } },
    { memberId: { $startsWith: "5" } },
    { name: [] },
    { name: { $regex: "a" } },
    { name: { $contains: "" } },
    { name: { $contains: 3 } },
    { name: { $ci: "true" } },
    { name: { $in: "a" } },
    { name: { $in: [null] } },
    { name: { $in: Array.from({ length: 101 }, () => "a") } },
    { name: Number.NaN },
    { tags: "region" },
    { tags: { $tagKey: 3 } },
    { tags: { $tagKey: "region", colour: "red" } },
    { tags: { $tagKey: { $eq: "region" } } },
    { tags: { $tagKey: { $in: ["a"], $nin: ["b"] } } },
    { tags: { $tagValue: "v".repeat(256) } },
    { tags: { "": "x" } },
    { tags: { region: 3 } },
    { tags: { $eq: null, $ne: null } },
    { tags: { $eq: { $eq: null } } }
  ])("%j", (query) => {
    assert.isFalse(fits(query))
  })
})

describe("on the wire", () => {
  const query: OrgQuery = {
    $and: [{ name: { $startsWith: 'ä"\\', $ci: true } }],
    tags: { region: "eu" },
    disabledAt: false
  }

  it.effect("it is its JSON, both ways", () =>
    Effect.gen(function* () {
      const text = yield* Schema.encodeEffect(Query, strict)(query)
      assert.deepStrictEqual(JSON.parse(text), query)
      assert.deepStrictEqual(yield* Schema.decodeEffect(Query, strict)(text), query)
    })
  )

  it.effect.each(["", "{", "[]", "null", '{"name":[]}'])("%s is none", (text) =>
    Effect.gen(function* () {
      yield* Effect.flip(Schema.decodeEffect(Query, strict)(text))
    })
  )
})
