// For every action one input with all that it can take, what it has to look like on the wire, and an answer.
// The types tie this to the list of actions: one that is missing does not compile.
import * as DateTime from "effect/DateTime"
import { type ActionName, actions } from "../../src/Actions.ts"
import { InstanceId, InviteId, OrgId, ResourceId, UserId } from "../../src/schemas/Ids.ts"

export const instanceId = InstanceId.make("60106426dc03c6aad06560ba")
export const orgId = OrgId.make("575ed6e87ae143cd83dc4aa8")
export const userId = UserId.make("575EF90F7ae143cd83dc4aad")
export const inviteId = InviteId.make("575ed71e7ae143cd83dc4aaa")
const resourceId = ResourceId.make("575ec8687ae143cd83dc4a97")

export interface Wire {
  readonly method: "GET" | "POST" | "PATCH" | "DELETE"
  readonly path: string
  readonly query?: Readonly<Record<string, string>>
  readonly body?: unknown
}

interface Sample<K extends ActionName> {
  readonly input: (typeof actions)[K]["input"]["Type"]
  /** Only what has to be there. */
  readonly least: (typeof actions)[K]["input"]["Type"]
  readonly wire: Wire
  readonly answer: (typeof actions)[K]["success"]["Type"]
}

export type SampleInput = (typeof actions)[ActionName]["input"]["Type"]

const hal = { _actions: false, _links: true, _embedded: true }
const halWire = { _actions: "false", _links: "true", _embedded: "true" }
const start = 1_700_000_000_000
const end = 1_702_592_000_000
const range = { start: DateTime.makeUnsafe(start), end: new Date(end) }
const rangeWire = { start: "1700000000000", end: "1702592000000" }

const byName = { sortField: "name", sortDirection: "desc", filterField: "name", filter: "a*&b" } as const

const orgsPath = `/instances/${instanceId}/orgs`
const orgPath = `${orgsPath}/${orgId}`
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
const series = { start: "2023-11-14T22:13:20.000Z", end: "2023-12-14T22:13:20.000Z" }
const date = "2023-11-14T05:00:00.000Z"

export const samples: { readonly [K in ActionName]: Sample<K> } = {
  "instances.get": {
    input: { ...byName, page: 2, perPage: 10, ...hal },
    least: {},
    wire: {
      method: "GET",
      path: "/instances",
      query: { ...byName, page: "2", perPage: "10", ...halWire }
    },
    answer: { items: [{ id: instanceId, name: "Acme" }], totalCount: 1, perPage: 100, page: 0, count: 1 }
  },
  "instanceOrgs.get": {
    input: {
      instanceId,
      sortField: "id",
      sortDirection: "asc",
      page: 0,
      perPage: 100,
      filterField: "name",
      filter: "Nörd *",
      summaryInclude: ["payloadCount", "deviceCount"],
      query: { $and: [{ name: { $contains: "plant", $ci: true } }, { $nor: [{ disabledAt: null }] }] },
      ...hal
    },
    least: { instanceId },
    wire: {
      method: "GET",
      path: orgsPath,
      query: {
        sortField: "id",
        sortDirection: "asc",
        page: "0",
        perPage: "100",
        filterField: "name",
        filter: "Nörd *",
        summaryInclude: "payloadCount,deviceCount",
        query: '{"$and":[{"name":{"$contains":"plant","$ci":true}},{"$nor":[{"disabledAt":null}]}]}',
        ...halWire
      }
    },
    answer: { items: [instanceOrg], totalCount: 1, perPage: 100, page: 0, count: 1, instanceId }
  },
  "instanceOrgs.post": {
    input: {
      instanceId,
      summaryInclude: ["memberCount"],
      orgConfig: {
        name: "Northwind Plant",
        ...settings,
        members: newMembers
      },
      ...hal
    },
    least: { instanceId, orgConfig: { name: "N" } },
    wire: {
      method: "POST",
      path: orgsPath,
      query: { summaryInclude: "memberCount", ...halWire },
      body: {
        name: "Northwind Plant",
        ...settings,
        members: newMembers
      }
    },
    answer: { ...org, members: [person], isEnterprise: true }
  },
  "instanceOrg.get": {
    input: { ...inOrg, summaryInclude: ["deviceCount"], ...hal },
    least: inOrg,
    wire: { method: "GET", path: orgPath, query: { summaryInclude: "deviceCount", ...halWire } },
    answer: instanceOrg
  },
  "instanceOrg.patch": {
    input: {
      ...inOrg,
      summaryInclude: ["deviceCount", "appCount"],
      organization: { name: "Renamed", ...settings },
      ...hal
    },
    least: { ...inOrg, organization: {} },
    wire: {
      method: "PATCH",
      path: orgPath,
      query: { summaryInclude: "deviceCount,appCount", ...halWire },
      body: { name: "Renamed", ...settings }
    },
    answer: { ...instanceOrg, name: "Renamed" }
  },
  "instanceOrg.delete": {
    input: { ...inOrg, ...hal },
    least: inOrg,
    wire: { method: "DELETE", path: orgPath, query: halWire },
    answer: { success: true }
  },
  "instanceOrg.deviceCounts": {
    input: { ...inOrg, ...range, ...hal },
    least: inOrg,
    wire: { method: "GET", path: `${orgPath}/deviceCounts`, query: { ...rangeWire, ...halWire } },
    answer: { ...series, counts: [{ date, created: 4, deleted: 1, total: 17 }] }
  },
  "instanceOrg.notebookMinuteCounts": {
    input: { ...inOrg, start, end: DateTime.makeZonedUnsafe(end, { timeZone: "Europe/Berlin" }), ...hal },
    least: inOrg,
    wire: { method: "GET", path: `${orgPath}/notebookMinuteCounts`, query: { ...rangeWire, ...halWire } },
    answer: { ...series, counts: [{ date, minutes: 17, completed: 4, canceled: 0, errored: 1, timeout: 0 }] }
  },
  "instanceOrg.payloadCounts": {
    input: { ...inOrg, ...range, asBytes: true, ...hal },
    least: inOrg,
    wire: { method: "GET", path: `${orgPath}/payloadCounts`, query: { ...rangeWire, asBytes: "true", ...halWire } },
    answer: { deviceState: { "device.mqtt": 1_244_049, "flow.flow": 5_215 } }
  },
  "instanceOrg.payloadCountsBreakdown": {
    input: { ...inOrg, ...range, resolution: 3_600_000, asBytes: false, includeNonBillable: true, ...hal },
    least: inOrg,
    wire: {
      method: "GET",
      path: `${orgPath}/payloadCountsBreakdown`,
      query: { ...rangeWire, resolution: "3600000", asBytes: "false", includeNonBillable: "true", ...halWire }
    },
    answer: { ...series, counts: [{ date, value: 17 }] }
  },
  "instanceOrgMembers.get": {
    input: {
      ...inOrg,
      sortField: "role",
      sortDirection: "desc",
      filterField: "email",
      filter: "*@example.com",
      ...hal
    },
    least: inOrg,
    wire: {
      method: "GET",
      path: `${orgPath}/members`,
      query: { sortField: "role", sortDirection: "desc", filterField: "email", filter: "*@example.com", ...halWire }
    },
    answer: { ...inOrg, items: [person], count: 1 }
  },
  "instanceOrgMembers.post": {
    input: { ...inOrg, member: { email: "ada@example.com", disallowTransfer: false, ...roles }, ...hal },
    least: { ...inOrg, member: { userId, role: "view" } },
    wire: {
      method: "POST",
      path: `${orgPath}/members`,
      query: halWire,
      body: { email: "ada@example.com", disallowTransfer: false, ...roles }
    },
    answer: person
  },
  "instanceOrgMember.get": {
    input: { ...inOrg, userId, ...hal },
    least: { ...inOrg, userId },
    wire: { method: "GET", path: `${orgPath}/members/${userId}`, query: halWire },
    answer: { ...inOrg, ...person }
  },
  "instanceOrgMember.patch": {
    input: { ...inOrg, userId, member: roles, ...hal },
    least: { ...inOrg, userId, member: {} },
    wire: { method: "PATCH", path: `${orgPath}/members/${userId}`, query: halWire, body: roles },
    answer: { ...inOrg, ...person, role: "edit" }
  },
  "instanceOrgMember.delete": {
    input: { ...inOrg, userId, ...hal },
    least: { ...inOrg, userId },
    wire: { method: "DELETE", path: `${orgPath}/members/${userId}`, query: halWire },
    answer: { success: true }
  },
  "instanceOrgInvites.get": {
    input: { ...inOrg, sortField: "inviteDate", sortDirection: "asc", filterField: "role", filter: "edit", ...hal },
    least: inOrg,
    wire: {
      method: "GET",
      path: `${orgPath}/invites`,
      query: { sortField: "inviteDate", sortDirection: "asc", filterField: "role", filter: "edit", ...halWire }
    },
    answer: { ...inOrg, items: [invite], count: 1 }
  },
  "instanceOrgInvites.post": {
    input: { ...inOrg, invite: { email: "ada@example.com", disallowTransfer: true, ...roles }, ...hal },
    least: { ...inOrg, invite: { email: "ada@example.com", role: "none" } },
    wire: {
      method: "POST",
      path: `${orgPath}/invites`,
      query: halWire,
      body: { email: "ada@example.com", disallowTransfer: true, ...roles }
    },
    answer: { ...inOrg, items: [invite], count: 1 }
  },
  "instanceOrgInvite.get": {
    input: { ...inOrg, inviteId, ...hal },
    least: { ...inOrg, inviteId },
    wire: { method: "GET", path: `${orgPath}/invites/${inviteId}`, query: halWire },
    answer: invite
  },
  "instanceOrgInvite.delete": {
    input: { ...inOrg, inviteId, ...hal },
    least: { ...inOrg, inviteId },
    wire: { method: "DELETE", path: `${orgPath}/invites/${inviteId}`, query: halWire },
    answer: { success: true }
  },
  "instanceOrgInvite.resendInvite": {
    input: { ...inOrg, inviteId, roleInfo: roles, ...hal },
    least: { ...inOrg, inviteId, roleInfo: {} },
    wire: { method: "POST", path: `${orgPath}/invites/${inviteId}`, query: halWire, body: roles },
    answer: invite
  }
}

/** All names, for tests that go through the actions. */
export const names = Object.keys(actions) as ReadonlyArray<ActionName> // Sound: they are the keys of `actions`.

export const reads = names.filter((name) => actions[name].method === "GET")
export const writes = names.filter((name) => actions[name].method !== "GET")
