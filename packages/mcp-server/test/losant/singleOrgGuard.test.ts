import { assert, describe, it } from "@effect/vitest"
import * as InstanceOrg from "@effect-losant/core/InstanceOrg"
import * as InstanceOrgMember from "@effect-losant/core/InstanceOrgMember"
import * as InstanceOrgMembers from "@effect-losant/core/InstanceOrgMembers"
import { Losant } from "@effect-losant/core/Losant"
import { LosantForbidden, LosantServerError, LosantValidation } from "@effect-losant/core/LosantError"
import { UserId } from "@effect-losant/core/schemas/Ids"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import { guard } from "../../src/losant/policyGuard.ts"
import { scripted } from "../policy/scripted.ts"
import {
  instanceId,
  missing,
  plain,
  policyOf,
  production,
  reachUnder,
  requested,
  secret,
  userId,
  world
} from "../policy/world.ts"

const get = { instanceId, orgId: production }
const failed = { action: "instanceOrg.get", method: "GET", path: "/x", message: "failed" } as const
const org = { id: production, orgId: production, name: "Harbor", tags: [] }

describe("an action on one organization", () => {
  it.effect("is decided by the name that the organization has now", () =>
    Effect.gen(function* () {
      const losant = yield* Losant
      const gateway = yield* reachUnder({ denyOrg: [secret] })
      const rename = (name: string) => losant.execute(InstanceOrg.patch, { ...get, organization: { name } }, {})
      assert.strictEqual((yield* Effect.flip(gateway.execute(InstanceOrgMembers.get, get)))._tag, "LosantNotFound")
      yield* rename("Harbor")
      assert.strictEqual((yield* gateway.execute(InstanceOrgMembers.get, get)).items.length, 1)
      assert.strictEqual((yield* gateway.execute(InstanceOrg.get, get)).name, "Harbor")
      yield* rename("HARBOR\u200b  PRODUCTION")
      assert.strictEqual((yield* Effect.flip(gateway.execute(InstanceOrgMembers.get, get)))._tag, "LosantNotFound")
      assert.strictEqual((yield* Effect.flip(gateway.execute(InstanceOrg.get, get)))._tag, "LosantNotFound")
    }).pipe(Effect.provide(world()))
  )

  it.effect("is decided by the tags that the organization has now", () =>
    Effect.gen(function* () {
      const losant = yield* Losant
      const gateway = yield* reachUnder({ allowOrg: ["tag:env=staging"] })
      const retag = (value: string) =>
        losant.execute(InstanceOrg.patch, { ...get, organization: { tags: [{ key: "env", value }] } }, {})
      assert.strictEqual((yield* Effect.flip(gateway.execute(InstanceOrg.get, get)))._tag, "LosantNotFound")
      yield* retag("staging")
      assert.strictEqual((yield* gateway.execute(InstanceOrg.get, get)).id, production)
      yield* retag("Staging")
      assert.strictEqual((yield* Effect.flip(gateway.execute(InstanceOrg.get, get)))._tag, "LosantNotFound")
    }).pipe(Effect.provide(world()))
  )

  it.effect("is not there when Losant's refusal would tell that the organization is", () =>
    Effect.gen(function* () {
      const gateway = yield* reachUnder({ denyOrg: [secret] })
      const input = { instanceId, orgId: production, summaryInclude: ["nothing"] }
      assert.strictEqual((yield* Effect.flip(gateway.execute(InstanceOrg.get, input)))._tag, "LosantNotFound")
      const visible = { ...input, orgId: plain }
      assert.strictEqual((yield* Effect.flip(gateway.execute(InstanceOrg.get, visible)))._tag, "LosantValidation")
    }).pipe(Effect.provide(world()))
  )

  it.effect("tells a member that is not there from an organization that is not there", () =>
    Effect.gen(function* () {
      const gateway = yield* reachUnder({ denyOrg: [production] })
      const someone = { instanceId, userId: UserId.make("5f00000000000000000000ee") }
      const ofOrg = yield* Effect.flip(gateway.execute(InstanceOrgMember.get, { ...someone, orgId: missing }))
      const ofMember = yield* Effect.flip(gateway.execute(InstanceOrgMember.get, { ...someone, orgId: plain }))
      assert.propertyVal(ofOrg, "losantMessage", "Organization was not found")
      assert.notPropertyVal(ofMember, "losantMessage", "Organization was not found")
      assert.strictEqual(ofMember._tag, "LosantNotFound")
      assert.deepStrictEqual(yield* requested, [
        "instanceOrgMember.get",
        "instanceOrg.get",
        "instanceOrgMember.get",
        "instanceOrg.get"
      ])
    }).pipe(Effect.provide(world()))
  )

  it.effect("fails with the error of the policy's own read, and is not sent", () =>
    Effect.gen(function* () {
      for (const error of [
        new LosantServerError({ ...failed, status: 503 }),
        new LosantForbidden({ ...failed, status: 403, requiredScopes: ["instanceOrg.get"] })
      ]) {
        const { losant, sent } = scripted(Result.fail(error))
        const gateway = guard(losant, policyOf({ denyOrg: [secret] }))
        assert.strictEqual(yield* Effect.flip(gateway.execute(InstanceOrg.delete, get)), error)
        assert.deepStrictEqual(
          sent.map(({ action }) => action),
          ["instanceOrg.get"]
        )
      }
    })
  )

  it.effect("asks the same domain before it is sent", () =>
    Effect.gen(function* () {
      const { losant, sent } = scripted(Result.succeed(org), Result.succeed({ success: true }))
      const gateway = guard(losant, policyOf({ denyOrg: [secret] }))
      yield* gateway.execute(InstanceOrg.delete, { ...get, losantdomain: "example.com" })
      assert.deepStrictEqual(
        sent.map(({ action, input }) => [action, input["losantdomain"]]),
        [
          ["instanceOrg.get", "example.com"],
          ["instanceOrg.delete", "example.com"]
        ]
      )
    })
  )

  it.effect("is not carried out when Losant answers of another organization than was asked", () =>
    Effect.gen(function* () {
      for (const other of [
        { ...org, id: plain },
        { ...org, orgId: plain }
      ]) {
        const { losant, sent } = scripted(Result.succeed(other))
        const error = yield* Effect.flip(
          guard(losant, policyOf({ denyOrg: [secret] })).execute(InstanceOrg.delete, get)
        )
        assert.strictEqual(error._tag, "LosantDecode")
        assert.propertyVal(error, "outcome", "notSent")
        assert.lengthOf(sent, 1)
        assert.notInclude(JSON.stringify(error), plain)
      }
    })
  )

  it.effect("does not show an answer, or an item of one, that is of another organization", () =>
    Effect.gen(function* () {
      const member = { userId, email: "eve@example.com" }
      for (const answer of [{ items: [member], orgId: plain }, { items: [{ ...member, orgId: plain }] }]) {
        const { losant } = scripted(Result.succeed(answer))
        const gateway = guard(losant, policyOf({ allowOrg: [production] }))
        const error = yield* Effect.flip(gateway.execute(InstanceOrgMembers.get, get))
        assert.strictEqual(error._tag, "LosantDecode")
        assert.notInclude(JSON.stringify(error), "eve")
      }
      const items = [{ ...member, orgId: null }]
      const { losant } = scripted(Result.succeed({ items, orgId: production.toUpperCase() }))
      const gateway = guard(losant, policyOf({ allowOrg: [production] }))
      assert.lengthOf((yield* gateway.execute(InstanceOrgMembers.get, get)).items, 1)
    })
  )

  it.effect("does not show what an organization became while it was changed; the change is known to be made", () =>
    Effect.gen(function* () {
      const { losant } = scripted(Result.succeed(org), Result.succeed({ ...org, name: secret }))
      const gateway = guard(losant, policyOf({ denyOrg: [secret] }))
      const error = yield* Effect.flip(
        gateway.execute(InstanceOrg.patch, { ...get, organization: { isReadOnly: true } })
      )
      assert.strictEqual(error._tag, "LosantDecode")
      assert.propertyVal(error, "outcome", "applied")
      assert.notInclude(JSON.stringify(error), secret)
    })
  )

  describe("when an answer has no tags", () => {
    const { tags: _, ...untagged } = org

    it.effect("is not allowed by a tag", () =>
      Effect.gen(function* () {
        const { losant } = scripted(Result.succeed(untagged))
        const gateway = guard(losant, policyOf({ allowOrg: ["tag:env=staging"] }))
        assert.strictEqual((yield* Effect.flip(gateway.execute(InstanceOrg.get, get)))._tag, "LosantNotFound")
      })
    )

    it.effect("is denied by a tag if Losant's query says so", () =>
      Effect.gen(function* () {
        for (const [items, tag] of [
          [[], "LosantNotFound"],
          [[untagged], undefined]
        ] as const) {
          const { losant, sent } = scripted(Result.succeed(untagged), Result.succeed({ items }))
          const gateway = guard(losant, policyOf({ denyOrg: ["tag:env=production"] }))
          const result = yield* Effect.result(gateway.execute(InstanceOrg.get, get))
          assert.strictEqual(result._tag === "Failure" ? result.failure._tag : undefined, tag)
          assert.deepInclude(JSON.parse(JSON.stringify(sent[1]?.input["query"])).$and[0], { id: production })
        }
      })
    )

    it.effect("tells no rule when Losant refuses that query", () =>
      Effect.gen(function* () {
        const refused = new LosantValidation({ ...failed, status: 400, losantMessage: "query.$and.1 is wrong" })
        const { losant } = scripted(Result.succeed(untagged), Result.fail(refused))
        const gateway = guard(losant, policyOf({ denyOrg: ["tag:env=production"] }))
        const error = yield* Effect.flip(gateway.execute(InstanceOrg.get, get))
        assert.strictEqual(error._tag, "LosantValidation")
        assert.deepInclude(error, { losantMessage: "left out" })
      })
    )
  })

  it.effect("keeps an error that is not of the organization's being there", () =>
    Effect.gen(function* () {
      const error = new LosantValidation({ ...failed, status: 400 })
      const { losant } = scripted(Result.fail(error), Result.succeed(org))
      const gateway = guard(losant, policyOf({ denyOrg: [secret] }))
      assert.strictEqual(yield* Effect.flip(gateway.execute(InstanceOrg.get, get)), error)
    })
  )
})
