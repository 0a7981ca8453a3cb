// All that is wrong with the arguments of a write is found before anything is read.
import { assert, describe, it } from "@effect/vitest"
import type { ActionName } from "@effect-losant/core/Actions"
import * as Result from "effect/Result"
import { ids, now } from "../../../test/support/plans.ts"
import { toolOf } from "../../../test/support/serving.ts"
import type { JsonObject } from "../../text/json.ts"

/** The arguments in which something is wrong. */
const wrongIn = (name: ActionName, values: JsonObject): ReadonlyArray<string> => {
  const parsed = toolOf(name).parse(values, now.getTime())
  return Result.isFailure(parsed) ? parsed.failure.map(({ argument }) => argument) : []
}

const orgId = ids.plant
const long = "n".repeat(256)

const cases: ReadonlyArray<readonly [ActionName, JsonObject, ReadonlyArray<string>]> = [
  ["instanceOrgs.post", { name: long }, ["name"]],
  ["instanceOrgs.post", { name: "A", tags: { remove: ["a"] } }, ["tags"]],
  ["instanceOrgs.post", { name: "A", tags: { set: ["region=eu"] }, dryRun: true }, []],
  ["instanceOrg.patch", { orgId, name: long, limits: { device: -1 } }, ["name", "limits.device"]],
  ["instanceOrg.patch", { orgId, limits: { devices: 1 }, dryRun: true }, ["limits.devices"]],
  ["instanceOrg.patch", { orgId, tags: { add: ["region"] } }, ["tags"]],
  [
    "instanceOrg.patch",
    { orgId, referralId: "CRM-1", limits: { device: -1 }, clear: ["name"], ifLastUpdated: "soon" },
    ["clear", "ifLastUpdated", "limits.device"]
  ],
  ["instanceOrg.patch", { orgId, clear: ["name"] }, ["clear"]],
  ["instanceOrg.patch", { orgId, description: "A", clear: ["description"] }, ["clear"]],
  ["instanceOrg.patch", { orgId, name: "A", ifLastUpdated: "yesterday" }, ["ifLastUpdated"]],
  // Only the organization shows which limits exist and can be cleared.
  ["instanceOrg.patch", { orgId, banner: { level: "info" }, clear: ["limits.later"] }, []],
  ["instanceOrg.delete", { orgId, ifLastUpdated: "2026" }, ["ifLastUpdated"]],
  ["instanceOrg.delete", { orgId, ifLastUpdated: "2026-01-02T03:04:05.000Z", confirmName: "A" }, []],
  ["instanceOrgMembers.post", { orgId, userId: "ada", role: "edit" }, ["userId"]],
  ["instanceOrgMember.patch", { orgId, userId: ids.ada, applicationRoles: [{ role: "view" }] }, ["applicationRoles.0"]],
  ["instanceOrgMember.delete", { orgId, userId: ids.ada }, []],
  ["instanceOrgInvites.post", { orgId, email: "grace", role: "view" }, ["email"]],
  ["instanceOrgInvite.delete", { orgId, inviteId: ids.invite, dryRun: true }, []],
  ["instanceOrgInvite.resendInvite", { orgId, inviteId: ids.invite, role: "view" }, []]
]

describe("the arguments of a write", () => {
  it.each(cases)("of %s, %j, are refused without a request: %j", (name, values, wrong) => {
    const found = wrongIn(name, values)
    assert.lengthOf(found, wrong.length, found.join(", "))
    wrong.forEach((argument, index) => {
      assert.isTrue(found[index]?.startsWith(argument), found.join(", "))
    })
  })
})
