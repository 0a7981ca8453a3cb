import { assert, describe, it } from "@effect/vitest"
import { OrgId } from "@effect-losant/core/schemas/Ids"
import { Emulator } from "@effect-losant/emulator"
import * as Effect from "effect/Effect"
import { completeOrg, findNamesInUse } from "../../../src/losant/resolution/orgCompletion.ts"
import { HideToken } from "../../../src/model/HideToken.ts"
import type { PolicyFlags } from "../../../src/policy/Policy.ts"
import { secret as hidden, instanceId, reachUnder, staging, world } from "../../policy/world.ts"
import { countRequests, TestGateway, testGatewayLayer } from "../../support/testGateway.ts"

const id = (n: number) => OrgId.make(`5f${String(n).padStart(22, "0")}`)

const layerOf = (names: ReadonlyArray<string>) =>
  testGatewayLayer({
    seed: { instances: [{ name: "Acme", orgs: names.map((name, index) => ({ id: id(index), name })) }] },
    losant: { retry: { times: 0 } }
  })

const complete = Effect.fnUntraced(function* (typed: string, fits?: (name: string) => boolean) {
  const { instanceId } = yield* Emulator
  return yield* countRequests(completeOrg(yield* TestGateway, instanceId, typed, fits))
})

const numbered = (count: number, text: (n: string) => string) =>
  Array.from({ length: count }, (_, index) => text(String(index + 1).padStart(4, "0")))

describe("completeOrg", () => {
  it.effect("gives names, those first that begin with what is typed", () =>
    Effect.gen(function* () {
      const { result, requests } = yield* complete("har")
      assert.deepStrictEqual(result, ["Harbor", "HARVEST", "Old Harbor"])
      assert.strictEqual(requests, 1)
    }).pipe(Effect.provide(layerOf(["Old Harbor", "HARVEST", "Northwind", "Harbor"])))
  )
  it.effect("gives the first names if nothing is typed yet", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual((yield* complete("")).result, ["a", "B", "c"])
    }).pipe(Effect.provide(layerOf(["c", "a", "B"])))
  )
  it.effect("gives the id if the name would not lead to the organization", () =>
    Effect.gen(function* () {
      const { result } = yield* complete("", (name) => name !== "..")
      assert.deepStrictEqual(new Set(result), new Set([id(0), id(1), id(2), id(3), "Fine", "\\u{202E}gnp"]))
      assert.include((yield* complete("")).result, "..")
    }).pipe(Effect.provide(layerOf(["Twins", "Twins", "..", "abcdefabcdefabcdefabcdef", "Fine", "\u202egnp"])))
  )
  it.effect("takes what is typed as text, with the escapes of answers", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual((yield* complete("*")).result, ["a*b"])
      assert.deepStrictEqual((yield* complete("\\u{202e}")).result, ["\\u{202E}gnp"])
    }).pipe(Effect.provide(layerOf(["a*b", "ab", "\u202egnp"])))
  )
  it.effect("finds those that begin so among 2,000 that hold it, with two requests", () =>
    Effect.gen(function* () {
      const { result, requests } = yield* complete("plant")
      assert.strictEqual(result[0], "Plant of the west")
      assert.strictEqual(requests, 2)
      // One value more than the limit of a completion shows that there are more.
      assert.lengthOf(result, 101)
    }).pipe(Effect.provide(layerOf([...numbered(1_999, (n) => `A plant ${n}`), "Plant of the west"])))
  )
  it.effect("asks for nothing if too much is typed", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual(yield* complete("x".repeat(256)), { result: [], requests: 0 })
    }).pipe(Effect.provide(layerOf(["x"])))
  )
  it.effect("keeps the token out", () =>
    Effect.gen(function* () {
      const hideToken = () => (text: string) => text.replaceAll("the-token", "<redacted>")
      const { result } = yield* Effect.provideService(complete(""), HideToken, hideToken)
      assert.deepStrictEqual(result, [id(0)])
    }).pipe(Effect.provide(layerOf(["Named the-token"])))
  )
})

describe("findNamesInUse", () => {
  it.effect("gives each name once, escaped, and never an id", () =>
    Effect.gen(function* () {
      const { instanceId } = yield* Emulator
      const gateway = yield* TestGateway
      assert.deepStrictEqual(yield* findNamesInUse(gateway, instanceId, "twin"), ["Twins", "Not twins"])
      assert.deepStrictEqual(yield* findNamesInUse(gateway, instanceId, "gnp"), ["\\u{202E}gnp"])
      assert.deepStrictEqual(yield* findNamesInUse(gateway, instanceId, "another"), [])
    }).pipe(Effect.provide(layerOf(["Twins", "Twins", "Not twins", "\u202egnp"])))
  )
})

describe("completeOrg and namesInUse, under a policy", () => {
  it.effect.each<PolicyFlags>([{ denyOrg: [hidden] }, { allowOrg: [staging, "Orchard"] }])(
    "find nothing that the policy hides (%j)",
    (flags) =>
      Effect.gen(function* () {
        const gateway = yield* reachUnder(flags)
        for (const typed of ["", "harbor", hidden, "prod"]) {
          assert.notInclude(yield* completeOrg(gateway, instanceId, typed), hidden)
          assert.notInclude(yield* findNamesInUse(gateway, instanceId, typed), hidden)
        }
        assert.deepStrictEqual(yield* completeOrg(gateway, instanceId, "harbor"), ["Harbor Staging"])
      }).pipe(Effect.provide(world()))
  )
})
