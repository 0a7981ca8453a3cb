/**
 * The dangers of writes, with the words for a person. Fleet finds the dangers and says which confirmation each needs; here
 * are the calls that undo a change, and the dangers of calls themselves.
 */
import { type ConfirmLevel, type Danger as FleetDanger, dangers as fleetDangers } from "@effect-losant/fleet"
import type { DangerWords } from "./danger/DangerWords.ts"
import { type InstanceDanger, instanceDangers } from "./danger/instanceDangers.ts"
import { type ItemDanger, itemDangers } from "./danger/itemDangers.ts"

export type { ConfirmLevel }

/** The dangers that a write has by the way in which it is asked for. */
type OwnDanger = "applyChanges" | "copyOrg" | "removeMany" | "repeatWrite"

export type Danger = FleetDanger | OwnDanger | InstanceDanger | ItemDanger

const raiseAgain = "losant_update_org with the limit as it was raises it again."
const noAdmin = "Nobody in the organization can undo it: only somebody who manages the instance can."

const undos: Readonly<Record<FleetDanger, string>> = {
  deleteOrg: "A deletion cannot be undone.",
  disableOrg: "losant_update_org with disabledAt false enables it again.",
  makeOrgReadOnly: "losant_update_org with isReadOnly false takes it back.",
  lowerLimitBelowUse: raiseAgain,
  lowerLimitOfUnknownUse: raiseAgain,
  removeLimit: "It may be impossible to undo: Losant does not document what becomes of a limit that is removed.",
  shortenDataTime: "Deleted data cannot be brought back.",
  releaseFleetKey: "losant_update_org with the tag as it was sets it again.",
  emptyTags: "losant_update_org with the tags as they were sets them again.",
  emptyDomains: "losant_update_org with the domains as they were sets them again.",
  removeMember: "losant_add_org_member with the same roles makes the person a member again.",
  lowerRole: "losant_update_org_member with the roles as they were gives them back.",
  takeLastAdmin: noAdmin,
  takePossiblyLastAdmin: noAdmin,
  makeAdmin: "losant_update_org_member with another role takes it back; what the admin did until then stays.",
  inviteAdmin: "losant_revoke_org_invite takes it back until somebody accepts it; the email cannot be called back.",
  emailSeveral: "An email that was sent cannot be called back.",
  revokeInvite: "losant_invite_to_org invites the person again, with another email."
}

const ownDangers: Readonly<Record<OwnDanger, DangerWords>> = {
  applyChanges: {
    level: "yes",
    action: "carry out a change set, which is many writes",
    undo: "Plan the reverse with losant_plan_changes; an email that was sent cannot be called back."
  },
  copyOrg: {
    level: "yes",
    action: "create an organization with settings or people of another one",
    undo: "losant_delete_org deletes it; an email that was sent cannot be called back."
  },
  removeMany: {
    level: "type",
    action: "remove more than ten members or invitations, in a client that shows no forms",
    undo: "losant_plan_changes with add_member or invite brings the people back, each with another email if invited."
  },
  // Only this server remembers the calls of moments ago.
  repeatWrite: {
    level: "yes",
    action: "do once more what another call did, or may have done, moments ago",
    undo: "Each call has its own effect: a second organization has to be deleted, a second email cannot be called back."
  }
}

/** All dangers in their order, each with its level and its words. */
export const dangers: Readonly<Record<Danger, DangerWords>> = {
  // Sound: each name of `undos` is kept.
  ...(Object.fromEntries(
    Object.entries(fleetDangers).map(([danger, facts]) => [danger, { ...facts, undo: undos[danger as FleetDanger] }])
  ) as Record<FleetDanger, DangerWords>),
  ...instanceDangers,
  ...itemDangers,
  ...ownDangers
}
