// For every action an input that the emulator with the tests' seed takes: the smallest that its declaration allows, and
// what is listed below in its place.
import { type ActionName, actions, InstanceId, OrgId } from "@effect-losant/core"
import { minimalInput } from "../../../core/test/support/deriveInput.ts"
import { ids } from "./seed.ts"
import { seededItem } from "./seededItems.ts"

type Inputs = { readonly [K in ActionName]: (typeof actions)[K]["input"]["Type"] }

export const instanceId = InstanceId.make(ids.instance)
export const inOrg = { instanceId, orgId: OrgId.make(ids.plant) }

const others: { readonly [K in ActionName]?: Partial<Inputs[K]> } = {
  "instanceMembers.post": { member: { email: "new@example.com", role: "view" } },
  "instanceOrgs.get": { query: { name: { $contains: "plant", $ci: true } }, summaryInclude: ["memberCount"] },
  "instanceOrg.patch": { organization: { name: "Renamed" } },
  "instanceOrg.deviceCounts": { start: new Date("2026-03-01T00:00:00.000Z") },
  "instanceOrg.notebookMinuteCounts": { end: Date.UTC(2026, 2, 10) },
  "instanceOrg.payloadCounts": { asBytes: true },
  "instanceOrg.payloadCountsBreakdown": { resolution: 3_600_000, includeNonBillable: true },
  "instanceOrgMembers.get": { sortField: "role" },
  "instanceOrgMembers.post": { member: { email: "new@example.com", role: "view" } },
  "instanceOrgMember.patch": { member: { role: "edit" } },
  "instanceOrgInvites.get": { filterField: "email", filter: "*@example.com" },
  "instanceNotificationRules.post": {
    notificationRule: {
      name: "80 % of the payloads",
      targetType: "organization",
      targetQueryJson: "{}",
      ruleConfig: { ruleType: "payloadUsage", thresholdType: "percentOfLimit", threshold: 80 }
    }
  },
  "instanceOrgInvite.resendInvite": { roleInfo: { role: "admin" } }
}

const seededIds: Readonly<Record<string, string>> = {
  instanceId: ids.instance,
  orgId: ids.plant,
  userId: ids.ada,
  inviteId: ids.invite
}

/** The id that the seed has for a parameter: of an item that the tests name, or of the one of its collection. */
const idOf = (parameter: string): string => seededIds[parameter] ?? String(seededItem(parameter)?.id)

// Sound: an input is made by the declaration of its own action.
export const inputs = Object.fromEntries(
  Object.entries(actions).map(([name, action]) => [
    name,
    { ...minimalInput(action, idOf), ...others[name as ActionName] }
  ])
) as unknown as Inputs
