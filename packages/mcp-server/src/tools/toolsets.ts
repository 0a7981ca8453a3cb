/** The toolsets. Each tool belongs to one, and clients see it if that toolset is on. */
import type { ActionName } from "@effect-losant/core/Actions"
import { createApiToken } from "./api-tokens/createApiToken.ts"
import { deleteApiToken } from "./api-tokens/deleteApiToken.ts"
import { getApiToken } from "./api-tokens/getApiToken.ts"
import { listApiTokens } from "./api-tokens/listApiTokens.ts"
import { updateApiToken } from "./api-tokens/updateApiToken.ts"
import { compareOrgs } from "./bulk/compareOrgs/compareOrgs.ts"
import { findInvites } from "./bulk/findInvites/findInvites.ts"
import { findMembers } from "./bulk/findMembers/findMembers.ts"
import { nearLimits } from "./bulk/nearLimits/nearLimits.ts"
import { usageRanking } from "./bulk/usageRanking/usageRanking.ts"
import { applyChanges } from "./changes/applyChanges.ts"
import { planChanges } from "./changes/planChanges.ts"
import { createCustomNode } from "./custom-nodes/createCustomNode.ts"
import { deleteCustomNode } from "./custom-nodes/deleteCustomNode.ts"
import { getCustomNode } from "./custom-nodes/getCustomNode.ts"
import { getNodeErrors } from "./custom-nodes/getNodeErrors.ts"
import { getNodeStats } from "./custom-nodes/getNodeStats.ts"
import { listCustomNodes } from "./custom-nodes/listCustomNodes.ts"
import { updateCustomNode } from "./custom-nodes/updateCustomNode.ts"
import type { ToolDeclaration } from "./define/makeTool.ts"
import { getAuditLog } from "./instance/getAuditLog.ts"
import { getInstance } from "./instance/getInstance.ts"
import { getInstanceDeviceCounts } from "./instance/getInstanceDeviceCounts.ts"
import { getInstanceNotebookMinutes } from "./instance/getInstanceNotebookMinutes.ts"
import { getInstancePayloadBreakdown } from "./instance/getInstancePayloadBreakdown.ts"
import { getInstancePayloadCounts } from "./instance/getInstancePayloadCounts.ts"
import { getNotificationRule } from "./instance/getNotificationRule.ts"
import { listAuditLogs } from "./instance/listAuditLogs.ts"
import { listInstanceMembers } from "./instance/listInstanceMembers.ts"
import { listMonthlySummaries } from "./instance/listMonthlySummaries.ts"
import { listNotificationRules } from "./instance/listNotificationRules.ts"
import { updateInstance } from "./instance-settings/updateInstance.ts"
import { addInstanceMember } from "./instanceMembers/addInstanceMember.ts"
import { getInstanceMember } from "./instanceMembers/getInstanceMember.ts"
import { removeInstanceMember } from "./instanceMembers/removeInstanceMember.ts"
import { updateInstanceMember } from "./instanceMembers/updateInstanceMember.ts"
import { listInstances } from "./instances/listInstances.ts"
import { getInvite } from "./invites/getInvite.ts"
import { invite } from "./invites/invite.ts"
import { listInvites } from "./invites/listInvites.ts"
import { resendInvite } from "./invites/resendInvite.ts"
import { revokeInvite } from "./invites/revokeInvite.ts"
import { addMember } from "./members/addMember.ts"
import { getMember } from "./members/getMember.ts"
import { listMembers } from "./members/listMembers.ts"
import { removeMember } from "./members/removeMember.ts"
import { updateMember } from "./members/updateMember.ts"
import { createRule } from "./notifications/createRule.ts"
import { deleteRule } from "./notifications/deleteRule.ts"
import { evaluateRule } from "./notifications/evaluateRule.ts"
import { getRuleLogs } from "./notifications/getRuleLogs.ts"
import { updateRule } from "./notifications/updateRule.ts"
import { createOrg } from "./orgs/createOrg.ts"
import { deleteOrg } from "./orgs/deleteOrg.ts"
import { getOrg } from "./orgs/getOrg.ts"
import { listOrgs } from "./orgs/listOrgs.ts"
import { updateOrg } from "./orgs/updateOrg.ts"
import { generateReport } from "./reports/generateReport.ts"
import { deleteSandbox } from "./sandboxes/deleteSandbox.ts"
import { getSandbox } from "./sandboxes/getSandbox.ts"
import { getSandboxDeviceCounts } from "./sandboxes/getSandboxDeviceCounts.ts"
import { getSandboxNotebookMinutes } from "./sandboxes/getSandboxNotebookMinutes.ts"
import { getSandboxPayloadBreakdown } from "./sandboxes/getSandboxPayloadBreakdown.ts"
import { getSandboxPayloadCounts } from "./sandboxes/getSandboxPayloadCounts.ts"
import { listSandboxes } from "./sandboxes/listSandboxes.ts"
import { undeleteSandbox } from "./sandboxes/undeleteSandbox.ts"
import { getDeviceCounts } from "./usage/getDeviceCounts.ts"
import { getNotebookMinutes } from "./usage/getNotebookMinutes.ts"
import { getPayloadBreakdown } from "./usage/getPayloadBreakdown.ts"
import { getPayloadCounts } from "./usage/getPayloadCounts.ts"

interface Toolset {
  /** In words for people. */
  readonly description: string
  readonly isOnByDefault: boolean
  /** In the order in which clients list them. */
  readonly tools: ReadonlyArray<ToolDeclaration>
}

const orgTools = [
  listInstances,
  listOrgs,
  createOrg,
  getOrg,
  updateOrg,
  deleteOrg,
  getDeviceCounts,
  getNotebookMinutes,
  getPayloadCounts,
  getPayloadBreakdown,
  listMembers,
  addMember,
  getMember,
  updateMember,
  removeMember,
  listInvites,
  invite,
  getInvite,
  revokeInvite,
  resendInvite
] as const

const apiTokenTools = [listApiTokens, createApiToken, getApiToken, updateApiToken, deleteApiToken] as const

const notificationTools = [createRule, updateRule, deleteRule, evaluateRule, getRuleLogs] as const

const sandboxTools = [
  listSandboxes,
  getSandbox,
  deleteSandbox,
  getSandboxDeviceCounts,
  getSandboxNotebookMinutes,
  getSandboxPayloadCounts,
  getSandboxPayloadBreakdown,
  undeleteSandbox
] as const

const customNodeTools = [
  listCustomNodes,
  createCustomNode,
  getCustomNode,
  updateCustomNode,
  deleteCustomNode,
  getNodeErrors,
  getNodeStats
] as const

const bulkTools = [nearLimits, findMembers, findInvites, usageRanking, compareOrgs, planChanges, applyChanges] as const

const instanceTools = [
  getInstance,
  getInstanceDeviceCounts,
  listMonthlySummaries,
  getInstanceNotebookMinutes,
  getInstancePayloadCounts,
  getInstancePayloadBreakdown,
  listInstanceMembers,
  listAuditLogs,
  getAuditLog,
  listNotificationRules,
  getNotificationRule
] as const

const instanceMemberTools = [addInstanceMember, getInstanceMember, updateInstanceMember, removeInstanceMember] as const

// Apart from the members: who may change settings need not decide who manages the instance, and a token that may write is
// enough. What sends one report needs a token that may read, and changes nothing.
const instanceSettingTools = [updateInstance] as const
const reportTools = [generateReport] as const

export const toolsets = {
  orgs: {
    description: "the organizations of an instance: their settings, usage, members and invitations",
    isOnByDefault: true,
    tools: orgTools
  },
  bulk: {
    description: "jobs over all organizations of an instance",
    isOnByDefault: true,
    tools: bulkTools
  },
  instance: {
    description:
      "the instance itself: its settings, usage, monthly summaries, members, audit log and notification rules",
    isOnByDefault: true,
    tools: instanceTools
  },
  "instance-settings": {
    description: "changes of the settings of an instance: second factors, default limits, scheduled reports",
    isOnByDefault: false,
    tools: instanceSettingTools
  },
  reports: {
    description: "reports on the usage of an instance, sent by email or to a URL",
    isOnByDefault: false,
    tools: reportTools
  },
  "instance-members": {
    description: "changes of the people who manage the instance",
    isOnByDefault: false,
    tools: instanceMemberTools
  },
  "api-tokens": {
    description: "the API tokens of an instance",
    isOnByDefault: false,
    tools: apiTokenTools
  },
  notifications: {
    description: "changes of the notification rules of an instance, and what the rules told",
    isOnByDefault: false,
    tools: notificationTools
  },
  sandboxes: {
    description: "the accounts of people under an instance",
    isOnByDefault: false,
    tools: sandboxTools
  },
  "custom-nodes": {
    description: "the nodes that an instance offers to the workflows of its applications",
    isOnByDefault: false,
    tools: customNodeTools
  }
} as const satisfies Readonly<Record<string, Toolset>>

export type ToolsetName = keyof typeof toolsets

// Sound: these are its keys.
export const toolsetNames = Object.keys(toolsets) as ReadonlyArray<ToolsetName>

/** The actions that a tool carries out. */
export type ToolActionName = NonNullable<(typeof toolsets)[ToolsetName]["tools"][number]["action"]>

/** The actions that no tool carries out, though one should. */
type ActionWithoutTool = Exclude<ActionName, ToolActionName>

// This does not compile while an action has no tool.
const everyActionHasATool: [ActionWithoutTool] extends [never] ? true : ActionWithoutTool = true
void everyActionHasATool
