// Which scopes allow an action, for every action.
import { assert, describe, it } from "@effect/vitest"
import { type ActionName, actions } from "../src/Actions.ts"
import { names } from "./support/samples.ts"

const read = "all.Instance all.Instance.bounded all.Instance.read all.User all.User.bounded all.User.read"
const write = "all.Instance all.Instance.bounded all.User all.User.bounded"
const access = "all.Instance all.User"

const expected: Readonly<Record<ActionName, string>> = {
  "instances.get": "all.User all.User.bounded all.User.read only.User only.User.bounded only.User.read",
  "instanceOrgs.get": read,
  "instanceOrgs.post": write,
  "instanceOrg.get": read,
  "instanceOrg.patch": write,
  "instanceOrg.delete": write,
  "instanceOrg.deviceCounts": read,
  "instanceOrg.notebookMinuteCounts": read,
  "instanceOrg.payloadCounts": read,
  "instanceOrg.payloadCountsBreakdown": read,
  "instanceOrgMembers.get": read,
  "instanceOrgMembers.post": access,
  "instanceOrgMember.get": read,
  "instanceOrgMember.patch": access,
  "instanceOrgMember.delete": access,
  "instanceOrgInvites.get": read,
  "instanceOrgInvites.post": access,
  "instanceOrgInvite.get": read,
  "instanceOrgInvite.delete": access,
  "instanceOrgInvite.resendInvite": access
}

describe("scopes", () => {
  it.each(names)("%s", (name) => {
    const [resource] = name.split(".")
    assert.deepStrictEqual(
      [...actions[name].scopes].sort(),
      [...expected[name].split(" "), `${resource}.*`, name].sort()
    )
  })
})
