// All deliberate differences between core and the published contract. The check reports an exception that matches
// nothing, so no exception outlives its reason.

/** Deliberate differences, as the check would print them. `*` stands for any text. Each must match a difference. */
export interface AcceptedDifference {
  readonly reason: string
  readonly differences: ReadonlyArray<string>
}

/** A mistake in a published schema. The value at `path` is read as if it were another one. */
export interface Correction {
  readonly reason: string
  readonly schema: string
  readonly path: ReadonlyArray<string>
  readonly published: string
  readonly read: string
}

export type Exception = AcceptedDifference | Correction

export const exceptions: ReadonlyArray<Exception> = [
  {
    reason: "The published items refer to the list itself; each is a member.",
    schema: "instanceOrgMembers",
    path: ["properties", "items", "items", "$ref"],
    published: "#/definitions/instanceOrgMembers",
    read: "#/definitions/instanceOrgMember"
  },
  {
    reason: "The published items refer to the list itself; each is an entry of the log.",
    schema: "instanceAuditLogs",
    path: ["properties", "items", "items", "$ref"],
    published: "#/definitions/instanceAuditLogs",
    read: "#/definitions/instanceAuditLog"
  },
  {
    reason: "The description calls it a collection of tokens, and Losant's own clients have a schema for one.",
    differences: ["instanceApiTokens.get: answer is apiToken in the contract, apiTokens in core"]
  },
  {
    reason: "The published answer is the schema of the body, which is the role alone; a member is answered.",
    differences: ["instanceMember.patch: answer is instanceMemberPatch in the contract, instanceMember in core"]
  },
  {
    reason: "Every action takes them, as Losant's own clients show, but the description leaves them out.",
    differences: [
      "* losantdomain: parameter is absent in the contract, present in core",
      "* _actions: parameter is absent in the contract, present in core",
      "* _links: parameter is absent in the contract, present in core",
      "* _embedded: parameter is absent in the contract, present in core"
    ]
  },
  {
    reason: "The published type of query parameters is a string; core sends only what their descriptions call for.",
    differences: [
      '* start: pattern is absent in the contract, "^-?\\\\d{1,16}$" in core',
      '* end: pattern is absent in the contract, "^-?\\\\d{1,16}$" in core',
      '* since: pattern is absent in the contract, "^-?\\\\d{1,16}$" in core',
      '* month: pattern is absent in the contract, "^-?\\\\d{1,16}$" in core',
      '* includeDeleted: enum is absent in the contract, ["false","true"] in core',
      '* asBytes: enum is absent in the contract, ["false","true"] in core',
      '* includeNonBillable: enum is absent in the contract, ["false","true"] in core'
    ]
  },
  {
    reason: "An `end` of 0 would be 1970; an absent one is now, as for the other usage actions.",
    differences: [
      'instanceOrg.deviceCounts end: default is "0" in the contract, absent in core',
      'instanceCustomNode.* end: default is "0" in the contract, absent in core'
    ]
  },
  {
    reason: "An absent month is the present one; core takes times alone.",
    differences: ['instance.historicalSummaries month: default is "now" in the contract, absent in core']
  },
  {
    reason: "The body may be left out by the description, but its schema requires a name.",
    differences: ["instanceOrgs.post orgConfig: required is false in the contract, true in core"]
  },
  {
    reason: "They name an instance, which may not exist.",
    differences: [
      "instance.*: error status 404 is absent in the contract, present in core",
      "instanceApiTokens.*: error status 404 is absent in the contract, present in core",
      "instanceNotificationRules.*: error status 404 is absent in the contract, present in core",
      "instanceSandboxes.get: error status 404 is absent in the contract, present in core",
      "instanceCustomNodes.*: error status 404 is absent in the contract, present in core",
      "instanceOrgs.get: error status 404 is absent in the contract, present in core",
      "instanceOrgs.post: error status 404 is absent in the contract, present in core"
    ]
  },
  {
    reason: "The limit is published as a text.",
    differences: ['schema instanceOrgPost.members: maxItems is "10" in the contract, 10 in core']
  },
  {
    reason: "Nothing can be done with a resource without its id, and every example of an answer carries it.",
    differences: [
      "schema instances.items[].id: required is false in the contract, true in core",
      "schema instanceOrgs.items[].id: required is false in the contract, true in core",
      "schema org.id: required is false in the contract, true in core",
      "schema org.members[].userId: required is false in the contract, true in core",
      "schema instanceOrg.id: required is false in the contract, true in core",
      "schema instanceOrgMembers.items[].userId: required is false in the contract, true in core",
      "schema instanceOrgMember.userId: required is false in the contract, true in core",
      "schema orgInviteCollection.items[].id: required is false in the contract, true in core",
      "schema orgInvite.id: required is false in the contract, true in core",
      "schema instance.id: required is false in the contract, true in core",
      "schema historicalSummaries.items[].resourceId: required is false in the contract, true in core",
      "schema instanceMember*.userId: required is false in the contract, true in core",
      "schema apiToken*.id: required is false in the contract, true in core",
      "schema instanceAuditLog*.id: required is false in the contract, true in core",
      "schema notificationRule*.id: required is false in the contract, true in core",
      "schema instanceSandbox*.id: required is false in the contract, true in core",
      "schema instanceCustomNode*.id: required is false in the contract, true in core"
    ]
  },
  {
    reason: "An organization cannot be created without a name, and the answer to reading it requires the name too.",
    differences: ["schema org.name: required is false in the contract, true in core"]
  },
  {
    reason: "A list without items, or a series without its points, does not answer the request.",
    differences: [
      "schema instances.items: required is false in the contract, true in core",
      "schema instanceOrgs.items: required is false in the contract, true in core",
      "schema instanceOrgMembers.items: required is false in the contract, true in core",
      "schema orgInviteCollection.items: required is false in the contract, true in core",
      "schema historicalSummaries.items: required is false in the contract, true in core",
      "schema instanceMembers.items: required is false in the contract, true in core",
      "schema apiTokens.items: required is false in the contract, true in core",
      "schema instanceAuditLogs.items: required is false in the contract, true in core",
      "schema notificationRules.items: required is false in the contract, true in core",
      "schema instanceSandboxes.items: required is false in the contract, true in core",
      "schema instanceCustomNodes.items: required is false in the contract, true in core",
      "schema flowErrors.errors: required is false in the contract, true in core",
      "schema flowStats.metrics: required is false in the contract, true in core",
      "schema *Counts*.counts: required is false in the contract, true in core",
      "schema *Counts*.counts[].date: required is false in the contract, true in core"
    ]
  },
  {
    reason: "Losant requires it in a request that configures a report. An answer without it must not fail.",
    differences: ["schema instance*.reportConfigs[].cron: required is true in the contract, false in core"]
  },
  {
    reason: "The bodies give a member these roles; the answers are not described with them, but may carry them.",
    differences: [
      "schema instanceOrgMember*.applicationRoles: property is absent in the contract, present in core",
      "schema instanceOrgMember*.dashboardRoles: property is absent in the contract, present in core"
    ]
  },
  {
    reason: "A secret is redacted, whatever its length.",
    differences: ["schema apiToken*.token: minLength is 1 in the contract, absent in core"]
  },
  {
    reason: "Some 500 names of scopes would be a tenth of core; a scope is a text, as it is in the answers.",
    differences: [
      "schema apiTokenPost.scope[] (string *): enum is * in the contract, absent in core",
      "schema apiTokenPost.scope[] (string *): minLength is absent in the contract, 1 in core",
      "schema apiTokenPost.scope[] (string *): maxLength is absent in the contract, 1024 in core",
      "schema apiTokenPost.scope[] (string *): variant string is present in the contract, absent in core"
    ]
  },
  {
    reason: "`null` clears it; an empty text would be a second way to say so.",
    differences: [
      "schema notificationRule*.callbackUrl (string 2): variant string is present in the contract, absent in core"
    ]
  },
  {
    reason: "The workflow of a custom node has one trigger, its own start; the others belong to other workflows.",
    differences: [
      "schema instanceCustomNodeP*.triggers[] (object 1).type: enum is * in core",
      "schema instanceCustomNodeP*.triggers[] (object 2): variant object is present in the contract, absent in core"
    ]
  },
  {
    reason: "How the editor draws a node is its own affair; core passes it on as it is.",
    differences: [
      "schema instanceCustomNode*.meta.*: property is present in the contract, absent in core",
      "schema instanceCustomNodeP*.meta: additionalProperties is false in the contract, true in core"
    ]
  },
  {
    reason: "Further fields of a node are described by their types alone, so that no typing mistake would be found.",
    differences: [
      "schema instanceCustomNodeP*: maxProperties is 25 in the contract, absent in core",
      "schema instanceCustomNodeP*[.*]: pattern is present in the contract, absent in core",
      "schema instanceCustomNodeP*: additionalProperties is true in the contract, false in core"
    ]
  },
  {
    reason:
      "An answer is tolerant: a type of field that Losant adds later must not fail it, so core has one shape for all.",
    differences: ["schema instanceCustomNode*.customNodeConfig.fields[] (object *"]
  },
  {
    reason: "The sandbox and the organizations have the same shape, by whatever key they come.",
    differences: ["schema instanceCustomNode*.usage*"]
  },
  {
    reason: "The limits of numbers of an answer are not enforced.",
    differences: [
      "schema instanceCustomNode*.customNodeConfig.outputCount: enum is [1,2] in the contract, absent in core"
    ]
  },
  {
    reason: "JavaScript writes a slash in a pattern with a backslash before it. The pattern is the same.",
    differences: ["schema instanceCustomNode*.iconData: pattern is *"]
  },
  {
    reason: "A member is named in one way: who is told of two that differ cannot be said.",
    differences: [
      "schema instanceMemberPost (object 1).userId: property is present in the contract, absent in core",
      "schema instanceMemberPost (object 2).email: property is present in the contract, absent in core"
    ]
  }
]
