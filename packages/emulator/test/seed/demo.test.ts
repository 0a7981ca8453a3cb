import { assert, describe, it } from "@effect/vitest"
import { hasExpired } from "../../src/orgs/Invite.ts"
import { emulatorAdmin, makeDemoSeed } from "../../src/seed/demo.ts"
import { toState } from "../../src/seed/Seed.ts"
import { day } from "../../src/util/Time.ts"

const morning = Date.UTC(2026, 2, 15, 1)
const evening = Date.UTC(2026, 2, 15, 23)
const state = toState(makeDemoSeed(morning), morning)

describe("makeDemoSeed", () => {
  it("has two instances, and forty organizations with names of their own", () => {
    assert.strictEqual(state.instances.length, 2)
    assert.strictEqual(state.orgs.length, 40)
    assert.strictEqual(new Set(state.orgs.map(({ name }) => name)).size, 40)
    for (const { id } of state.instances)
      assert.isAbove(state.orgs.filter(({ instanceId }) => instanceId === id).length, 10)
  })

  it("has members everywhere, one of them an admin, and people who look like people", () => {
    for (const { members, name } of state.orgs) {
      assert.isAtLeast(members.length, 2, name)
      assert.isTrue(members.some(({ role }) => role === "admin"))
      assert.strictEqual(new Set(members.map(({ userId }) => userId)).size, members.length)
    }
    for (const { email, firstName, lastName } of state.users.filter((user) => user.email !== emulatorAdmin.email)) {
      assert.match(email, /^[a-z]+\.[a-z]+@[a-z]+\.example$/)
      assert.match(`${firstName} ${lastName}`, /^\p{Lu}\p{Ll}+ \p{Lu}\p{Ll}+$/u)
    }
  })

  it("has people who manage each instance, of whom some have no second factor", () => {
    for (const { members = [] } of state.instances) {
      const users = members.flatMap(({ userId }) => state.users.filter(({ id }) => id === userId))
      assert.isAtLeast(members.filter(({ role }) => role === "admin").length, 2)
      assert.strictEqual(users[0]?.email, emulatorAdmin.email)
      assert.sameMembers([...new Set(users.map((user) => user.twoFactorAuthEnabled))], [true, false])
    }
  })

  it("has invitations, some of them expired, whatever the time of the day", () => {
    for (const now of [morning, evening]) {
      const expired = state.orgs.flatMap(({ invites }) => invites).map((invite) => hasExpired(invite, now))
      assert.isAbove(expired.filter((is) => is).length, 2)
      assert.isAbove(expired.filter((is) => !is).length, 2)
    }
  })

  it("has a year of usage in all of them", () => {
    for (const { usage } of state.orgs) assert.strictEqual(usage?.from, "2025-03-16T00:00:00.000Z")
  })

  it("was not made in the future", () => {
    for (const { creationDate, lastUpdated, invites } of state.orgs) {
      for (const time of [creationDate, lastUpdated, ...invites.map(({ inviteDate }) => inviteDate)]) {
        assert.isBelow(Date.parse(time), morning)
      }
      assert.isBelow(Date.parse(creationDate), Date.parse(lastUpdated))
    }
  })

  it("is the same all day, and has the same ids and names on every day", () => {
    assert.deepStrictEqual(toState(makeDemoSeed(evening), evening), state)
    const tomorrow = toState(makeDemoSeed(evening + day), evening + day)
    assert.notDeepEqual(tomorrow, state)
    const names = ({ orgs }: typeof state) => orgs.map(({ id, name }) => `${id} ${name}`)
    assert.deepStrictEqual(names(tomorrow), names(state))
  })
})
