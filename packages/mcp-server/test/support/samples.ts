// For each tool arguments that it accepts, arguments that it refuses, and an answer as Losant gives it.
import type { ActionName } from "@effect-losant/core/Actions"

export const instanceId = "5f0000000000000000000001"
export const orgId = "5f00000000000000000000a1"
export const userId = "5f00000000000000000000b1"
export const inviteId = "5f00000000000000000000c1"

export interface Sample {
  readonly good: Readonly<Record<string, unknown>>
  readonly bad: Readonly<Record<string, unknown>>
  /** The argument that is wrong in `bad`. */
  readonly wrong: string
  readonly answer: Readonly<Record<string, unknown>>
  readonly status?: number
}

const org = { id: orgId, orgId, instanceId, name: "Northwind", creationDate: "2026-01-01T00:00:00.000Z" }
const member = { userId, email: "ada@example.com", firstName: "Ada", role: "edit" }
const invite = { id: inviteId, email: "grace@example.com", role: "view", inviteDate: "2026-11-01T00:00:00.000Z" }
const date = "2026-11-01T00:00:00.000Z"

export const samples: { readonly [Name in ActionName]: Sample } = {
  "instances.get": {
    good: { filter: "Acme*" },
    bad: { page: -1 },
    wrong: "page",
    answer: { items: [{ id: instanceId, name: "Acme" }], count: 1, totalCount: 1, page: 0, perPage: 20 }
  },
  "instanceOrgs.get": {
    good: { nameContains: "North", sortField: "name" },
    bad: { sortField: "nam" },
    wrong: "sortField",
    answer: { items: [org], count: 1, totalCount: 1, page: 0, perPage: 20, instanceId }
  },
  "instanceOrgs.post": {
    good: { name: "Northwind", limits: { device: 10 } },
    bad: { nmae: "Northwind" },
    wrong: "nmae",
    answer: { id: orgId, name: "Northwind", members: [] }
  },
  "instanceOrg.get": { good: { orgId }, bad: { orgId: "Northwind" }, wrong: "orgId", answer: org },
  "instanceOrg.patch": {
    good: { orgId, description: "new" },
    bad: { orgId, limits: { device: -1 } },
    wrong: "limits.device",
    answer: { ...org, description: "new" }
  },
  "instanceOrg.delete": { good: { orgId }, bad: {}, wrong: "orgId", answer: { success: true } },
  "instanceOrg.deviceCounts": {
    good: { orgId, start: "2026-11-01", end: "2026-11-02" },
    bad: { orgId, start: "yesterday" },
    wrong: "start",
    answer: { start: date, end: date, counts: [{ date, created: 1, deleted: 0, total: 5 }] }
  },
  "instanceOrg.notebookMinuteCounts": {
    good: { orgId },
    bad: { orgId, end: true },
    wrong: "end",
    answer: { start: date, end: date, counts: [{ date, minutes: 12 }] }
  },
  "instanceOrg.payloadCounts": {
    good: { orgId, asBytes: true },
    bad: { orgId, asBytes: "perhaps" },
    wrong: "asBytes",
    answer: { deviceState: { "device.mqtt": 100 } }
  },
  "instanceOrg.payloadCountsBreakdown": {
    good: { orgId, resolution: "hour" },
    bad: { orgId, resolution: "week" },
    wrong: "resolution",
    answer: { start: date, end: date, counts: [{ date, value: 7 }] }
  },
  "instanceOrgMembers.get": {
    good: { orgId },
    bad: { orgId, filter: "ada*" },
    wrong: "filterField",
    answer: { items: [member], count: 1, orgId, instanceId }
  },
  "instanceOrgMembers.post": {
    good: { orgId, email: "ada@example.com", role: "edit" },
    bad: { orgId, role: "edit" },
    wrong: "userId",
    answer: { ...member, orgId, instanceId }
  },
  "instanceOrgMember.get": { good: { orgId, userId }, bad: { orgId }, wrong: "userId", answer: { ...member, orgId } },
  "instanceOrgMember.patch": {
    good: { orgId, userId, role: "view" },
    bad: { orgId, userId, role: "boss" },
    wrong: "role",
    answer: { ...member, role: "view" }
  },
  "instanceOrgMember.delete": {
    good: { orgId, userId },
    bad: { orgId, userId: 3 },
    wrong: "userId",
    answer: { success: true }
  },
  "instanceOrgInvites.get": {
    good: { orgId, sortField: "inviteDate" },
    bad: { orgId, perPage: 101 },
    wrong: "perPage",
    answer: { items: [invite], count: 1 }
  },
  "instanceOrgInvites.post": {
    good: { orgId, email: "grace@example.com", role: "view" },
    bad: { orgId, email: "grace", role: "view" },
    wrong: "email",
    answer: { items: [invite], count: 1 },
    status: 201
  },
  "instanceOrgInvite.get": { good: { orgId, inviteId }, bad: { orgId }, wrong: "inviteId", answer: invite },
  "instanceOrgInvite.delete": {
    good: { orgId, inviteId },
    bad: { orgId, inviteId: "x" },
    wrong: "inviteId",
    answer: { success: true }
  },
  "instanceOrgInvite.resendInvite": {
    good: { orgId, inviteId, role: "view" },
    bad: { orgId, inviteId, role: null },
    wrong: "role",
    answer: invite,
    status: 201
  }
}
