import { assert, describe, it } from "@effect/vitest"
import * as Schema from "effect/Schema"
import { emptySeed, SeedData, toState } from "../../src/seed/Seed.ts"
import { defaultLimits } from "../../src/state/defaultLimits.ts"
import { State } from "../../src/state/State.ts"
import { ids, now, seed } from "../support/seed.ts"

const state = toState(seed, now.getTime())
const decode = Schema.decodeUnknownSync(State, { onExcessProperty: "error" })

describe("toState", () => {
  it("keeps what is given", () => {
    const plant = state.orgs[0]
    assert.strictEqual(plant?.id, ids.plant)
    assert.deepStrictEqual(plant?.banner, { level: "info", message: "Welcome" })
    assert.deepStrictEqual(
      plant?.members.map(({ userId }) => userId),
      [ids.grace, ids.ada]
    )
    assert.strictEqual(plant?.usage?.from, "2025-03-16T00:00:00.000Z")
  })

  it("fills in what is left out", () => {
    const { instances, orgs } = toState(
      { instances: [{ name: "One", orgs: [{ name: "A" }, { name: "B" }] }] },
      now.getTime()
    )
    assert.match(instances[0].id, /^[a-f\d]{24}$/)
    assert.strictEqual(new Set([instances[0].id, ...orgs.map(({ id }) => id)]).size, 3)
    assert.deepInclude(orgs[0], {
      instanceId: instances[0].id,
      creationDate: "2026-03-15T00:00:00.000Z",
      lastUpdated: "2026-03-15T00:00:00.000Z",
      limits: defaultLimits,
      disabledAt: false,
      members: [],
      invites: [],
      tags: []
    })
    assert.isFalse("usage" in (orgs[0] ?? {}))
  })

  it("lays limits over the instance's, and those over the defaults", () => {
    const { orgs } = toState(
      {
        instances: [
          { name: "One", orgDefaultLimitConfig: { device: 7, member: 8 }, orgs: [{ name: "A", limits: { device: 9 } }] }
        ]
      },
      now.getTime()
    )
    assert.deepStrictEqual(orgs[0]?.limits, { ...defaultLimits, device: 9, member: 8 })
  })

  it("makes one user of one email", () => {
    const member = { email: "a@example.com", role: "view" } as const
    const { users, orgs } = toState(
      {
        instances: [
          {
            name: "One",
            orgs: [
              { name: "A", members: [member] },
              { name: "B", members: [{ ...member, email: "A@example.com" }] }
            ]
          }
        ]
      },
      0
    )
    assert.strictEqual(users.length, 1)
    assert.strictEqual(orgs[0]?.members[0]?.userId, orgs[1]?.members[0]?.userId)
  })

  it("gives a state that is its own JSON", () => {
    for (const one of [state, toState(emptySeed, 0)]) {
      assert.deepStrictEqual(decode(JSON.parse(JSON.stringify(one))), one)
    }
  })
})

describe("SeedData", () => {
  it.each([
    {},
    { instances: [] },
    { instances: [{}] },
    { instances: [{ name: "x", id: "short" }] },
    { instances: [{ name: "x", orgs: [{}] }] },
    { instances: [{ name: "x", orgs: [{ name: "y", members: [{ email: "no", role: "view" }] }] }] },
    { instances: [{ name: "x", surprise: 1 }] }
  ])("refuses %j", (data) => {
    assert.throws(() => Schema.decodeUnknownSync(SeedData, { onExcessProperty: "error" })(data))
  })
})
