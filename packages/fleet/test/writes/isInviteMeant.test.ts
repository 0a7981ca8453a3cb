import { assert, describe, it } from "@effect/vitest"
import { InviteId, type Schemas } from "@effect-losant/core"
import { isInviteMeant } from "@effect-losant/fleet"

const now = Date.UTC(2026, 10, 22)
const invite: Schemas.OrgInvite = { id: InviteId.make("c".repeat(24)), email: "Ada@Example.com", role: "edit" }

describe("the filter of invitations", () => {
  it("lets all through without arguments", () => {
    assert.isTrue(isInviteMeant({}, invite, now))
  })

  it("takes an invitation without a date for one that is not surely older", () => {
    const isOld = (one: Schemas.OrgInvite) => isInviteMeant({ olderThanDays: 1 }, one, now)
    assert.isFalse(isOld(invite))
    assert.isTrue(isOld({ ...invite, inviteDate: "2026-11-20T00:00:00.000Z" }))
    assert.isFalse(isOld({ ...invite, inviteDate: "2026-11-21T00:00:00.000Z" }))
  })

  it("takes an invitation for valid unless Losant says that it has expired", () => {
    assert.isTrue(isInviteMeant({ expired: false }, invite, now))
    assert.isTrue(isInviteMeant({ expired: true }, { ...invite, hasExpired: true }, now))
    assert.isFalse(isInviteMeant({ expired: true }, { ...invite, hasExpired: false }, now))
    assert.isFalse(isInviteMeant({ expired: true }, invite, now))
    assert.isFalse(isInviteMeant({ expired: false }, { ...invite, hasExpired: true }, now))
  })

  it("compares roles, and lets through only what meets all conditions", () => {
    assert.isTrue(isInviteMeant({ role: "edit" }, invite, now))
    assert.isFalse(isInviteMeant({ role: "view" }, invite, now))
    assert.isTrue(isInviteMeant({ role: "edit", email: "ada@example.com", expired: false }, invite, now))
    assert.isFalse(isInviteMeant({ role: "edit", email: "jo@example.com" }, invite, now))
  })

  it("compares emails in any case", () => {
    assert.isTrue(isInviteMeant({ email: " ada@example.COM " }, invite, now))
    assert.isFalse(isInviteMeant({ email: "ada@example.co" }, invite, now))
  })
})
