/** The twenty tools, one for each action: an action without a tool does not compile. */
import type { ActionName } from "@effect-losant/core/Actions"
import { listed } from "../answers/listAnswers.ts"
import { inviteFields, onlyFields, orgFields } from "../answers/present.ts"
import { timeForms } from "../arguments/argumentCatalog.ts"
import { checkMember, checkMembers, somethingToChange } from "../arguments/crossChecks.ts"
import { filterNames } from "../arguments/orgFilters.ts"
import { checkPeriod, mostDaysOfHours } from "../arguments/usagePeriod.ts"
import { adds, reads, replaces, type ToolSpec } from "../model/ToolSpec.ts"
import type { Values } from "../model/Values.ts"
import type { LookUp } from "../model/VerificationCall.ts"

const lookUpOrg = ({ orgId }: Values): LookUp => ({ tool: "losant_get_org", arguments: { orgId } })
const lookUpMember = ({ orgId, userId }: Values): LookUp => ({
  tool: "losant_get_org_member",
  arguments: { orgId, userId }
})
const newestFirst = (sortField: string) => ({ sortField, sortDirection: "desc" })
const confirmed = ["confirmToken", "confirmName"]
const paged = ["page", "perPage"]

export const tools: { readonly [Name in ActionName]: ToolSpec } = {
  "instances.get": {
    name: "losant_list_instances",
    title: "List instances",
    description: "Lists the Losant instances that the token reaches. Only a user token can list them.",
    hints: reads,
    own: ["fields"],
    ...listed("instances.get"),
    ifForbidden:
      "With an instance token this tool is not needed: ask the person for the id of the instance, or let them set " +
      "LOSANT_INSTANCE_ID."
  },
  "instanceOrgs.get": {
    name: "losant_list_orgs",
    title: "List organizations",
    description:
      "Finds organizations of the instance, a page at a time; totalCount says how many there are. All filters have to hold.",
    hints: reads,
    own: [...filterNames, "fields"],
    ...listed("instanceOrgs.get")
  },
  "instanceOrgs.post": {
    name: "losant_create_org",
    title: "Create organization",
    description:
      "Creates a new organization. Every call creates another, whatever its name: look with losant_list_orgs before " +
      "calling again.",
    hints: adds,
    write: {
      done: "The organization was created.",
      // Others may have the same name, and have had it for years.
      lookUp: ({ name }) => ({
        tool: "losant_list_orgs",
        arguments: { nameContains: name, ...newestFirst("creationDate") }
      }),
      sign: "it lists one whose creationDate is from the moment of the call on if the organization was created"
    },
    own: ["dryRun"],
    check: checkMembers
  },
  "instanceOrg.get": {
    name: "losant_get_org",
    title: "Get organization",
    description: "Reads one organization with its settings, limits, tags and counts.",
    hints: reads,
    ...orgFields
  },
  "instanceOrg.patch": {
    name: "losant_update_org",
    title: "Update organization",
    description:
      "Changes settings of an organization; what is left out stays. disabledAt and isReadOnly take it out of use, and " +
      "back. To disable it, or to lower a limit below its use or remove it, the person has to confirm.",
    hints: replaces,
    write: {
      done: "The organization was changed.",
      lookUp: lookUpOrg,
      sign: "it shows the new values if the change was made"
    },
    own: ["clear", "ifLastUpdated", "dryRun", ...confirmed],
    check: somethingToChange
  },
  "instanceOrg.delete": {
    name: "losant_delete_org",
    title: "Delete organization",
    description:
      "Deletes an organization where it is not enough to take it out of use with losant_update_org (disabledAt, " +
      "isReadOnly): immediately and permanently, with its applications, devices and data. The person has to confirm.",
    hints: replaces,
    write: {
      done: "The organization was deleted.",
      lookUp: lookUpOrg,
      sign: "it finds nothing if the organization was deleted"
    },
    own: ["ifLastUpdated", "dryRun", ...confirmed]
  },
  "instanceOrg.deviceCounts": {
    name: "losant_get_org_device_counts",
    title: "Get device counts",
    description: "Reads how many devices an organization had each day, and how many were created and deleted.",
    hints: reads,
    own: ["chart"],
    check: checkPeriod
  },
  "instanceOrg.notebookMinuteCounts": {
    name: "losant_get_org_notebook_minutes",
    title: "Get notebook minutes",
    description: "Reads how many minutes the notebooks of an organization ran each day, and how the runs ended.",
    hints: reads,
    own: ["chart"],
    check: checkPeriod
  },
  "instanceOrg.payloadCounts": {
    name: "losant_get_org_payload_counts",
    title: "Get payload counts",
    description: "Reads how many payloads, with non-billable, an organization used in a period, by type and source.",
    hints: reads
  },
  "instanceOrg.payloadCountsBreakdown": {
    name: "losant_get_org_payload_breakdown",
    title: "Get payload breakdown",
    description: "Reads how many billable payloads an organization used each day or hour of a period.",
    hints: reads,
    own: ["chart"],
    descriptions: {
      start: `${timeForms}; default 30 days before end; with hour ${mostDaysOfHours}, which is the most`
    },
    check: checkPeriod
  },
  "instanceOrgMembers.get": {
    name: "losant_list_org_members",
    title: "List members",
    description: "Lists the members of an organization with their roles.",
    hints: reads,
    own: [...paged, "fields"],
    ...listed("instanceOrgMembers.get")
  },
  "instanceOrgMembers.post": {
    name: "losant_add_org_member",
    title: "Add member",
    description:
      "Adds a person to an organization as a member, by userId or email. losant_invite_to_org lets the person decide.",
    hints: adds,
    write: {
      done: "The member was added.",
      lookUp: (values) =>
        values["email"] === undefined
          ? lookUpMember(values)
          : {
              tool: "losant_list_org_members",
              arguments: { orgId: values["orgId"], filterField: "email", filter: values["email"] }
            },
      sign: "it shows the member if the person was added"
    },
    descriptions: { userId: "Of a Losant account" },
    own: ["dryRun"],
    check: checkMember
  },
  "instanceOrgMember.get": {
    name: "losant_get_org_member",
    title: "Get member",
    description: "Reads one member of an organization with the roles.",
    hints: reads,
    ...onlyFields
  },
  "instanceOrgMember.patch": {
    name: "losant_update_org_member",
    title: "Update member",
    description:
      "Changes the roles of a member of an organization. For role none, or of the last admin, the person has to confirm.",
    hints: replaces,
    write: {
      done: "The member's role was changed.",
      lookUp: lookUpMember,
      sign: "it shows the new role if the change was made"
    },
    own: ["dryRun", ...confirmed],
    check: somethingToChange
  },
  "instanceOrgMember.delete": {
    name: "losant_remove_org_member",
    title: "Remove member",
    description: "Takes a person's access to an organization away. A person has to confirm.",
    hints: replaces,
    write: {
      done: "The member was removed.",
      lookUp: lookUpMember,
      sign: "it finds nothing if the member was removed"
    },
    own: ["dryRun", ...confirmed]
  },
  "instanceOrgInvites.get": {
    name: "losant_list_org_invites",
    title: "List invitations",
    description: "Lists the invitations to an organization that are not answered yet.",
    hints: reads,
    own: [...paged, "fields"],
    ...listed("instanceOrgInvites.get")
  },
  "instanceOrgInvites.post": {
    name: "losant_invite_to_org",
    title: "Invite to organization",
    description:
      "Invites a person to an organization by email. Sends nothing where the person is a member or has an open invitation.",
    hints: adds,
    write: {
      done: "The person was invited.",
      lookUp: ({ orgId, email }) => ({
        tool: "losant_list_org_invites",
        arguments: { orgId, filterField: "email", filter: email, ...newestFirst("inviteDate") }
      }),
      sign: "it lists one whose inviteDate is from the moment of the call on if the invitation was sent"
    },
    own: ["dryRun"]
  },
  "instanceOrgInvite.get": {
    name: "losant_get_org_invite",
    title: "Get invitation",
    description: "Reads one invitation to an organization.",
    hints: reads,
    ...inviteFields
  },
  "instanceOrgInvite.delete": {
    name: "losant_revoke_org_invite",
    title: "Revoke invitation",
    description: "Revokes an invitation to an organization: nobody can accept it then. A person has to confirm.",
    hints: replaces,
    write: {
      done: "The invitation was revoked.",
      lookUp: ({ orgId, inviteId }) => ({ tool: "losant_get_org_invite", arguments: { orgId, inviteId } }),
      sign: "it finds nothing if the invitation was revoked"
    },
    own: ["dryRun", ...confirmed]
  },
  "instanceOrgInvite.resendInvite": {
    name: "losant_resend_org_invite",
    title: "Resend invitation",
    description: "Sends an invitation again, with another role if one is given. Every call sends it once more.",
    hints: adds,
    write: {
      done: "The invitation was sent again.",
      lookUp: ({ orgId }) => ({
        tool: "losant_list_org_invites",
        arguments: { orgId, ...newestFirst("inviteDate") }
      }),
      sign: "it lists one whose inviteDate is from the moment of the call on if the invitation was sent again"
    },
    own: ["dryRun"]
  }
}
