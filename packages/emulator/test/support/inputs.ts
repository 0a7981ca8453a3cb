// For every action an input that the emulator with the tests' seed takes; one that is missing does not compile.
import { type ActionName, type actions, InstanceId, InviteId, OrgId, UserId } from "@effect-losant/core"
import { ids } from "./seed.ts"

type InputOf<K extends ActionName> = (typeof actions)[K]["input"]["Type"]

export const instanceId = InstanceId.make(ids.instance)
export const inOrg = { instanceId, orgId: OrgId.make(ids.plant) }
const ofMember = { ...inOrg, userId: UserId.make(ids.ada) }
const ofInvite = { ...inOrg, inviteId: InviteId.make(ids.invite) }

export const inputs: { readonly [K in ActionName]: InputOf<K> } = {
  "instances.get": {},
  "instanceOrgs.get": {
    instanceId,
    query: { name: { $contains: "plant", $ci: true } },
    summaryInclude: ["memberCount"]
  },
  "instanceOrgs.post": { instanceId, orgConfig: { name: "New Org" } },
  "instanceOrg.get": inOrg,
  "instanceOrg.patch": { ...inOrg, organization: { name: "Renamed" } },
  "instanceOrg.delete": inOrg,
  "instanceOrg.deviceCounts": { ...inOrg, start: new Date("2026-03-01T00:00:00.000Z") },
  "instanceOrg.notebookMinuteCounts": { ...inOrg, end: Date.UTC(2026, 2, 10) },
  "instanceOrg.payloadCounts": { ...inOrg, asBytes: true },
  "instanceOrg.payloadCountsBreakdown": { ...inOrg, resolution: 3_600_000, includeNonBillable: true },
  "instanceOrgMembers.get": { ...inOrg, sortField: "role" },
  "instanceOrgMembers.post": { ...inOrg, member: { email: "new@example.com", role: "view" } },
  "instanceOrgMember.get": ofMember,
  "instanceOrgMember.patch": { ...ofMember, member: { role: "edit" } },
  "instanceOrgMember.delete": ofMember,
  "instanceOrgInvites.get": { ...inOrg, filterField: "email", filter: "*@example.com" },
  "instanceOrgInvites.post": { ...inOrg, invite: { email: "new@example.com", role: "view" } },
  "instanceOrgInvite.get": ofInvite,
  "instanceOrgInvite.delete": ofInvite,
  "instanceOrgInvite.resendInvite": { ...ofInvite, roleInfo: { role: "admin" } }
}
