import { assert, describe, it } from "@effect/vitest"
import { Losant } from "@effect-losant/core"
import { Emulator } from "@effect-losant/emulator"
import { type PlanRequest, verifyingReadOf } from "@effect-losant/fleet"
import * as Effect from "effect/Effect"
import { inviteAll, onPlants, plan, tagAll } from "../support/fleet.ts"

const targets = { orgs: ["Plant 1", "Plant 2"] } as const
const email = "new@example.com"

/** A request of each operation, and the action that verifies its writes. */
const requests: ReadonlyArray<readonly [PlanRequest, string]> = [
  [{ ...tagAll, targets }, "instanceOrg.get"],
  [{ operation: "create_org", orgs: [{ name: "New" }] }, "instanceOrgs.get"],
  [{ operation: "add_member", member: { email, role: "view" }, targets }, "instanceOrgMembers.get"],
  [
    { operation: "update_member", members: { role: "edit" }, change: { role: "view" }, targets },
    "instanceOrgMember.get"
  ],
  [{ operation: "remove_member", members: { role: "edit" }, targets }, "instanceOrgMember.get"],
  [inviteAll, "instanceOrgInvites.get"],
  [{ operation: "resend_invite", invites: { role: "view" }, targets }, "instanceOrgInvites.get"],
  [{ operation: "revoke_invite", invites: { role: "view" }, targets }, "instanceOrgInvite.get"]
]

describe("the read that verifies a write", () => {
  it.effect.each(requests)("of %j is %s", ([request, name]) =>
    onPlants(
      Effect.gen(function* () {
        const { instanceId } = yield* Emulator
        const { entries } = yield* plan(request)
        assert.isNotEmpty(entries)
        for (const { write } of entries) {
          const { action, input } = verifyingReadOf(write)
          assert.strictEqual(action.action, name)
          assert.strictEqual(action.method, "GET")
          yield* Losant.use(({ execute }) => execute(action, { instanceId, ...input }, {}))
        }
      })
    )
  )

  it.effect("shows a reader the item first", () =>
    onPlants(
      Effect.gen(function* () {
        const { entries } = yield* plan(inviteAll)
        const [first] = entries.map(({ write }) => verifyingReadOf(write).input)
        assert.deepInclude(first, {
          filterField: "email",
          filter: email,
          sortField: "inviteDate",
          sortDirection: "desc"
        })
      })
    )
  )
})
