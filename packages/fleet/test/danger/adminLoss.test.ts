import { assert, describe, it } from "@effect/vitest"
import { UserId } from "@effect-losant/core"
import { countOtherAdmins, WriteDangers } from "@effect-losant/fleet"
import { orgId } from "../support/sets.ts"

describe("the loss of the last admin", () => {
  it.each([
    ["admin", { known: 0, unknown: 0 }, ["takeLastAdmin"]],
    ["admin", { known: 0, unknown: 1 }, ["takePossiblyLastAdmin"]],
    [undefined, { known: 0, unknown: 0 }, ["takePossiblyLastAdmin"]],
    ["admin", { known: 1, unknown: 5 }, []],
    ["edit", { known: 0, unknown: 0 }, []]
  ] as const)("of a member who is %j beside %j: %j", (role, others, expected) => {
    const member = role === undefined ? {} : { role }
    assert.deepStrictEqual(WriteDangers.ofRemoval(member, others), ["removeMember", ...expected])
    const found = WriteDangers.ofRoleChange(member, { role: "none" }, others)
    assert.deepStrictEqual(found, ["lowerRole", ...expected])
    assert.deepStrictEqual(WriteDangers.ofRoleChange(member, { applicationRoles: [] }, others), ["lowerRole"])
  })

  it("counts others by their ids, whatever the case of these", () => {
    const [one, other, third] = [10, 11, 12].map((number) => UserId.make(orgId(number)))
    assert(one !== undefined && other !== undefined && third !== undefined)
    const members = [
      { userId: UserId.make(one.toUpperCase()), role: "admin" },
      { userId: other, role: "admin" },
      { userId: third }
    ] as const
    assert.deepStrictEqual(countOtherAdmins(members, one), { known: 1, unknown: 1 })
    const more = [...members, { userId: UserId.make(orgId(13)), role: "admin" }] as const
    assert.deepStrictEqual(countOtherAdmins(more, one), { known: 2, unknown: 1 })
    assert.deepStrictEqual(countOtherAdmins(more, UserId.make(orgId(14))), { known: 3, unknown: 1 })
    const editors = [15, 16].map((number) => ({ userId: UserId.make(orgId(number)), role: "edit" }) as const)
    assert.deepStrictEqual(countOtherAdmins(editors, one), { known: 0, unknown: 0 })
  })
})
