import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { InvalidArguments } from "../../../src/model/ToolFailure.ts"
import type { Values } from "../../../src/model/Values.ts"
import { emulated, ids, planOf, send } from "../../writes/fixture.ts"

const orgId = ids.plant

describe("addMember", () => {
  const add = (values: Values) => planOf("instanceOrgMembers.post", { orgId, ...values })

  it.effect("says who and with which role", () =>
    Effect.gen(function* () {
      const plan = yield* add({ email: "edsger@northwind.example", role: "edit" })
      assert.deepStrictEqual(plan.member, { email: "edsger@northwind.example" })
      assert.deepStrictEqual(plan.changes, {
        email: { after: "edsger@northwind.example" },
        role: { after: "edit" }
      })
      assert.deepStrictEqual(plan.org, { id: orgId, name: "Northwind Plant" })
    }).pipe(Effect.provide(emulated()))
  )

  it.effect.each([{ email: "Grace@Northwind.example" }, { userId: ids.grace.toUpperCase() }])(
    "has nothing to do where the member is there with the role: %j",
    (person) =>
      Effect.gen(function* () {
        const plan = yield* add({ ...person, role: "view" })
        assert.include(plan.nothingToDo, "grace@northwind.example")
        assert.deepStrictEqual(plan.member, { userId: ids.grace, email: "grace@northwind.example", role: "view" })
      }).pipe(Effect.provide(emulated()))
  )

  it.effect.each([
    { argument: "email", person: { email: "grace@northwind.example" } },
    { argument: "userId", person: { userId: ids.grace } }
  ])("refuses where the member is there with another role, and says what to call: %j", ({ argument, person }) =>
    Effect.gen(function* () {
      const error = yield* Effect.flip(add({ ...person, role: "admin" }))
      assert.instanceOf(error, InvalidArguments)
      const [problem] = error instanceof InvalidArguments ? error.problems : []
      assert.strictEqual(problem?.argument, argument)
      assert.include(problem?.message, "losant_update_org_member")
      assert.include(problem?.message, ids.grace)
    }).pipe(Effect.provide(emulated()))
  )
})

describe("updateMember", () => {
  const update = (values: Values) => planOf("instanceOrgMember.patch", { orgId, ...values })

  it.effect("says from which role to which", () =>
    Effect.gen(function* () {
      const plan = yield* update({ userId: ids.grace, role: "admin" })
      assert.deepStrictEqual(plan.changes, { role: { before: "view", after: "admin" } })
      assert.strictEqual(plan.warnings, undefined)
      assert.strictEqual(plan.danger, undefined)
    }).pipe(Effect.provide(emulated()))
  )

  it.effect("compares roles on applications one by one", () =>
    Effect.gen(function* () {
      const applicationRoles = [{ resourceId: ids.unknown, role: "view" }]
      const plan = yield* update({ userId: ids.grace, role: "view", applicationRoles })
      assert.deepStrictEqual(plan.changes, { [`applicationRoles.${ids.unknown}`]: { after: "view" } })
      assert.deepStrictEqual(plan.request.body, { applicationRoles })
    }).pipe(Effect.provide(emulated()))
  )

  it.effect("has nothing to do where the role is the same", () =>
    Effect.gen(function* () {
      const plan = yield* update({ userId: ids.grace, role: "view" })
      assert.include(plan.nothingToDo, "has these roles already")
    }).pipe(Effect.provide(emulated()))
  )

  it.effect("is dangerous where the last admin loses the role, and warns of it", () =>
    Effect.gen(function* () {
      const { danger, warnings } = yield* update({ userId: ids.ada, role: "edit" })
      assert.include(warnings?.join(), "last admin")
      assert.strictEqual(danger?.tool, "losant_update_org_member")
      assert.strictEqual(danger?.action, "leave the organization without an admin")
      assert.strictEqual(danger?.subject, "ada@northwind.example")
      assert.deepStrictEqual(danger?.facts[0], { label: "role", value: '"admin" → "edit"' })
      assert.include(danger?.facts[1]?.value, "0. It is the last admin")
      const second = yield* update({ userId: ids.grace, role: "admin" })
      yield* send("instanceOrgMember.patch", second.input)
      const harmless = yield* update({ userId: ids.ada, role: "edit" })
      assert.deepStrictEqual([harmless.warnings, harmless.danger], [undefined, undefined])
    }).pipe(Effect.provide(emulated()))
  )

  it.effect("is dangerous where a member loses all of the role", () =>
    Effect.gen(function* () {
      const { danger, warnings } = yield* update({ userId: ids.grace, role: "none" })
      assert.strictEqual(danger?.action, "take the role in the organization away from a member")
      assert.deepStrictEqual(danger?.facts, [{ label: "role", value: '"view" → "none"' }])
      assert.strictEqual(warnings, undefined)
      const both = yield* update({ userId: ids.ada, role: "none" })
      assert.match(both.danger?.action ?? "", /away from a member and leave the organization without an admin$/)
    }).pipe(Effect.provide(emulated()))
  )

  it.effect("binds its confirmation to the role as it is, of which the organization's time says nothing", () =>
    Effect.gen(function* () {
      const before = yield* update({ userId: ids.grace, role: "none" })
      yield* send("instanceOrgMember.patch", (yield* update({ userId: ids.grace, role: "admin" })).input)
      const after = yield* update({ userId: ids.grace, role: "none" })
      assert.notDeepEqual(before.danger?.state, after.danger?.state)
    }).pipe(Effect.provide(emulated()))
  )
})

describe("removeMember", () => {
  const remove = (userId: string) => planOf("instanceOrgMember.delete", { orgId, userId })

  it.effect("is dangerous, and says who, in which role, and who is left to manage", () =>
    Effect.gen(function* () {
      const { danger, changes, warnings } = yield* remove(ids.grace)
      assert.strictEqual(danger?.tool, "losant_remove_org_member")
      assert.strictEqual(danger?.subject, "grace@northwind.example")
      assert.deepStrictEqual(danger?.facts.slice(0, 2), [
        { label: "role", value: '"view"' },
        { label: "admins that remain", value: "1" }
      ])
      assert.deepStrictEqual(changes, {
        member: { before: { userId: ids.grace, email: "grace@northwind.example", role: "view" } }
      })
      assert.strictEqual(warnings, undefined)
    }).pipe(Effect.provide(emulated()))
  )

  it.effect("says strongly that it is the last admin", () =>
    Effect.gen(function* () {
      const { danger, warnings } = yield* remove(ids.ada)
      assert.include(danger?.facts[1]?.value, "0. It is the last admin")
      assert.include(warnings?.join(), "last admin")
    }).pipe(Effect.provide(emulated()))
  )
})
