// The places in answers of tools that hold a text of Losant.
import { type ActionName, actions } from "@effect-losant/core/Actions"
import type { JsonObject } from "../../src/text/json.ts"
import { type Override, overrideAction } from "./emulated.ts"
import { answer } from "./network.ts"
import { instanceId, inviteId, orgId, userId } from "./samples.ts"

export const org = { id: orgId, name: "Northwind" }
const member = { userId, role: "edit" }
export const invite = { id: inviteId, role: "view", inviteDate: "2026-11-01T00:00:00.000Z" }
export const person = { orgId, email: "alan@example.com", role: "view" }

/** Makes the override of an action's answer for a text. */
type Answers = (text: string) => Override

const of =
  (action: ActionName, answerWith: (text: string) => JsonObject): Answers =>
  (text) =>
    overrideAction(actions[action], answer(answerWith(text)))

const getOrg = (answerWith: (text: string) => JsonObject) => of("instanceOrg.get", answerWith)
const listOrgs = (name: string) => ({ items: [{ ...org, limits: { device: 5 }, summary: { deviceCount: 5 }, name }] })

/** The tool, its arguments, the override that holds the text, and the paths of the text in the tool's answer. */
export const places: ReadonlyArray<readonly [string, JsonObject, Answers, ReadonlyArray<string>]> = [
  ["losant_get_org", { orgId }, getOrg((name) => ({ ...org, name })), ["name"]],
  ["losant_get_org", { orgId }, getOrg((description) => ({ ...org, description })), ["description"]],
  ["losant_get_org", { orgId }, getOrg((key) => ({ ...org, tags: [{ key, value: "a" }] })), ["tags/0/key"]],
  ["losant_get_org", { orgId }, getOrg((value) => ({ ...org, tags: [{ key: "a", value }] })), ["tags/0/value"]],
  ["losant_get_org", { orgId }, getOrg((message) => ({ ...org, banner: { message } })), ["banner/message"]],
  ["losant_get_org", { orgId }, getOrg((level) => ({ ...org, banner: { level } })), ["banner/level"]],
  ["losant_get_org", { orgId }, getOrg((mfaMode) => ({ ...org, mfaMode })), ["mfaMode"]],
  ["losant_get_org", { orgId }, getOrg((billingEmail) => ({ ...org, billingEmail })), ["billingEmail"]],
  [
    "losant_get_org",
    { orgId },
    getOrg((domain) => ({ ...org, whitelistedEmailDomains: [domain] })),
    ["whitelistedEmailDomains/0"]
  ],
  ["losant_get_org", { orgId }, getOrg((disabledAt) => ({ ...org, disabledAt })), ["disabledAt"]],
  ["losant_get_org", { orgId }, getOrg((id) => ({ ...org, id })), ["id"]],
  ["losant_get_org", { orgId }, getOrg((added) => ({ ...org, added })), ["added"]],
  [
    "losant_get_org",
    { orgId },
    getOrg((added) => ({ ...org, limits: { added: { later: [added] } } })),
    ["limits/added/later/0"]
  ],
  [
    "losant_update_org",
    { orgId, name: "A" },
    of("instanceOrg.patch", (name) => ({ ...org, name })),
    ["org/name", "changed/name/after", "notApplied/name/is"]
  ],
  ["losant_update_org", { orgId, name: "A" }, getOrg((name) => ({ ...org, name })), ["changed/name/before"]],
  ["losant_update_org", { orgId, name: "Northwind" }, getOrg((name) => ({ ...org, name })), ["changed/name/before"]],
  [
    "losant_create_org",
    { name: "A" },
    of("instanceOrgs.post", (name) => ({ ...org, name })),
    ["org/name", "changed/name/after", "notApplied/name/is"]
  ],
  [
    "losant_create_org",
    { name: "A", members: [{ email: "ada@example.com", role: "edit" }] },
    of("instanceOrgs.post", (role) => ({
      ...org,
      name: "A",
      members: [{ ...member, email: "ada@example.com", role }]
    })),
    ["changed/members.ada@example.com/after", "notApplied/members.ada@example.com/is"]
  ],
  ["losant_delete_org", { orgId }, getOrg((name) => ({ ...org, name })), ["org/name"]],
  [
    "losant_delete_org",
    { orgId, dryRun: true },
    getOrg((name) => ({ ...org, name })),
    ["org/name", "changes/organization/before"]
  ],
  ["losant_list_orgs", {}, of("instanceOrgs.get", (name) => ({ items: [org, { ...org, name }] })), ["items/1/name"]],
  [
    "losant_list_orgs",
    { fields: ["description"] },
    of("instanceOrgs.get", (description) => ({ items: [{ ...org, description }] })),
    ["items/0/description"]
  ],
  [
    "losant_list_orgs",
    {},
    of("instanceOrgs.get", (value) => ({ items: [{ ...org, tags: [{ key: "a", value }] }] })),
    ["items/0/tags/0/value"]
  ],
  [
    "losant_list_instances",
    {},
    of("instances.get", (name) => ({ items: [{ id: instanceId, name }] })),
    ["items/0/name"]
  ],
  [
    "losant_list_org_members",
    { orgId },
    of("instanceOrgMembers.get", (email) => ({ items: [{ ...member, email }] })),
    ["items/0/email"]
  ],
  [
    "losant_list_org_members",
    { orgId },
    of("instanceOrgMembers.get", (firstName) => ({ items: [{ ...member, firstName }] })),
    ["items/0/firstName"]
  ],
  [
    "losant_get_org_member",
    { orgId, userId },
    of("instanceOrgMember.get", (lastName) => ({ ...member, lastName })),
    ["lastName"]
  ],
  ["losant_get_org_member", { orgId, userId }, of("instanceOrgMember.get", (role) => ({ ...member, role })), ["role"]],
  [
    "losant_remove_org_member",
    { orgId, userId },
    of("instanceOrgMember.get", (email) => ({ ...member, email })),
    ["member/email"]
  ],
  [
    "losant_add_org_member",
    person,
    of("instanceOrgMembers.post", (role) => ({ ...member, email: person.email, role })),
    ["member/role", "changed/role/after", "notApplied/role/is"]
  ],
  [
    "losant_list_org_invites",
    { orgId },
    of("instanceOrgInvites.get", (email) => ({ items: [{ ...invite, email }] })),
    ["items/0/email"]
  ],
  [
    "losant_get_org_invite",
    { orgId, inviteId },
    of("instanceOrgInvite.get", (email) => ({ ...invite, email })),
    ["email"]
  ],
  [
    "losant_revoke_org_invite",
    { orgId, inviteId },
    of("instanceOrgInvite.get", (email) => ({ ...invite, email })),
    ["invite/email"]
  ],
  [
    "losant_invite_to_org",
    person,
    of("instanceOrgInvites.post", (role) => ({ items: [{ ...invite, email: person.email, role }] })),
    ["invite/role", "changed/role/after", "notApplied/role/is"]
  ],
  ["losant_find_orgs_near_limits", { percent: 10 }, of("instanceOrgs.get", listOrgs), ["items/0/name"]],
  ["losant_find_members", { person: "ada@example.com" }, of("instanceOrgs.get", listOrgs), ["items/0/name"]],
  ["losant_usage_ranking", { by: "payloads" }, of("instanceOrgs.get", listOrgs), ["items/0/name"]]
]
