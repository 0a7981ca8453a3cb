import { assert, describe, it } from "@effect/vitest"
import { checkMember, checkMembers, somethingToChange } from "../../src/arguments/crossChecks.ts"
import { orgId, userId } from "../support/samples.ts"

describe("checkMember", () => {
  it("wants either userId or email", () => {
    assert.deepStrictEqual(checkMember({ userId, role: "view" }), [])
    assert.deepStrictEqual(checkMember({ email: "a@example.com", role: "view", disallowTransfer: true }), [])
    assert.match(checkMember({ role: "view" })[0]?.message ?? "", /^give userId .* or email$/)
    assert.match(checkMember({ userId, email: "a@example.com" })[0]?.message ?? "", /not both$/)
  })
  it("takes disallowTransfer with email only", () => {
    assert.strictEqual(checkMember({ userId, disallowTransfer: true })[0]?.argument, "disallowTransfer")
  })
})

describe("checkMembers", () => {
  it("looks at each member, and says which is wrong", () => {
    assert.deepStrictEqual(checkMembers({}), [])
    assert.deepStrictEqual(checkMembers({ members: [{ userId, role: "view" }] }), [])
    const problems = checkMembers({ members: [{ userId, role: "view" }, { role: "view" }] })
    assert.deepStrictEqual(
      problems.map(({ argument }) => argument),
      ["members.1.userId"]
    )
  })
})

describe("somethingToChange", () => {
  it("wants more than ids", () => {
    assert.lengthOf(
      somethingToChange({
        orgId,
        userId,
        dryRun: true,
        ifLastUpdated: "2026-01-01",
        confirmToken: "a",
        confirmName: "b"
      }),
      1
    )
    assert.deepStrictEqual(somethingToChange({ orgId, name: "New" }), [])
  })
})
