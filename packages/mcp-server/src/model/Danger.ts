/** The dangers of writes. A danger decides how the person is asked, and says how the change is undone. */

/**
 * The confirmation that a change needs:
 * - `none`: nobody is asked.
 * - `yes`: the person sees the plan, and agrees.
 * - `type`: the person sees the plan, and types the name of the organization.
 */
export type ConfirmLevel = "none" | "yes" | "type"

interface DangerWords {
  readonly level: Exclude<ConfirmLevel, "none">
  /** A verb with its object. It continues "wants to". */
  readonly action: string
  /** A whole sentence: the call that undoes the change, or that nothing does. */
  readonly undo: string
}

const raiseAgain = "losant_update_org with the limit as it was raises it again."
const noAdmin = "Nobody in the organization can undo it: only somebody who manages the instance can."

/**
 * All dangers. A change that another call can take back needs a `yes`, and so does one that gives the role `admin`. What
 * cannot be undone needs a typed name. A write without a danger needs nothing.
 */
export const dangers = {
  deleteOrg: {
    level: "type",
    action: "delete the organization, at once and for good, with its applications, devices and data",
    undo: "A deletion cannot be undone."
  },
  disableOrg: {
    level: "yes",
    action: "disable the organization",
    undo: "losant_update_org with disabledAt false enables it again."
  },
  makeOrgReadOnly: {
    level: "yes",
    action: "make the organization read-only",
    undo: "losant_update_org with isReadOnly false takes it back."
  },
  lowerLimitBelowUse: {
    level: "yes",
    action: "lower limits of the organization below what it uses",
    undo: raiseAgain
  },
  lowerLimitOfUnknownUse: {
    level: "yes",
    action: "lower limits of the organization, which may be below what it uses",
    undo: raiseAgain
  },
  removeLimit: {
    level: "type",
    action: "remove limits of the organization, of which Losant does not say what then holds",
    undo: "It may be impossible to undo: Losant does not document what becomes of a limit that is removed."
  },
  shortenDataTime: {
    level: "type",
    action: "keep the organization's data for a shorter time, so that Losant deletes what is older",
    undo: "Deleted data cannot be brought back."
  },
  emptyTags: {
    level: "yes",
    action: "take all tags of the organization away",
    undo: "losant_update_org with the tags as they were sets them again."
  },
  emptyDomains: {
    level: "yes",
    action: "take all whitelisted email domains of the organization away",
    undo: "losant_update_org with the domains as they were sets them again."
  },
  removeMember: {
    level: "yes",
    action: "remove a member of the organization",
    undo: "losant_add_org_member with the same roles makes the person a member again."
  },
  lowerRole: {
    level: "yes",
    action: "take rights of a member away",
    undo: "losant_update_org_member with the roles as they were gives them back."
  },
  takeLastAdmin: { level: "type", action: "leave the organization without an admin", undo: noAdmin },
  takePossiblyLastAdmin: {
    level: "type",
    action: "perhaps leave the organization without an admin",
    undo: noAdmin
  },
  makeAdmin: {
    level: "yes",
    action: "make a person an admin of the organization",
    undo: "losant_update_org_member with another role takes it back; what the admin did until then stays."
  },
  inviteAdmin: {
    level: "yes",
    action: "invite a person to be an admin of the organization",
    undo: "losant_revoke_org_invite takes it back until somebody accepts it; the email cannot be called back."
  },
  emailSeveral: {
    level: "yes",
    action: "bring in more than one person by email, each of whom may get one",
    undo: "An email that was sent cannot be called back."
  },
  revokeInvite: {
    level: "yes",
    action: "revoke an invitation to the organization",
    undo: "losant_invite_to_org invites the person again, with another email."
  },
  applyChanges: {
    level: "yes",
    action: "carry out a change set, which is many writes",
    undo: "Plan the reverse with losant_plan_changes; an email that was sent cannot be called back."
  },
  removeMany: {
    level: "type",
    action: "remove more than ten members or invitations, in a client that shows no forms",
    undo: "losant_plan_changes with add_member or invite brings the people back, each with another email if invited."
  },
  repeatWrite: {
    level: "yes",
    action: "do once more what another call did, or may have done, moments ago",
    undo: "Each call has its own effect: a second organization has to be deleted, a second email cannot be called back."
  }
} as const satisfies Readonly<Record<string, DangerWords>>

export type Danger = keyof typeof dangers
