import { assert, describe, it } from "@effect/vitest"
import { Emulator } from "@effect-losant/emulator"
import * as Effect from "effect/Effect"
import { chooseOrg, findOrgs, isOrgId } from "../../../src/losant/resolution/orgPages.ts"
import { prefixQuery } from "../../../src/losant/resolution/orgQueries.ts"
import { TestGateway, testGatewayLayer } from "../../support/testGateway.ts"

const seed = {
  instances: [{ name: "Acme", orgs: ["Plant C", "plant B", "Plant A"].map((name) => ({ name })) }]
} as const

const page = (most: number) =>
  Effect.gen(function* () {
    const { instanceId } = yield* Emulator
    return yield* findOrgs(yield* TestGateway, instanceId, prefixQuery("plant"), most)
  })

describe("findOrgs", () => {
  it.effect("gives what fits by name, and says whether that is all", () =>
    Effect.gen(function* () {
      const whole = yield* page(3)
      assert.deepStrictEqual(
        [whole.items.map(({ name }) => name), whole.total, whole.isWhole],
        [["Plant A", "plant B", "Plant C"], 3, true]
      )
      const cut = yield* page(2)
      assert.deepStrictEqual([cut.items.length, cut.total, cut.isWhole], [2, 3, false])
    }).pipe(Effect.provide(testGatewayLayer({ seed })))
  )
  it.effect("asks for the least that Losant can answer", () =>
    Effect.gen(function* () {
      yield* page(2)
      const { requests } = yield* Emulator
      const [request] = yield* requests.all
      assert.strictEqual(request?.query["summaryInclude"], "memberCount")
      assert.deepInclude(request?.query, { _actions: "false", _links: "false", _embedded: "false" })
    }).pipe(Effect.provide(testGatewayLayer({ seed })))
  )
})

describe("chooseOrg", () => {
  it.effect("takes the only one, if it is known to be that", () =>
    Effect.gen(function* () {
      const { items } = yield* page(1)
      assert.strictEqual((yield* chooseOrg("plant", items, 1, true)).name, "Plant A")
      assert.strictEqual((yield* Effect.flip(chooseOrg("plant", items, 3, false))).reason, "severalMatches")
      assert.strictEqual(
        (yield* Effect.flip(chooseOrg("plant", [...items, ...items], 2, true))).reason,
        "severalMatches"
      )
    }).pipe(Effect.provide(testGatewayLayer({ seed })))
  )
})

describe("isOrgId", () => {
  it("takes 24 hexadecimal digits, and nothing else", () => {
    for (const text of ["5f00000000000000000000a1", "5F00000000000000000000A1"]) assert.isTrue(isOrgId(text))
    for (const text of ["", "5f00000000000000000000a", "5f00000000000000000000a1 ", "Northwind"]) {
      assert.isFalse(isOrgId(text))
    }
  })
})
