/** The toolsets. Each tool belongs to one, and clients see it if that toolset is on. */
import type { ActionName } from "@effect-losant/core/Actions"
import { compareOrgs } from "./bulk/compareOrgs/compareOrgs.ts"
import { findInvites } from "./bulk/findInvites/findInvites.ts"
import { findMembers } from "./bulk/findMembers/findMembers.ts"
import { nearLimits } from "./bulk/nearLimits/nearLimits.ts"
import { usageRanking } from "./bulk/usageRanking/usageRanking.ts"
import { applyChanges } from "./changes/applyChanges.ts"
import { planChanges } from "./changes/planChanges.ts"
import type { ToolDeclaration } from "./define/makeTool.ts"
import { getAuditLog } from "./instance/getAuditLog.ts"
import { getInstance } from "./instance/getInstance.ts"
import { getInstanceDeviceCounts } from "./instance/getInstanceDeviceCounts.ts"
import { getInstanceNotebookMinutes } from "./instance/getInstanceNotebookMinutes.ts"
import { getInstancePayloadBreakdown } from "./instance/getInstancePayloadBreakdown.ts"
import { getInstancePayloadCounts } from "./instance/getInstancePayloadCounts.ts"
import { listAuditLogs } from "./instance/listAuditLogs.ts"
import { listInstanceMembers } from "./instance/listInstanceMembers.ts"
import { listMonthlySummaries } from "./instance/listMonthlySummaries.ts"
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
import { createOrg } from "./orgs/createOrg.ts"
import { deleteOrg } from "./orgs/deleteOrg.ts"
import { getOrg } from "./orgs/getOrg.ts"
import { listOrgs } from "./orgs/listOrgs.ts"
import { updateOrg } from "./orgs/updateOrg.ts"
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
  getAuditLog
] as const

/** The actions whose tools are still to come. */
type ActionOfTomorrow = "instance.patch" | "instance.generateReport" | "instanceMembers.post"

/** The resources whose tools are still to come. */
type ResourceWithoutTools =
  | "instanceMember"
  | "instanceApiTokens"
  | "instanceApiToken"
  | "instanceNotificationRules"
  | "instanceNotificationRule"
  | "instanceSandboxes"
  | "instanceSandbox"
  | "instanceCustomNodes"
  | "instanceCustomNode"

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
    description: "the instance itself: its settings, usage, monthly summaries, members and audit log",
    isOnByDefault: true,
    tools: instanceTools
  }
} as const satisfies Readonly<Record<string, Toolset>>

export type ToolsetName = keyof typeof toolsets

// Sound: these are its keys.
export const toolsetNames = Object.keys(toolsets) as ReadonlyArray<ToolsetName>

/** The actions that a tool carries out. */
export type ToolActionName = NonNullable<(typeof toolsets)[ToolsetName]["tools"][number]["action"]>

/** The actions that no tool carries out, though one should. */
type ActionWithoutTool = Exclude<ActionName, ToolActionName | ActionOfTomorrow | `${ResourceWithoutTools}.${string}`>

// This does not compile while an action has no tool.
const everyActionHasATool: [ActionWithoutTool] extends [never] ? true : ActionWithoutTool = true
void everyActionHasATool
