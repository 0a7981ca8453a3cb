// The policy judges a write by the organization that its plan read, if that is the organization of the call.
import { assert, describe, it } from "@effect/vitest"
import * as InstanceOrg from "@effect-losant/core/InstanceOrg"
import { Losant } from "@effect-losant/core/Losant"
import type { OrgId } from "@effect-losant/core/schemas/Ids"
import type { InstanceOrgPatch } from "@effect-losant/core/schemas/Org"
import { Emulator } from "@effect-losant/emulator"
import * as Effect from "effect/Effect"
import type { LosantGateway } from "../../src/model/LosantGateway.ts"
import { instanceId, plain, production, reachUnder, requested, secret, staging, world } from "../policy/world.ts"
import { configOf } from "../support/config.ts"
import { callTool, losantOn } from "../support/serving.ts"

describe("a call, with the organization as the plan read it", () => {
  const underTags = reachUnder({ denyOrg: ["tag:env=production"] })
  const tags = (value: string) => [{ key: "env", value }]
  const patchOf = (gateway: LosantGateway, organization: InstanceOrgPatch = { description: "changed" }) =>
    gateway.encode(InstanceOrg.patch, { instanceId, orgId: staging, organization })
  const read = (orgId: OrgId) =>
    Effect.flatMap(Losant, (losant) => losant.execute(InstanceOrg.get, { instanceId, orgId }, {}))
  /** The actions of the requests that `effect` sends. */
  const requestedBy = <A, E, R>(effect: Effect.Effect<A, E, R>) =>
    Effect.gen(function* () {
      const before = (yield* requested).length
      yield* effect
      return (yield* requested).slice(before)
    })

  it.effect("admit asks nothing, and send nothing but the call", () =>
    Effect.gen(function* () {
      const gateway = yield* underTags
      const current = yield* read(staging)
      const call = yield* patchOf(gateway)
      assert.deepStrictEqual(yield* requestedBy(gateway.admit(call, current)), [])
      assert.deepStrictEqual(yield* requestedBy(gateway.send(call, current)), ["instanceOrg.patch"])
      assert.strictEqual((yield* read(staging)).description, "changed")
    }).pipe(Effect.provide(world()))
  )

  it.effect("admit and send read it again if there is none", () =>
    Effect.gen(function* () {
      const gateway = yield* underTags
      const call = yield* patchOf(gateway)
      assert.deepStrictEqual(yield* requestedBy(gateway.admit(call)), ["instanceOrg.get"])
      assert.deepStrictEqual(yield* requestedBy(gateway.send(call)), ["instanceOrg.get", "instanceOrg.patch"])
    }).pipe(Effect.provide(world()))
  )

  it.effect("admit and send read the organization of the call if it is another one", () =>
    Effect.gen(function* () {
      const gateway = yield* underTags
      const [reachable, denied] = [yield* read(plain), yield* read(production)]
      const call = yield* patchOf(gateway)
      for (const other of [reachable, denied]) {
        assert.deepStrictEqual(yield* requestedBy(gateway.admit(call, other)), ["instanceOrg.get"])
        assert.deepStrictEqual(yield* requestedBy(gateway.send(call, other)), ["instanceOrg.get", "instanceOrg.patch"])
      }
      // An allowed `current` must not let a call on a denied organization pass.
      const hidden = yield* gateway.encode(InstanceOrg.delete, { instanceId, orgId: production })
      for (const attempt of [gateway.admit(hidden, reachable), gateway.send(hidden, reachable)]) {
        const refused = Effect.map(Effect.flip(attempt), (error) => assert.strictEqual(error._tag, "LosantNotFound"))
        assert.deepStrictEqual(yield* requestedBy(refused), ["instanceOrg.get"])
      }
      assert.strictEqual((yield* read(production)).name, secret)
    }).pipe(Effect.provide(world()))
  )

  it.effect("admit and send judge by it, and without it by what Losant answers then", () =>
    Effect.gen(function* () {
      const losant = yield* Losant
      const gateway = yield* underTags
      const current = yield* read(staging)
      const call = yield* gateway.encode(InstanceOrg.delete, { instanceId, orgId: staging })
      const stale = { ...current, tags: tags("production") }
      for (const attempt of [gateway.admit(call, stale), gateway.send(call, stale)]) {
        const refused = Effect.map(Effect.flip(attempt), (error) => assert.strictEqual(error._tag, "LosantNotFound"))
        assert.deepStrictEqual(yield* requestedBy(refused), [])
      }
      // Somebody moves the organization out of the policy after the read.
      yield* losant.execute(
        InstanceOrg.patch,
        { instanceId, orgId: staging, organization: { tags: tags("production") } },
        {}
      )
      assert.deepStrictEqual(yield* requestedBy(gateway.admit(call, current)), [])
      for (const attempt of [gateway.admit(call), gateway.send(call)]) {
        assert.strictEqual((yield* Effect.flip(attempt))._tag, "LosantNotFound")
      }
      assert.strictEqual((yield* read(staging)).id, staging)
    }).pipe(Effect.provide(world()))
  )

  it.effect("a change that would leave what is allowed is refused by it, and asks nothing", () =>
    Effect.gen(function* () {
      const gateway = yield* underTags
      const current = yield* read(staging)
      const call = yield* patchOf(gateway, { tags: tags("production") })
      for (const attempt of [gateway.admit(call, current), gateway.send(call, current)]) {
        const refused = Effect.map(Effect.flip(attempt), (error) => assert.strictEqual(error._tag, "Refused"))
        assert.deepStrictEqual(yield* requestedBy(refused), [])
      }
    }).pipe(Effect.provide(world()))
  )

  it.effect("an answer from outside what is allowed is not shown, and is known to be applied", () =>
    Effect.gen(function* () {
      const losant = yield* Losant
      const gateway = yield* underTags
      const current = yield* read(staging)
      const call = yield* patchOf(gateway)
      yield* losant.execute(
        InstanceOrg.patch,
        { instanceId, orgId: staging, organization: { tags: tags("production") } },
        {}
      )
      const error = yield* Effect.flip(gateway.send(call, current))
      assert.strictEqual(error._tag, "LosantDecode")
      assert.propertyVal(error, "outcome", "applied")
    }).pipe(Effect.provide(world()))
  )

  it.effect("a deletion is judged by what is read right before it is sent", () =>
    Effect.gen(function* () {
      const emulator = yield* Emulator
      const losant = losantOn(emulator, { accessToken: emulator.token, url: emulator.url, instanceId })
      const config = configOf({ LOSANT_INSTANCE_ID: instanceId, LOSANT_MCP_DENY_ORG: "tag:env=production" })
      const remove = Effect.map(
        callTool("losant_delete_org", { orgId: "Harbor Staging" }, losant, config),
        ({ result, text }) => assert.isNotTrue(result.isError, text)
      )
      assert.deepStrictEqual(yield* requestedBy(remove), [
        "instanceOrgs.get",
        "instanceOrg.get",
        "instanceOrg.get",
        "instanceOrg.delete"
      ])
    }).pipe(Effect.provide(world()))
  )

  it.effect("a deletion is not sent if somebody moves the organization out of reach after the plan read it", () =>
    Effect.gen(function* () {
      const emulator = yield* Emulator
      let isMoved = false
      const fetch: typeof globalThis.fetch = async (input, init) => {
        const response = await emulator.fetch(input, init)
        const isOfOrg = new URL(new Request(input, init).url).pathname.endsWith(`/orgs/${staging}`)
        if (isOfOrg && !isMoved) {
          isMoved = true
          const body = JSON.stringify({ tags: tags("production") })
          await emulator.fetch(input, { ...init, method: "PATCH", body })
        }
        return response
      }
      const losant = losantOn({ fetch }, { accessToken: emulator.token, url: emulator.url, instanceId })
      const config = configOf({ LOSANT_INSTANCE_ID: instanceId, LOSANT_MCP_DENY_ORG: "tag:env=production" })
      const { result, text } = yield* callTool("losant_delete_org", { orgId: staging }, losant, config)
      assert.isTrue(result.isError, text)
      assert.notInclude(yield* requested, "instanceOrg.delete")
      assert.deepStrictEqual((yield* read(staging)).tags, tags("production"))
    }).pipe(Effect.provide(world()))
  )

  it.effect("an update by name takes three requests, whichever way the policy names organizations", () =>
    Effect.gen(function* () {
      const emulator = yield* Emulator
      const losant = losantOn(emulator, { accessToken: emulator.token, url: emulator.url, instanceId })
      for (const [index, rules] of [
        { LOSANT_MCP_DENY_ORG: "tag:env=production" },
        { LOSANT_MCP_ALLOW_ORG: "tag:env=staging" },
        { LOSANT_MCP_DENY_ORG: secret },
        {}
      ].entries()) {
        const config = configOf({ LOSANT_INSTANCE_ID: instanceId, ...rules })
        const description = `number ${index}`
        const update = Effect.map(
          callTool("losant_update_org", { orgId: "Harbor Staging", description }, losant, config),
          ({ result, text }) => assert.isNotTrue(result.isError, text)
        )
        assert.deepStrictEqual(yield* requestedBy(update), ["instanceOrgs.get", "instanceOrg.get", "instanceOrg.patch"])
        assert.strictEqual((yield* read(staging)).description, description)
      }
    }).pipe(Effect.provide(world()))
  )
})
