import { assert, describe, it } from "@effect/vitest"
import * as InstanceOrg from "@effect-losant/core/InstanceOrg"
import * as InstanceOrgs from "@effect-losant/core/InstanceOrgs"
import { Losant } from "@effect-losant/core/Losant"
import type { InstanceOrgPatch, InstanceOrgPost } from "@effect-losant/core/schemas/Org"
import * as Effect from "effect/Effect"
import { checkPatch, checkPost } from "../../src/losant/policyWrites.ts"
import type { PolicyFlags } from "../../src/policy/Policy.ts"
import {
  admitEncoded,
  instanceId,
  plain,
  policyOf,
  reachUnder,
  requested,
  secret,
  staging,
  world
} from "../policy/world.ts"

const env = (value: string) => ({ tags: [{ key: "env", value }] })

type Case = readonly [what: string, flags: PolicyFlags, organization: InstanceOrgPatch]
type NewCase = readonly [what: string, flags: PolicyFlags, orgConfig: InstanceOrgPost]

const refusedPatches: ReadonlyArray<Case> = [
  ["into a denied name", { denyOrg: [secret] }, { name: secret }],
  ["into a denied name in another spelling", { denyOrg: [secret] }, { name: ` ${secret.toUpperCase()}\u200b` }],
  ["into a denied tag", { denyOrg: ["tag:env=production"] }, env("production")],
  ["into a denied tag in another case", { denyOrg: ["tag:env=production"] }, env("PRODUCTION")],
  ["out of an allowed name", { allowOrg: ["Harbor Staging"] }, { name: "Harbor staging" }],
  ["out of an allowed tag", { allowOrg: ["tag:env=staging"] }, env("test")],
  ["out of an allowed tag, without tags", { allowOrg: ["tag:env=staging"] }, { tags: [] }]
]

const carriedOutPatches: ReadonlyArray<Case> = [
  ["another name", { denyOrg: [secret] }, { name: "Harbor Test" }],
  ["another name, where a tag allows it", { allowOrg: ["tag:env=staging"] }, { name: "Harbor Test" }],
  ["other tags, where the id allows it", { allowOrg: [staging, "tag:env=staging"] }, env("test")],
  ["a tag more", { allowOrg: ["tag:env=staging"] }, { tags: [...env("staging").tags, { key: "a", value: "b" }] }],
  ["a description", { allowOrg: ["tag:env=staging"] }, { description: secret }]
]

describe("instanceOrg.patch", () => {
  for (const [what, flags, organization] of refusedPatches) {
    it.effect(`is refused ${what}`, () =>
      Effect.gen(function* () {
        const gateway = yield* reachUnder(flags)
        const input = { instanceId, orgId: staging, organization }
        const error = yield* Effect.flip(gateway.execute(InstanceOrg.patch, input))
        assert.strictEqual(error._tag, "Refused")
        assert.propertyVal(error, "reason", "policy")
        assert.match(
          error.message,
          /^With the new (name|tags) the organization would be outside .* Nothing was changed\./
        )
        assert.notInclude(error.message, "Harbor")
        assert.notInclude(error.message, "production")
        assert.deepStrictEqual(yield* requested, ["instanceOrg.get"])
        assert.deepStrictEqual(yield* Effect.flip(admitEncoded(gateway, InstanceOrg.patch, input)), error)
      }).pipe(Effect.provide(world()))
    )
  }

  for (const [what, flags, organization] of carriedOutPatches) {
    it.effect(`is carried out with ${what}`, () =>
      Effect.gen(function* () {
        const gateway = yield* reachUnder(flags)
        yield* gateway.execute(InstanceOrg.patch, { instanceId, orgId: staging, organization })
        const losant = yield* Losant
        const after = yield* losant.execute(InstanceOrg.get, { instanceId, orgId: staging }, {})
        assert.deepInclude(after, organization)
      }).pipe(Effect.provide(world()))
    )
  }

  it.effect("names both if both are changed", () =>
    Effect.gen(function* () {
      const org = { id: plain, name: "Orchard", tags: [] }
      const error = yield* Effect.flip(checkPatch(policyOf({ denyOrg: [secret] }), org, { name: secret, ...env("a") }))
      assert.include(error.message, "With the new name and tags")
    })
  )
})

const refusedPosts: ReadonlyArray<NewCase> = [
  ["with a denied name", { denyOrg: [secret] }, { name: secret.toLowerCase() }],
  ["with a denied tag", { denyOrg: ["tag:env=production"] }, { name: "New", ...env("Production") }],
  ["without the tag that allows", { allowOrg: ["tag:env=staging"] }, { name: "New" }],
  ["with another name than is allowed", { allowOrg: ["New"] }, { name: "new" }],
  ["where only ids are allowed", { allowOrg: [staging] }, { name: "New" }]
]

describe("instanceOrgs.post", () => {
  for (const [what, flags, orgConfig] of refusedPosts) {
    it.effect(`is refused ${what}`, () =>
      Effect.gen(function* () {
        const gateway = yield* reachUnder(flags)
        const error = yield* Effect.flip(gateway.execute(InstanceOrgs.post, { instanceId, orgConfig }))
        assert.strictEqual(error._tag, "Refused")
        assert.include(error.message, "With this name and these tags the new organization would be outside")
        assert.deepStrictEqual(
          yield* Effect.flip(admitEncoded(gateway, InstanceOrgs.post, { instanceId, orgConfig })),
          error
        )
        assert.deepStrictEqual(yield* requested, [])
      }).pipe(Effect.provide(world()))
    )
  }

  for (const [what, flags, orgConfig] of [
    ["the tag that allows", { allowOrg: ["tag:env=staging"] }, { name: "New", ...env("staging") }],
    ["the name that is allowed", { allowOrg: ["New"] }, { name: "New" }],
    ["what nothing denies", { denyOrg: [secret, staging, "tag:env=production"] }, { name: "New" }]
  ] satisfies ReadonlyArray<NewCase>) {
    it.effect(`is carried out with ${what}, and what it makes is reachable`, () =>
      Effect.gen(function* () {
        const gateway = yield* reachUnder(flags)
        const { id } = yield* gateway.execute(InstanceOrgs.post, { instanceId, orgConfig })
        assert.strictEqual((yield* gateway.execute(InstanceOrg.get, { instanceId, orgId: id })).name, "New")
      }).pipe(Effect.provide(world()))
    )
  }

  it.effect("needs no look at Losant to be checked", () =>
    checkPost(policyOf({ allowOrg: ["tag:env=staging"] }), { name: "New", ...env("staging") })
  )
})
