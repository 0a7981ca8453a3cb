import { assert, describe, it } from "@effect/vitest"
import * as InstanceOrg from "@effect-losant/core/InstanceOrg"
import * as InstanceOrgMembers from "@effect-losant/core/InstanceOrgMembers"
import * as InstanceOrgs from "@effect-losant/core/InstanceOrgs"
import type { OrgId } from "@effect-losant/core/schemas/Ids"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"

import { Refusal } from "../../src/model/Refusal.ts"
import { memberEmails, suggestionsOf } from "../../src/prompts/suggestions.ts"
import { countRequests, TestGateway, testGatewayLayer } from "../support/testGateway.ts"

const layer = testGatewayLayer({ seed: "demo" })

const setUp = Effect.gen(function* () {
  const gateway = yield* TestGateway
  assert(Option.isSome(gateway.instanceId))
  const instanceId = gateway.instanceId.value
  const { items } = yield* gateway.execute(InstanceOrgs.get, { instanceId, perPage: 1_000, sortField: "name" })
  return { gateway, instanceId, orgs: items }
})

const idOf = (org: { readonly id: OrgId } | undefined): OrgId => org?.id ?? assert.fail("there is no such organization")

const named = Effect.fnUntraced(function* (names: ReadonlyArray<string>) {
  const { gateway, instanceId, orgs } = yield* setUp
  for (const [index, name] of names.entries()) {
    const orgId = idOf(orgs[index])
    yield* gateway.execute(InstanceOrg.patch, { instanceId, orgId, organization: { name } })
  }
  return { gateway, instanceId, orgs }
})

describe("memberEmails", () => {
  it.effect("finds the members of the organization", () =>
    Effect.gen(function* () {
      const { gateway, instanceId, orgs } = yield* named(["Quux"])
      const orgId = idOf(orgs[0])
      yield* gateway.execute(InstanceOrgMembers.post, {
        instanceId,
        orgId,
        member: { email: "zoe.quux@example.com", role: "view" }
      })
      assert.deepStrictEqual(yield* memberEmails(gateway, instanceId, "Quux", "QUUX@"), ["zoe.quux@example.com"])
      assert.deepStrictEqual(yield* memberEmails(gateway, instanceId, String(orgId), "zoe"), ["zoe.quux@example.com"])
      const all = yield* memberEmails(gateway, instanceId, "Quux", "")
      assert.include(all, "zoe.quux@example.com")
      const { result, requests } = yield* countRequests(memberEmails(gateway, instanceId, "", "zoe"))
      assert.deepStrictEqual([result, requests], [[], 0])
      assert((yield* Effect.flip(memberEmails(gateway, instanceId, "no such one", "zoe"))) instanceof Refusal)
    }).pipe(Effect.provide(layer))
  )
})

describe("suggestionsOf", () => {
  const refused = Effect.fail(new Refusal("instance", "which?"))

  it.effect("looks up in the instance", () =>
    Effect.gen(function* () {
      const { gateway, instanceId } = yield* setUp
      const instances = { resolve: () => Effect.succeed(instanceId) }
      const suggestions = yield* suggestionsOf((_, id) => Effect.succeed([id]), gateway, instances)
      assert.deepStrictEqual(suggestions, [instanceId])
    }).pipe(Effect.provide(layer))
  )
  it.effect("is empty if the instance is unknown, or the lookup fails", () =>
    Effect.gen(function* () {
      const { gateway, instanceId } = yield* setUp
      const known = { resolve: () => Effect.succeed(instanceId) }
      assert.deepStrictEqual(yield* suggestionsOf(() => Effect.succeed(["a"]), gateway, { resolve: () => refused }), [])
      assert.deepStrictEqual(yield* suggestionsOf(() => refused, gateway, known), [])
    }).pipe(Effect.provide(layer))
  )
})
