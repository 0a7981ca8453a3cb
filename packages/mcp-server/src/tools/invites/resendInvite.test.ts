import { assert, describe, it } from "@effect/vitest"
import { requestOfCall } from "@effect-losant/core/Action"
import * as Effect from "effect/Effect"
import { emulated, ids, planOf } from "../../../test/support/plans.ts"

const orgId = ids.plant

describe("resendInvite", () => {
  it.effect("says what the invitation is, and which role it gets", () =>
    Effect.gen(function* () {
      const plan = yield* planOf("instanceOrgInvite.resendInvite", { orgId, inviteId: ids.expired, role: "admin" })
      assert.deepStrictEqual(plan.changes, { role: { before: "view", after: "admin" } })
      assert.deepInclude(plan.invite, { email: "late@example.com", expired: true })
    }).pipe(Effect.provide(emulated()))
  )

  it.effect("sends again with the role that it has", () =>
    Effect.gen(function* () {
      const plan = yield* planOf("instanceOrgInvite.resendInvite", { orgId, inviteId: ids.invite })
      assert.deepStrictEqual(plan.changes, {})
      assert.strictEqual(plan.nothingToDo, undefined)
      assert.deepStrictEqual(requestOfCall(plan.call).body, {})
    }).pipe(Effect.provide(emulated()))
  )
})
