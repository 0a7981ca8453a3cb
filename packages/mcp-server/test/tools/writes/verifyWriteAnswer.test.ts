import { assert, describe, it } from "@effect/vitest"
import { type ActionName, actions } from "@effect-losant/core/Actions"
import type { Values } from "../../../src/model/Values.ts"
import type { Plan } from "../../../src/model/WritePlan.ts"
import { isAboutAnother, isNotDone, notDone } from "../../../src/tools/writes/verifyWriteAnswer.ts"
import { inviteId, orgId, userId } from "../../support/samples.ts"
import { toolNamed } from "../../support/serving.ts"

const planOf = (name: ActionName): Plan => ({
  action: actions[name],
  input: {},
  request: { method: actions[name].method, path: "/", query: {} },
  changes: {},
  org: { id: orgId, name: "Northwind" },
  member: { userId },
  invite: { id: inviteId },
  before: {},
  after: {}
})

describe("isNotDone", () => {
  it.each([
    [{ success: false }, true],
    [{ success: true }, false],
    [{}, false],
    [undefined, false]
  ])("%j: %s", (answer, expected) => {
    assert.strictEqual(isNotDone(answer), expected)
  })
})

describe("notDone", () => {
  it("says how to be sure", () => {
    const tool = toolNamed("losant_remove_org_member")
    const { reason, message } = notDone({ tool, values: { orgId, userId }, time: 0 })
    assert.strictEqual(reason, "answer")
    assert.match(
      message,
      /To be sure call losant_get_org_member with .+: it finds nothing if the member was removed\.$/
    )
  })
})

describe("isAboutAnother", () => {
  const other = "ffffffffffffffffffffffff"

  const cases: ReadonlyArray<readonly [ActionName, Values, boolean]> = [
    ["instanceOrg.patch", { id: other }, true],
    ["instanceOrg.patch", { id: orgId.toUpperCase() }, false],
    ["instanceOrg.patch", { name: "B" }, false],
    ["instanceOrgMember.patch", { userId: other }, true],
    ["instanceOrgMember.patch", { userId, id: other }, false],
    ["instanceOrgMembers.post", { userId: other }, true],
    // A new one has an id of its own, and Losant may make a new one of it when it is sent again.
    ["instanceOrgs.post", { id: other }, false],
    ["instanceOrgInvite.resendInvite", { id: other }, false],
    ["instanceOrg.delete", { success: true }, false]
  ]

  it.each(cases)("%s answered with %j: %s", (name, answer, expected) => {
    assert.strictEqual(isAboutAnother(planOf(name), answer), expected)
  })
})
