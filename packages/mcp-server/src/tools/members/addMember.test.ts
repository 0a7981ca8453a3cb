import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { emulated, ids, planOf } from "../../../test/support/plans.ts"
import { InvalidArguments } from "../../model/ToolFailure.ts"
import type { JsonObject } from "../../text/json.ts"

const orgId = ids.plant

describe("addMember", () => {
  const add = (values: JsonObject) => planOf("instanceOrgMembers.post", { orgId, ...values })

  it.effect("says who and with which role", () =>
    Effect.gen(function* () {
      const plan = yield* add({ email: "edsger@northwind.example", role: "edit" })
      assert.deepStrictEqual(plan.member, { email: "edsger@northwind.example" })
      assert.deepStrictEqual(plan.changes, {
        email: { after: "edsger@northwind.example" },
        role: { after: "edit" }
      })
      assert.deepStrictEqual(plan.subject, { kind: "organization", id: orgId, name: "Northwind Plant" })
    }).pipe(Effect.provide(emulated()))
  )

  it.effect.each([{ email: "Grace@Northwind.example" }, { userId: ids.grace.toUpperCase() }])(
    "has nothing to do if the member is there with the role: %j",
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
  ])("refuses if the member is there with another role, and says what to call: %j", ({ argument, person }) =>
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
