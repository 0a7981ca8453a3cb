import { assert, describe, it } from "@effect/vitest"
import { requestOfCall } from "@effect-losant/core/Action"
import * as Effect from "effect/Effect"
import { emulated, ids, planOf, sendPlan } from "../../../test/support/plans.ts"
import type { JsonObject } from "../../text/json.ts"

const orgId = ids.plant

describe("updateMember", () => {
  const update = (values: JsonObject) => planOf("instanceOrgMember.patch", { orgId, ...values })

  it.effect("says from which role to which", () =>
    Effect.gen(function* () {
      const plan = yield* update({ userId: ids.grace, role: "admin" })
      assert.deepStrictEqual(plan.changes, { role: { before: "view", after: "admin" } })
      assert.strictEqual(plan.warnings, undefined)
      assert.deepStrictEqual(plan.danger?.dangers, ["makeAdmin"])
      assert.strictEqual((yield* update({ userId: ids.grace, role: "edit" })).danger, undefined)
    }).pipe(Effect.provide(emulated()))
  )

  it.effect("compares roles on applications one by one", () =>
    Effect.gen(function* () {
      const applicationRoles = [{ resourceId: ids.unknown, role: "view" }]
      const plan = yield* update({ userId: ids.grace, role: "view", applicationRoles })
      assert.deepStrictEqual(plan.changes, { [`applicationRoles.${ids.unknown}`]: { after: "view" } })
      assert.deepStrictEqual(requestOfCall(plan.call).body, { applicationRoles })
    }).pipe(Effect.provide(emulated()))
  )

  it.effect("has nothing to do if the role is the same", () =>
    Effect.gen(function* () {
      const plan = yield* update({ userId: ids.grace, role: "view" })
      assert.include(plan.nothingToDo, "has these roles already")
    }).pipe(Effect.provide(emulated()))
  )

  it.effect("is dangerous if the last admin loses the role, and warns of it", () =>
    Effect.gen(function* () {
      const { danger, warnings } = yield* update({ userId: ids.ada, role: "edit" })
      assert.include(warnings?.join(), "last admin")
      assert.strictEqual(danger?.tool, "losant_update_org_member")
      assert.deepStrictEqual(danger?.dangers, ["lowerRole", "takeLastAdmin"])
      assert.match(danger?.instead ?? "", /^make somebody else admin first/)
      assert.strictEqual(danger?.part, "ada@northwind.example")
      assert.deepStrictEqual(danger?.facts[0], { label: "role", value: '"admin" → "edit"' })
      assert.include(danger?.facts[1]?.value, "0. It is the last admin")
      const second = yield* update({ userId: ids.grace, role: "admin" })
      yield* sendPlan(second)
      const ofTwo = yield* update({ userId: ids.ada, role: "edit" })
      assert.deepStrictEqual([ofTwo.warnings, ofTwo.danger?.dangers], [undefined, ["lowerRole"]])
    }).pipe(Effect.provide(emulated()))
  )

  it.effect("is dangerous if a member loses all of the role", () =>
    Effect.gen(function* () {
      const { danger, warnings } = yield* update({ userId: ids.grace, role: "none" })
      assert.deepStrictEqual(danger?.dangers, ["lowerRole"])
      assert.deepStrictEqual(danger?.facts, [{ label: "role", value: '"view" → "none"' }])
      assert.strictEqual(warnings, undefined)
      const both = yield* update({ userId: ids.ada, role: "none" })
      assert.deepStrictEqual(both.danger?.dangers, ["lowerRole", "takeLastAdmin"])
    }).pipe(Effect.provide(emulated()))
  )

  it.effect("binds its confirmation to the current role, which the organization's time of change does not cover", () =>
    Effect.gen(function* () {
      const before = yield* update({ userId: ids.grace, role: "none" })
      yield* sendPlan(yield* update({ userId: ids.grace, role: "admin" }))
      const after = yield* update({ userId: ids.grace, role: "none" })
      assert.notDeepEqual(before.danger?.state, after.danger?.state)
    }).pipe(Effect.provide(emulated()))
  )
})
