import { assert, describe, it } from "@effect/vitest"
import { InviteId } from "@effect-losant/core/schemas/Ids"
import type { OrgInvite } from "@effect-losant/core/schemas/Invite"
import { makeInviteFilter } from "./inviteFilter.ts"

const now = Date.UTC(2026, 10, 22)
const invite: OrgInvite = { id: InviteId.make("c".repeat(24)), email: "Ada@Example.com", role: "edit" }

describe("the filter of invitations", () => {
  it("lets all through without arguments", () => {
    assert.isTrue(makeInviteFilter({}, now)(invite))
  })

  it("takes an invitation without a date for one that is not surely older", () => {
    const isOld = makeInviteFilter({ olderThanDays: 1 }, now)
    assert.isFalse(isOld(invite))
    assert.isTrue(isOld({ ...invite, inviteDate: "2026-11-20T00:00:00.000Z" }))
    assert.isFalse(isOld({ ...invite, inviteDate: "2026-11-21T00:00:00.000Z" }))
  })

  it("takes an invitation for valid unless Losant says that it has expired", () => {
    assert.isTrue(makeInviteFilter({ expired: false }, now)(invite))
    assert.isTrue(makeInviteFilter({ expired: true }, now)({ ...invite, hasExpired: true }))
    assert.isFalse(makeInviteFilter({ expired: true }, now)({ ...invite, hasExpired: false }))
  })

  it("compares emails in any case", () => {
    assert.isTrue(makeInviteFilter({ email: " ada@example.COM " }, now)(invite))
    assert.isFalse(makeInviteFilter({ email: "ada@example.co" }, now)(invite))
  })
})
