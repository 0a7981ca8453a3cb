import { assert, describe, it } from "@effect/vitest"
import { OrgId } from "@effect-losant/core/schemas/Ids"
import { Emulator } from "@effect-losant/emulator"
import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Logger from "effect/Logger"
import * as References from "effect/References"
import { countTokens } from "gpt-tokenizer/encoding/o200k_base"
import type { PolicyFlags } from "../../src/policy/Policy.ts"
import { completeOrgUri, listOrgResources, listOrgs } from "../../src/resources/orgNames.ts"
import type { ResourceRunner } from "../../src/resources/ResourceRunner.ts"
import { secret as hidden, instanceId, reachUnder, staging, world } from "../policy/world.ts"
import { countRequests, TestGateway, testGatewayLayer } from "../support/testGateway.ts"

const id = (n: number) => OrgId.make(`5f${String(n).padStart(22, "0")}`)

const layerOf = (names: ReadonlyArray<string>) =>
  testGatewayLayer({
    seed: { instances: [{ name: "Acme", orgs: names.map((name, index) => ({ id: id(index), name })) }] },
    losant: { retry: { times: 0 } }
  })

const numbered = (count: number, text: (n: string) => string) =>
  Array.from({ length: count }, (_, index) => text(String(index + 1).padStart(4, "0")))

describe("listOrgs", () => {
  it.effect("returns the first page by name, with URIs of ids", () =>
    Effect.gen(function* () {
      const { instanceId } = yield* Emulator
      const { result, requests } = yield* countRequests(listOrgs(yield* TestGateway, instanceId))
      assert.lengthOf(result, 100)
      const name = "\\u{202E}" + "Plant 0200"
      assert.deepStrictEqual(result[0], {
        uri: `losant://orgs/${id(199)}`,
        name,
        title: name,
        description:
          "The first 100 of 200 organizations, by name. The template losant://orgs/{orgId} reaches the others by id or " +
          "name, and losant_list_orgs lists them."
      })
      assert.isTrue(result.slice(1).every(({ description }) => description === undefined))
      assert.strictEqual(requests, 1)
    }).pipe(Effect.provide(layerOf([...numbered(199, (n) => `\u202ezone ${n}`), "\u202ePlant 0200"])))
  )
  it.effect("does not mention a rest that does not exist", () =>
    Effect.gen(function* () {
      const { instanceId } = yield* Emulator
      const result = yield* listOrgs(yield* TestGateway, instanceId)
      assert.deepStrictEqual(
        result.map(({ description }) => description),
        [undefined, undefined]
      )
    }).pipe(Effect.provide(layerOf(["a", "b"])))
  )
  it.effect("returns fewer organizations with long names, and their number", () =>
    Effect.gen(function* () {
      const { instanceId } = yield* Emulator
      const result = yield* listOrgs(yield* TestGateway, instanceId)
      assert.isBelow(result.length, 100)
      assert.isAbove(result.length, 5)
      assert.isAtMost(countTokens(JSON.stringify({ resources: result })), 8_000)
      assert.include(result[0]?.description, `The first ${result.length} of 100 organizations`)
    }).pipe(Effect.provide(layerOf(numbered(100, (n) => `${n} ${"株式会社".repeat(60)}`))))
  )
})

describe("listOrgs, under a policy", () => {
  it.effect.each<PolicyFlags>([{ denyOrg: [hidden] }, { allowOrg: [staging, "Orchard"] }])(
    "lists nothing that the policy hides (%j)",
    (flags) =>
      Effect.gen(function* () {
        const listOrgResources = yield* listOrgs(yield* reachUnder(flags), instanceId)
        assert.deepStrictEqual(
          listOrgResources.map(({ name, description }) => [name, description]),
          [
            ["Harbor Staging", undefined],
            ["Orchard", undefined]
          ]
        )
      }).pipe(Effect.provide(world()))
  )
})

/** Runs the work in the test, and collects the log. */
const runner = Effect.gen(function* () {
  const { instanceId } = yield* Emulator
  const gateway = yield* TestGateway
  const services = yield* Effect.context<never>()
  const logged: Array<unknown> = []
  const logger = Logger.make(({ message, fiber }) => {
    logged.push([message, fiber.getRef(References.CurrentLogAnnotations)["error"]])
  })
  const run: ResourceRunner = (work) =>
    Effect.runPromiseExitWith(services)(Effect.provide(work(gateway, instanceId), Logger.layer([logger])))
  return { run, logged }
})

describe("completeOrgUri and listOrgResources", () => {
  it.effect("are empty if Losant cannot be read, and log the reason", () =>
    Effect.gen(function* () {
      const { run, logged } = yield* runner
      const { faults } = yield* Emulator
      yield* faults.next({ kind: "answer", status: 500 })
      assert.deepStrictEqual(yield* Effect.promise(() => completeOrgUri(run, "a")), [])
      yield* faults.next({ kind: "answer", status: 403 })
      // Sound: the runner of this test ignores the context.
      assert.deepStrictEqual(yield* Effect.promise(() => listOrgResources(run, {} as never)), [])
      assert.deepStrictEqual(logged, [
        [["an organization could not be completed"], "LosantServerError"],
        [["the organizations could not be listed as resources"], "LosantForbidden"]
      ])
      assert.deepStrictEqual(yield* Effect.promise(() => completeOrgUri(run, "a")), ["a"])
    }).pipe(Effect.provide(layerOf(["a"])))
  )
  it.effect("are empty if a setting is wrong", () =>
    Effect.gen(function* () {
      const run: ResourceRunner = () => Promise.resolve(Exit.failCause(Cause.die("no settings")))
      assert.deepStrictEqual(yield* Effect.promise(() => completeOrgUri(run, "a")), [])
    })
  )
  it.effect("complete with the id if a URI cannot contain the name", () =>
    Effect.gen(function* () {
      const { run } = yield* runner
      assert.deepStrictEqual(yield* Effect.promise(() => completeOrgUri(run, "")), ["a, b/c", id(1), id(2)])
    }).pipe(Effect.provide(layerOf(["a, b/c", "b/members", "c 50%"])))
  )
})
