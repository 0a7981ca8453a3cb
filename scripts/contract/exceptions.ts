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
      '* asBytes: enum is absent in the contract, ["false","true"] in core',
      '* includeNonBillable: enum is absent in the contract, ["false","true"] in core'
    ]
  },
  {
    reason: "An `end` of 0 would be 1970; an absent one is now, as for the other usage actions.",
    differences: ['instanceOrg.deviceCounts end: default is "0" in the contract, absent in core']
  },
  {
    reason: "The body may be left out by the description, but its schema requires a name.",
    differences: ["instanceOrgs.post orgConfig: required is false in the contract, true in core"]
  },
  {
    reason: "Both name an instance, which may not exist.",
    differences: [
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
      "schema orgInvite.id: required is false in the contract, true in core"
    ]
  },
  {
    reason: "An organization cannot be created without a name, and the answer to reading it requires the name too.",
    differences: ["schema org.name: required is false in the contract, true in core"]
  },
  {
    reason: "A list without items, or a series without its points, is no answer to what was asked.",
    differences: [
      "schema instances.items: required is false in the contract, true in core",
      "schema instanceOrgs.items: required is false in the contract, true in core",
      "schema instanceOrgMembers.items: required is false in the contract, true in core",
      "schema orgInviteCollection.items: required is false in the contract, true in core",
      "schema *Counts*.counts: required is false in the contract, true in core",
      "schema *Counts*.counts[].date: required is false in the contract, true in core"
    ]
  },
  {
    reason: "It is required of whoever configures a report; an answer without it is no reason to fail.",
    differences: ["schema instances.items[].reportConfigs[].cron: required is true in the contract, false in core"]
  },
  {
    reason: "The bodies give a member these roles; the answers are not described with them, but may carry them.",
    differences: [
      "schema instanceOrgMember*.applicationRoles: property is absent in the contract, present in core",
      "schema instanceOrgMember*.dashboardRoles: property is absent in the contract, present in core"
    ]
  }
]
