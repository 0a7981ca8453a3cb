import { assert, describe, it } from "@effect/vitest"
import * as Result from "effect/Result"
import { checkMember, checkMembers, checkNotEmpty } from "../../src/arguments/crossChecks.ts"
import { toolOf } from "../../src/tools/registry.ts"
import { orgId, userId } from "../support/samples.ts"

describe("checkMember", () => {
  it("wants either userId or email", () => {
    assert.deepStrictEqual(checkMember({ userId }), [])
    assert.deepStrictEqual(checkMember({ email: "a@example.com", disallowTransfer: true }), [])
    assert.match(checkMember({})[0]?.message ?? "", /^give userId .* or email$/)
    assert.match(checkMember({ userId, email: "a@example.com" })[0]?.message ?? "", /not both$/)
  })
  it("takes disallowTransfer with email only", () => {
    assert.strictEqual(checkMember({ userId, disallowTransfer: true })[0]?.argument, "disallowTransfer")
  })
})

describe("checkMembers", () => {
  it("looks at each member, and says which is wrong", () => {
    const member = { userId, role: "view" }
    assert.deepStrictEqual(checkMembers({}), [])
    assert.deepStrictEqual(checkMembers({ members: [member] }), [])
    const problems = checkMembers({ members: [member, {}] })
    assert.deepStrictEqual(
      problems.map(({ argument }) => argument),
      ["members.1.userId"]
    )
  })
})

describe("checkNotEmpty", () => {
  it("wants something to change", () => {
    assert.deepStrictEqual(
      checkNotEmpty(true).map(({ argument }) => argument),
      ["arguments"]
    )
    assert.deepStrictEqual(checkNotEmpty(false), [])
  })
  const options = { dryRun: true, ifLastUpdated: "2026-01-01", confirmToken: "a", confirmName: "b" }
  it.each([
    ["losant_update_org", { orgId, ...options }, { name: "New" }],
    ["losant_update_org", { orgId, ...options }, { clear: ["description"] }],
    ["losant_update_org_member", { orgId, userId, ...options }, { role: "view" }]
  ])("wants more than ids and options of %s", (name, ids, change) => {
    const tool = toolOf(name, true) ?? assert.fail("there is no such tool")
    const known = Object.fromEntries(
      Object.entries(ids).filter(([argument]) => tool.arguments.some((one) => one.name === argument))
    )
    const parsed = tool.parse(known, 0)
    assert(Result.isFailure(parsed), "the arguments are taken")
    assert.deepStrictEqual(parsed.failure, checkNotEmpty(true))
    assert.isTrue(Result.isSuccess(tool.parse({ ...known, ...change }, 0)))
  })
})
