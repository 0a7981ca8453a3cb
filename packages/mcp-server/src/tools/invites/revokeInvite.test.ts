import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { emulated, ids, planOf } from "../../../test/support/plans.ts"

const orgId = ids.plant

describe("revokeInvite", () => {
  it.effect("is dangerous, and says to whom, with which role and when it was sent", () =>
    Effect.gen(function* () {
      const { danger, changes } = yield* planOf("instanceOrgInvite.delete", { orgId, inviteId: ids.invite })
      assert.strictEqual(danger?.tool, "losant_revoke_org_invite")
      assert.strictEqual(danger?.part, "guest@example.com")
      assert.deepStrictEqual(danger?.facts.slice(0, 2), [
        { label: "role", value: '"edit"' },
        { label: "sent", value: '"2026-03-14T00:00:00.000Z"' }
      ])
      assert.property(changes, "invite")
    }).pipe(Effect.provide(emulated()))
  )

  it.effect("says that it has expired", () =>
    Effect.gen(function* () {
      const { danger } = yield* planOf("instanceOrgInvite.delete", { orgId, inviteId: ids.expired })
      assert.include(danger?.facts[1]?.value, "expired")
    }).pipe(Effect.provide(emulated()))
  )
})
