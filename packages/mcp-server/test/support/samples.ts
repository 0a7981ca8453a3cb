// For each tool: valid arguments, invalid arguments, and a part of the answer. They follow from the declaration of its
// action, or stand in the table of special ones.
import type { Any } from "@effect-losant/core/Action"
import { type ActionName, actions } from "@effect-losant/core/Actions"
import { fullInput } from "../../../core/test/support/deriveInput.ts"
import { seededItem, seededItemIn } from "../../../emulator/test/support/seededItems.ts"
import type { JsonObject } from "../../src/text/json.ts"
import { markedSandbox } from "./markedSandbox.ts"
import { newSecretFile } from "./secretFiles.ts"

export const instanceId = "5f0000000000000000000001"
export const orgId = "5f00000000000000000000a1"
export const userId = "5f00000000000000000000b1"
export const inviteId = "5f00000000000000000000c1"

export interface Sample {
  readonly good: JsonObject
  readonly bad: JsonObject
  /** The wrong argument in `bad`. */
  readonly wrong: string
  /** A part of the answer to `good` on the emulator of `emulated.ts`, by path. */
  readonly shows: JsonObject
}

const page = { count: 1, totalCount: 1, page: 0, perPage: 20 }
const done = { done: true, "org.name": "Northwind" }
// In the past even for the clocks of tests, which begin at 1970.
const end = "1969-12-02T00:00:00.000Z"
const email = "grace@example.com"

const ruleConfig = { ruleType: "payloadUsage", thresholdType: "percentOfLimit", threshold: 80 }
const emailConfig = { subjectTemplate: "Usage", bodyTemplate: "Too much", sendToTarget: "admins" }

const idOf = (parameter: string): string => {
  const ids: Readonly<Record<string, string>> = { instanceId, orgId, userId, inviteId }
  return ids[parameter] ?? String(seededItem(parameter)?.id)
}

/** The samples of actions whose arguments and answers are special. */
const special: { readonly [Name in ActionName]?: Sample } = {
  "instances.get": {
    good: { filter: "Acme*" },
    bad: { page: -1 },
    wrong: "page",
    shows: { ...page, "items.0.id": instanceId, "items.0.name": "Acme" }
  },
  "instance.get": {
    good: {},
    bad: { fields: 3 },
    wrong: "fields",
    shows: { id: instanceId, name: "Acme" }
  },
  "instance.patch": {
    good: {
      mfaMode: "adminRequired",
      orgDefaultLimitConfig: { device: 7 },
      reportConfigs: [{ cron: "0 4 1 * *", emails: ["billing@example.com"] }]
    },
    bad: { reportConfigs: [{ emails: ["billing@example.com"] }] },
    wrong: "reportConfigs.0.cron",
    shows: { done: true, "instance.name": "Acme", "changed.mfaMode.after": "adminRequired" }
  },
  "instance.generateReport": {
    good: { email: "billing@example.com", start: "1969-11-01T00:00:00.000Z", end, dateGroupBy: "month" },
    bad: { dateGroupBy: "month" },
    wrong: "email",
    shows: { done: true, "instance.id": instanceId }
  },
  "instance.deviceCounts": {
    good: { start: "1969-12-01", end: "1969-12-02" },
    bad: { start: "yesterday" },
    wrong: "start",
    shows: { end }
  },
  "instance.historicalSummaries": {
    good: { month: "1970-01" },
    bad: { month: "May" },
    wrong: "month",
    shows: { page: 0, perPage: 20 }
  },
  "instance.notebookMinuteCounts": { good: { end: "1969-12-02" }, bad: { end: true }, wrong: "end", shows: { end } },
  "instance.payloadCounts": {
    good: { end: "1969-12-02", asBytes: true },
    bad: { asBytes: "perhaps" },
    wrong: "asBytes",
    shows: { end, unit: "bytes" }
  },
  "instance.payloadCountsBreakdown": {
    good: { rows: true, end: "1969-12-02", resolution: "hour" },
    bad: { resolution: "week" },
    wrong: "resolution",
    shows: { end, "columns.0": "date" }
  },
  "instanceMembers.get": {
    good: { filterField: "email", filter: "ada*" },
    bad: { filter: "ada*" },
    wrong: "filterField",
    shows: { ...page, "items.0.userId": userId, "items.0.role": "view" }
  },
  "instanceAuditLogs.get": {
    good: { targetType: "Organization", start: "1969-12-01", end: "1969-12-02" },
    bad: { perPage: 101 },
    wrong: "perPage",
    shows: { count: 0, page: 0, perPage: 20 }
  },
  "instanceOrgs.get": {
    good: { nameContains: "North", sortField: "name" },
    bad: { sortField: "nam" },
    wrong: "sortField",
    shows: { ...page, "items.0.id": orgId, "items.0.name": "Northwind" }
  },
  "instanceOrgs.post": {
    good: { name: "Southwind", limits: { device: 10 } },
    bad: { nmae: "Northwind" },
    wrong: "nmae",
    shows: { done: true, "org.name": "Southwind" }
  },
  "instanceOrg.get": {
    good: { orgId },
    bad: { orgId: [] },
    wrong: "orgId",
    shows: { id: orgId, name: "Northwind", "limits.device": 10 }
  },
  "instanceOrg.patch": {
    good: { orgId, description: "new" },
    bad: { orgId: "Northwind", limits: { device: -1 } },
    wrong: "limits.device",
    shows: { ...done, "changed.description.before": "old", "changed.description.after": "new" }
  },
  "instanceOrg.delete": { good: { orgId }, bad: {}, wrong: "orgId", shows: { ...done, "org.id": orgId } },
  "instanceOrg.deviceCounts": {
    good: { orgId, start: "1969-12-01", end: "1969-12-02" },
    bad: { orgId, start: "yesterday" },
    wrong: "start",
    shows: { end }
  },
  "instanceOrg.notebookMinuteCounts": {
    good: { orgId, end: "1969-12-02" },
    bad: { orgId, end: true },
    wrong: "end",
    shows: { end }
  },
  "instanceOrg.payloadCounts": {
    good: { orgId, end: "1969-12-02", asBytes: true },
    bad: { orgId, asBytes: "perhaps" },
    wrong: "asBytes",
    shows: { end, unit: "bytes" }
  },
  "instanceOrg.payloadCountsBreakdown": {
    good: { rows: true, orgId, end: "1969-12-02", resolution: "hour" },
    bad: { orgId, resolution: "week" },
    wrong: "resolution",
    shows: { end, "columns.0": "date" }
  },
  "instanceOrgMembers.get": {
    good: { orgId, filterField: "email", filter: "ada*" },
    bad: { orgId, filter: "ada*" },
    wrong: "filterField",
    shows: { ...page, "items.0.userId": userId, "items.0.role": "edit" }
  },
  "instanceOrgMembers.post": {
    good: { orgId, email, role: "edit" },
    bad: { orgId: "Northwind", role: "edit" },
    wrong: "userId",
    shows: { ...done, "member.email": email, "member.role": "edit" }
  },
  "instanceOrgMember.get": {
    good: { orgId, userId },
    bad: { orgId },
    wrong: "userId",
    shows: { userId, email: "ada@example.com", role: "edit" }
  },
  "instanceOrgMember.patch": {
    good: { orgId, userId, role: "view" },
    bad: { orgId, userId: "ada@example.com", role: "boss" },
    wrong: "role",
    shows: { ...done, "member.userId": userId, "changed.role.before": "edit", "changed.role.after": "view" }
  },
  "instanceOrgMember.delete": {
    good: { orgId, userId },
    bad: { orgId, userId: [] },
    wrong: "userId",
    shows: { ...done, "member.userId": userId }
  },
  "instanceOrgInvites.get": {
    good: { orgId, sortField: "inviteDate" },
    bad: { orgId, perPage: 101 },
    wrong: "perPage",
    shows: { ...page, "items.0.id": inviteId, "items.0.email": email }
  },
  "instanceOrgInvites.post": {
    good: { orgId, email: "alan@example.com", role: "view" },
    bad: { orgId: "Northwind", email: "alan", role: "view" },
    wrong: "email",
    shows: { ...done, "invite.email": "alan@example.com", "invite.role": "view" }
  },
  "instanceOrgInvite.get": {
    good: { orgId, inviteId },
    bad: { orgId },
    wrong: "inviteId",
    shows: { id: inviteId, email, role: "edit" }
  },
  "instanceOrgInvite.delete": {
    good: { orgId, inviteId },
    bad: { orgId, inviteId: ["x"] },
    wrong: "inviteId",
    shows: { ...done, "invite.id": inviteId }
  },
  "instanceApiTokens.post": {
    get good() {
      return { name: "creates organizations", scope: ["instanceOrgs.post"], secretFile: newSecretFile() }
    },
    bad: { name: "creates organizations", secretFile: "token.txt" },
    wrong: "secretFile",
    shows: { done: true, "apiToken.name": "creates organizations" }
  },
  "instanceNotificationRules.post": {
    good: { name: "80 %", targetType: "organization", targetQueryJson: "{}", ruleConfig, emailConfig, enabled: true },
    bad: { name: "80 %", targetType: "organization", targetQueryJson: '{"size":1}', ruleConfig },
    wrong: "targetQueryJson",
    shows: { done: true, "notificationRule.name": "80 %" }
  },
  "instanceNotificationRule.patch": {
    good: { notificationRuleId: idOf("notificationRuleId"), ruleConfig, emailConfig },
    bad: { notificationRuleId: idOf("notificationRuleId"), emailConfig: "admins" },
    wrong: "emailConfig",
    shows: { done: true, "notificationRule.id": idOf("notificationRuleId") }
  },
  "instanceSandboxes.get": {
    good: { includeDeleted: true, limit: 1 },
    bad: { limit: 51 },
    wrong: "limit",
    shows: { count: 1, "items.0.id": idOf("instanceSandboxId") }
  },
  "instanceSandbox.deviceCounts": {
    good: { instanceSandboxId: idOf("instanceSandboxId"), start: "1969-12-01", end: "1969-12-02" },
    bad: { instanceSandboxId: idOf("instanceSandboxId"), start: "yesterday" },
    wrong: "start",
    shows: { end }
  },
  "instanceSandbox.notebookMinuteCounts": {
    good: { instanceSandboxId: idOf("instanceSandboxId"), end: "1969-12-02" },
    bad: { end: "1969-12-02" },
    wrong: "instanceSandboxId",
    shows: { end }
  },
  "instanceSandbox.payloadCounts": {
    good: { instanceSandboxId: idOf("instanceSandboxId"), end: "1969-12-02", asBytes: true },
    bad: { instanceSandboxId: idOf("instanceSandboxId"), asBytes: "perhaps" },
    wrong: "asBytes",
    shows: { end, unit: "bytes" }
  },
  "instanceSandbox.payloadCountsBreakdown": {
    good: { rows: true, instanceSandboxId: idOf("instanceSandboxId"), end: "1969-12-02", resolution: "hour" },
    bad: { instanceSandboxId: idOf("instanceSandboxId"), resolution: "week" },
    wrong: "resolution",
    shows: { end, "columns.0": "date" }
  },
  "instanceSandbox.undelete": {
    good: { instanceSandboxId: markedSandbox.id },
    bad: {},
    wrong: "instanceSandboxId",
    shows: { done: true, "sandbox.name": markedSandbox.email }
  },
  "instanceCustomNode.errors": {
    good: { instanceCustomNodeId: idOf("instanceCustomNodeId"), duration: 900_000 },
    bad: { instanceCustomNodeId: idOf("instanceCustomNodeId"), duration: 1 },
    wrong: "duration",
    shows: { limit: 25 }
  },
  "instanceCustomNode.stats": {
    good: { instanceCustomNodeId: idOf("instanceCustomNodeId"), resolution: 900_000 },
    bad: { instanceCustomNodeId: idOf("instanceCustomNodeId"), resolution: 1 },
    wrong: "resolution",
    shows: { resolution: 900_000 }
  },
  "instanceOrgInvite.resendInvite": {
    good: { orgId, inviteId, role: "view" },
    bad: { orgId, inviteId, role: null },
    wrong: "role",
    shows: { ...done, "invite.role": "view" }
  }
}

/** The answer of a tool of a kind that all actions have, about the item that the emulator holds. */
const showsOf = ({ method, path, params }: Any): JsonObject => {
  if (method !== "GET") return { done: true }
  const listed = seededItemIn(path)
  if (listed !== undefined) return { count: 1, [`items.0.${listed.idField}`]: listed.id }
  const item = seededItem(Object.keys(params).at(-1) ?? "")
  return item === undefined ? {} : { [item.idField]: item.id }
}

type Wrong = Pick<Sample, "bad" | "wrong">

/** The mistakes that are likely with tools whose good calls follow from their actions. */
const mistakes: { readonly [Name in ActionName]?: Wrong } = {
  // The roles of organizations are others.
  "instanceMembers.post": { bad: { email, role: "edit" }, wrong: "role" },
  "instanceMember.patch": { bad: { userId, role: "edit" }, wrong: "role" },
  "instanceApiTokens.get": { bad: { filter: "Reader" }, wrong: "filterField" },
  "instanceApiToken.patch": { bad: { apiTokenId: idOf("apiTokenId"), status: "deleted" }, wrong: "status" },
  "instanceNotificationRules.get": { bad: { sortField: "threshold" }, wrong: "sortField" },
  "instanceNotificationRule.evaluate": {
    bad: { notificationRuleId: idOf("notificationRuleId"), ignoreFrequencyCheck: "perhaps" },
    wrong: "ignoreFrequencyCheck"
  },
  "instanceNotificationRule.logs": {
    bad: { notificationRuleId: idOf("notificationRuleId"), limit: 101 },
    wrong: "limit"
  },
  "instanceSandbox.get": { bad: { instanceSandboxId: idOf("instanceSandboxId"), fields: 3 }, wrong: "fields" },
  "instanceCustomNodes.post": { bad: { name: "Doubles", triggers: "start", nodes: [] }, wrong: "triggers" },
  "instanceCustomNode.patch": { bad: { instanceCustomNodeId: idOf("instanceCustomNodeId") }, wrong: "arguments" }
}

const derived = (action: Any): Sample => {
  const input = fullInput(action, idOf)
  const [bodyName = ""] = Object.keys(action.body)
  const target = Object.keys(action.params).filter((name) => name !== "instanceId")
  const [first] = target
  const good = { ...Object.fromEntries(target.map((name) => [name, input[name]])), ...Object(input[bodyName]) }
  const usual: Wrong = first === undefined ? { bad: { perPage: -1 }, wrong: "perPage" } : { bad: {}, wrong: first }
  // Sound: the action is one of core.
  return { good, ...(mistakes[action.action as ActionName] ?? usual), shows: showsOf(action) }
}

// Sound: each sample is made by the action of its name.
export const samples = Object.fromEntries(
  Object.values<Any>(actions).map((action) => [action.action, special[action.action as ActionName] ?? derived(action)])
) as { readonly [Name in ActionName]: Sample }

/** The tool that needs a change set of an earlier call. */
export const needsSet = "losant_apply_changes"

/** The samples of the tools without an action, by name. */
export const jobs: Readonly<Record<string, Sample>> = {
  losant_find_orgs_near_limits: {
    good: { percent: 50, limits: ["device"] },
    bad: { percent: 0 },
    wrong: "percent",
    shows: { checked: 1, "items.0.orgId": orgId }
  },
  losant_find_members: {
    good: { person: "ada@example.com", includeInvites: true },
    bad: { person: 3 },
    wrong: "person",
    shows: { "items.0.orgId": orgId, "items.0.role": "edit" }
  },
  losant_find_invites: {
    good: { role: "admin", expired: false },
    bad: { role: "boss" },
    wrong: "role",
    shows: { checked: 1, of: 1 }
  },
  losant_usage_ranking: {
    good: { by: "payloads" },
    bad: { by: "storage" },
    wrong: "by",
    shows: { checked: 1, by: "payloads", "items.0.orgId": orgId }
  },
  losant_compare_orgs: {
    good: { tags: true },
    bad: { orgs: ["Northwind"] },
    wrong: "orgs",
    shows: { checked: 1, of: 1 }
  },
  losant_plan_changes: {
    good: { operation: "update_org", orgs: ["Northwind"], change: { description: "new" } },
    bad: { operation: "update_org", orgs: [], change: { description: "new" } },
    wrong: "orgs",
    shows: { "changes.0.count": 1, "changes.0.what": 'set description to "new"' }
  },
  // There is no such set: the tests of change sets plan their own.
  losant_apply_changes: {
    good: { changeSetId: "00000000-0000-4000-8000-000000000000" },
    bad: { changeSetId: [] },
    wrong: "changeSetId",
    shows: {}
  }
}
