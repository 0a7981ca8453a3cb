import { assert, it } from "@effect/vitest"
import { InviteId } from "@effect-losant/core"
import { hasExpired, toOrgInvite } from "../../src/orgs/Invite.ts"

const invite = {
  id: InviteId.make("575ed71e7ae143cd83dc4b01"),
  email: "a@example.com",
  role: "view",
  inviteDate: "2026-01-01T00:00:00.000Z",
  ttl: 1_000,
  disallowTransfer: false
} as const
const sent = Date.UTC(2026, 0, 1)

it("expires when its time to live is over", () => {
  assert.isFalse(hasExpired(invite, sent))
  assert.isFalse(hasExpired(invite, sent + 999))
  assert.isTrue(hasExpired(invite, sent + 1_000))
})

it("answers what is kept, with its roles and whether it has expired", () => {
  assert.deepStrictEqual(toOrgInvite(invite, sent + 5_000), {
    ...invite,
    applicationRoles: [],
    dashboardRoles: [],
    hasExpired: true
  })
})
