import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { emulated, ids, planOf } from "../../../test/support/plans.ts"

const orgId = ids.plant

describe("removeMember", () => {
  const remove = (userId: string) => planOf("instanceOrgMember.delete", { orgId, userId })

  it.effect("is dangerous, and says who, in which role, and who is left to manage", () =>
    Effect.gen(function* () {
      const { danger, changes, warnings } = yield* remove(ids.grace)
      assert.strictEqual(danger?.tool, "losant_remove_org_member")
      assert.strictEqual(danger?.part, "grace@northwind.example")
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

  it.effect("warns of the removal of the last admin", () =>
    Effect.gen(function* () {
      const { danger, warnings } = yield* remove(ids.ada)
      assert.include(danger?.facts[1]?.value, "0. It is the last admin")
      assert.include(warnings?.join(), "last admin")
    }).pipe(Effect.provide(emulated()))
  )
})
