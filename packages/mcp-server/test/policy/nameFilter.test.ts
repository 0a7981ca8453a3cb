import { assert, describe, it } from "@effect/vitest"
import * as InstanceOrgs from "@effect-losant/core/InstanceOrgs"
import { Losant } from "@effect-losant/core/Losant"
import * as Effect from "effect/Effect"
import { nameFilter } from "../../src/policy/nameFilter.ts"
import { instanceId, world } from "./world.ts"

const names = ["aba", "abba", "ABxyBA", "Northern Plant", "Plant North", "north", "North", "a*b", "plantnorthplant"]
const filters = [
  "north",
  "NORTH*",
  "*north",
  "*north*",
  "*",
  "**",
  "ab*ba",
  "*north*plant*",
  "p*n*t",
  "a**a",
  "*a*",
  "a*b",
  "*nt*nt"
]

describe("nameFilter", () => {
  for (const filter of filters) {
    it.effect(`matches the same names as Losant's filter ${JSON.stringify(filter)}`, () =>
      Effect.gen(function* () {
        const losant = yield* Losant
        const of = (input: object) =>
          Effect.map(losant.execute(InstanceOrgs.get, { instanceId, ...input }, {}), ({ items }) =>
            items.map(({ name }) => name)
          )
        const expected = yield* of({ filterField: "name", filter })
        const { query, isExact, fits } = nameFilter(filter)
        const candidates = yield* of(query === undefined ? {} : { query })
        assert.deepStrictEqual(candidates.filter(fits), expected)
        assert.sameMembers(names.filter(fits), [...expected])
        if (isExact) assert.deepStrictEqual(candidates, expected)
      }).pipe(Effect.provide(world(names.map((name) => ({ name })))))
    )
  }

  it("asks for nothing if every name matches, since Losant may not take an empty condition", () => {
    for (const filter of ["*", "**"]) assert.isUndefined(nameFilter(filter).query)
  })

  it("states most filters as a query", () => {
    const exact = filters.filter((filter) => nameFilter(filter).isExact)
    assert.includeMembers(exact, ["north", "NORTH*", "*north", "*north*", "*"])
    assert.notInclude(exact, "ab*ba")
    assert.notInclude(exact, "*north*plant*")
  })
})
