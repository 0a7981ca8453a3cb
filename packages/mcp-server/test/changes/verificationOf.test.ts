import { assert, describe, it } from "@effect/vitest"
import { InviteId, OrgId, UserId } from "@effect-losant/core/schemas/Ids"
import type { Write } from "@effect-losant/fleet"
import { verificationOf } from "../../src/changes/verificationOf.ts"

const orgId = OrgId.make("575ed6e87ae143cd83dc4aa8")
const userId = UserId.make("575ed70c7ae143cd83dc4aa9")
const inviteId = InviteId.make("575ed78e7ae143cd83dc4aab")
const email = "jo@example.com"
const org = { orgId, orgName: "Plant", dangers: [] }
const newest = (sortField: string) => ({ sortField, sortDirection: "desc" })

const cases: ReadonlyArray<readonly [Write, string, object]> = [
  [{ _tag: "update_org", ...org, changes: { name: "B" }, before: {} }, "losant_get_org", { orgId }],
  [
    { _tag: "create_org", orgName: "New", org: { name: "New" }, dangers: [] },
    "losant_list_orgs",
    { nameContains: "New", ...newest("creationDate") }
  ],
  [
    { _tag: "add_member", ...org, member: { email, role: "view" } },
    "losant_list_org_members",
    { orgId, filterField: "email", filter: email }
  ],
  [{ _tag: "add_member", ...org, member: { userId, role: "view" } }, "losant_get_org_member", { orgId, userId }],
  [
    { _tag: "update_member", ...org, userId, email, before: {}, change: { role: "view" } },
    "losant_get_org_member",
    { orgId, userId }
  ],
  [{ _tag: "remove_member", ...org, userId, email, before: {} }, "losant_get_org_member", { orgId, userId }],
  [
    { _tag: "invite", ...org, invite: { email, role: "view" } },
    "losant_list_org_invites",
    { orgId, filterField: "email", filter: email, ...newest("inviteDate") }
  ],
  [
    { _tag: "resend_invite", ...org, inviteId, before: {}, roleInfo: {} },
    "losant_list_org_invites",
    { orgId, ...newest("inviteDate") }
  ],
  [{ _tag: "revoke_invite", ...org, inviteId, email, before: {} }, "losant_get_org_invite", { orgId, inviteId }]
]

describe("the call that verifies a write of a set", () => {
  it.each(cases)("of %j is %s", (write, tool, values) => {
    assert.deepStrictEqual(verificationOf(write), { tool, arguments: values })
  })
})
