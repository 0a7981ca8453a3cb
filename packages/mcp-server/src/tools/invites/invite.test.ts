import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { emulated, ids, planOf } from "../../../test/support/plans.ts"
import { InvalidArguments } from "../../model/ToolFailure.ts"

const orgId = ids.plant

describe("invite", () => {
  const invite = (email: string, role = "edit") => planOf("instanceOrgInvites.post", { orgId, email, role })

  it.effect("says whom it invites, and with which role", () =>
    Effect.gen(function* () {
      const plan = yield* invite("new@example.com")
      assert.deepStrictEqual(plan.changes, { email: { after: "new@example.com" }, role: { after: "edit" } })
      assert.strictEqual(plan.warnings, undefined)
    }).pipe(Effect.provide(emulated()))
  )

  it.effect("has nothing to do if such an invitation is open", () =>
    Effect.gen(function* () {
      const plan = yield* invite("Guest@Example.com")
      assert.include(plan.nothingToDo, "losant_resend_org_invite")
      assert.deepInclude(plan.invite, { id: ids.invite })
    }).pipe(Effect.provide(emulated()))
  )

  const refused = (email: string, role: string) =>
    Effect.map(Effect.flip(invite(email, role)), (error) =>
      error instanceof InvalidArguments ? error.problems.map(({ message }) => message).join() : ""
    )

  it.effect("refuses if one is open with another role, or the person is a member", () =>
    Effect.gen(function* () {
      assert.include(yield* refused("guest@example.com", "view"), ids.invite)
      assert.include(yield* refused("GRACE@northwind.example", "view"), "losant_update_org_member")
    }).pipe(Effect.provide(emulated()))
  )

  it.effect("goes on if one has expired, and says so", () =>
    Effect.gen(function* () {
      const plan = yield* invite("late@example.com", "view")
      assert.strictEqual(plan.nothingToDo, undefined)
      assert.include(plan.warnings?.join(), "expired")
    }).pipe(Effect.provide(emulated()))
  )
})
