import { assert, describe, it } from "@effect/vitest"
import { UserId } from "@effect-losant/core/schemas/Ids"
import type { InstanceOrgMember } from "@effect-losant/core/schemas/Member"
import { type OtherAdmins, WriteDangers } from "@effect-losant/fleet"
import { ids } from "../../../test/support/plans.ts"
import { describeAdminLoss } from "./members.ts"

const findAdminLoss = (of: InstanceOrgMember, others: OtherAdmins) => {
  const dangers = WriteDangers.ofRemoval(of, others)
  return { dangers: dangers.slice(1), ...describeAdminLoss(of, others, dangers) }
}

const member = (fields: Pick<InstanceOrgMember, "role">): InstanceOrgMember => ({
  userId: UserId.make(ids.ada),
  email: "ada@northwind.example",
  ...fields
})

describe("describeAdminLoss", () => {
  it("is certain if Losant answered all roles", () => {
    const { dangers, warnings, fact, instead } = findAdminLoss(member({ role: "admin" }), { known: 0, unknown: 0 })
    assert.deepStrictEqual(dangers, ["takeLastAdmin"])
    assert.deepStrictEqual(warnings, ["It is the last admin: nobody in the organization could manage it after."])
    assert.strictEqual(fact.value, `0. ${warnings.join()}`)
    assert.match(instead ?? "", /^make somebody else admin first: losant_update_org_member with role "admin"/)
  })

  it.each<readonly [InstanceOrgMember, number, string]>([
    [member({ role: "admin" }), 1, "the role of 1 other member."],
    [member({ role: "admin" }), 2, "the role of 2 other members."],
    [member({}), 0, "the role of this member."],
    [member({}), 2, "the role of this member and of 2 other members."]
  ])("is only possible if Losant did not answer a role: %j, with %i others", (of, unknown, whose) => {
    const { dangers, warnings, instead } = findAdminLoss(of, { known: 0, unknown })
    assert.deepStrictEqual(dangers, ["takePossiblyLastAdmin"])
    assert.include(warnings.join(), `It may be the last admin: Losant did not answer ${whose}`)
    assert.notInclude(warnings.join(), "It is the last admin:")
    assert.isDefined(instead)
  })

  it("is none if another admin is known, or the member is none", () => {
    for (const [role, known] of [
      ["admin", 1],
      ["edit", 0],
      ["view", 2]
    ] as const) {
      const { dangers, warnings, instead, fact } = findAdminLoss(member({ role }), { known, unknown: 0 })
      assert.deepStrictEqual([dangers, warnings, instead, fact.value], [[], [], undefined, String(known)])
    }
    const { fact } = findAdminLoss(member({ role: "edit" }), { known: 1, unknown: 3 })
    assert.strictEqual(fact.value, "1, and perhaps 3 more")
  })
})
