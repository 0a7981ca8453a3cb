// Samples in place of those that follow from the declarations: where a test needs values that mean something, or a
// parameter takes several shapes.
import * as DateTime from "effect/DateTime"
import type { ActionName, actions } from "../../src/Actions.ts"
import { ApiTokenId, InstanceId, InviteId, OrgId, ResourceId, UserId } from "../../src/schemas/Ids.ts"

export const instanceId = InstanceId.make("60106426dc03c6aad06560ba")
export const orgId = OrgId.make("575ed6e87ae143cd83dc4aa8")
export const userId = UserId.make("575EF90F7ae143cd83dc4aad")
export const inviteId = InviteId.make("575ed71e7ae143cd83dc4aaa")
const resourceId = ResourceId.make("575ec8687ae143cd83dc4a97")

const start = 1_700_000_000_000
const end = 1_702_592_000_000
const range = { start: DateTime.makeUnsafe(start), end: new Date(end) }

const byName = { sortField: "name", sortDirection: "desc", filterField: "name", filter: "a*&b" } as const

const inOrg = { instanceId, orgId }

const person = { userId, email: "grace@example.com", firstName: "Grace", lastName: "Hopper", role: "view" }
const org = {
  id: orgId,
  orgId,
  name: "Northwind Plant",
  creationDate: "2022-10-26T19:27:42.736Z",
  limits: { device: 100 },
  summary: { deviceCount: 12, payloadCount: { deviceState: { "device.mqtt": 7 } } }
}
const instanceOrg = { ...org, instanceId, disabledAt: false, tags: [{ key: "region", value: "eu" }] }
const invite = { id: inviteId, email: "ada@example.com", role: "edit", inviteDate: "2022-10-26T19:27:42.736Z", ttl: 9 }
const apiToken = {
  id: ApiTokenId.make("575ec7417ae143cd83dc4a96"),
  name: "creates organizations",
  scope: ["instanceOrgs.post"],
  status: "active"
}
const roles = {
  role: "edit",
  applicationRoles: [{ resourceId, role: "view" }],
  dashboardRoles: [{ resourceId, role: "none" }]
} as const
const newMembers = [
  { userId, role: "admin" },
  { email: "ada@example.com", disallowTransfer: true, ...roles }
] as const
const settings = {
  description: "Makes gears",
  limits: { device: 100, dataTTL: 86_400, systemInterval: 5 },
  whitelistedEmailDomains: ["example.com"],
  auditLogEnabled: true,
  disabledAt: "2030-01-01T00:00:00.000Z",
  isReadOnly: false,
  tags: [{ key: "region", value: "eu" }],
  referralId: "r-1",
  mfaMode: "required",
  banner: { message: "Maintenance on Monday", level: "info" }
} as const

export const sampleIds: Readonly<Record<string, string>> = { instanceId, orgId, userId, inviteId }

type Overrides = {
  readonly [K in ActionName]?: {
    /** Parameters and the body, in place of those of the same name. */
    readonly input?: Partial<(typeof actions)[K]["input"]["Type"]>
    readonly answer?: (typeof actions)[K]["success"]["Type"]
  }
}

export const overrides: Overrides = {
  "instances.get": {
    input: { ...byName, page: 2, perPage: 10 },
    answer: { items: [{ id: instanceId, name: "Acme" }], totalCount: 1, perPage: 100, page: 0, count: 1 }
  },
  "instanceOrgs.get": {
    input: {
      page: 0,
      perPage: 100,
      filter: "Nörd *",
      summaryInclude: ["payloadCount", "deviceCount"],
      query: { $and: [{ name: { $contains: "plant", $ci: true } }, { $nor: [{ disabledAt: null }] }] }
    },
    answer: { items: [instanceOrg], totalCount: 1, perPage: 100, page: 0, count: 1, instanceId }
  },
  "instanceOrgs.post": {
    input: {
      summaryInclude: ["memberCount"],
      orgConfig: { name: "Northwind Plant", ...settings, members: newMembers }
    },
    answer: { ...org, members: [person], isEnterprise: true }
  },
  "instanceOrg.get": { input: { summaryInclude: ["deviceCount"] }, answer: instanceOrg },
  "instanceOrg.patch": {
    input: { summaryInclude: ["deviceCount", "appCount"], organization: { name: "Renamed", ...settings } },
    answer: { ...instanceOrg, name: "Renamed" }
  },
  "instanceOrg.deviceCounts": { input: range },
  "instanceOrg.notebookMinuteCounts": {
    input: { start, end: DateTime.makeZonedUnsafe(end, { timeZone: "Europe/Berlin" }) }
  },
  "instanceOrg.payloadCounts": {
    input: range,
    answer: { deviceState: { "device.mqtt": 1_244_049, "flow.flow": 5_215 } }
  },
  "instanceOrg.payloadCountsBreakdown": { input: { resolution: 3_600_000, asBytes: false } },
  // The secret of a token is decoded to what no JSON shows, so it has tests of its own.
  "instanceApiTokens.get": { answer: { items: [apiToken], totalCount: 1, perPage: 100, page: 0, count: 1 } },
  "instanceApiTokens.post": { answer: apiToken },
  "instanceApiToken.get": { answer: apiToken },
  "instanceApiToken.patch": { answer: { ...apiToken, status: "inactive" } },
  "instanceOrgMembers.get": { answer: { ...inOrg, items: [person], count: 1 } },
  "instanceOrgMembers.post": { input: { member: { email: "ada@example.com", disallowTransfer: false, ...roles } } },
  "instanceOrgMember.get": { answer: { ...inOrg, ...person } },
  "instanceOrgInvites.post": {
    input: { invite: { email: "ada@example.com", disallowTransfer: true, ...roles } },
    answer: { ...inOrg, items: [invite], count: 1 }
  }
}
