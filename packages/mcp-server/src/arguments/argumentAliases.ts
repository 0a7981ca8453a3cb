// What an argument is called elsewhere: names that are not mistyped, and mean one that a tool has.

const usual: Readonly<Record<string, ReadonlyArray<string>>> = {
  ...Object.fromEntries(["org", "organization", "organizationid", "org_id", "id"].map((name) => [name, ["orgId"]])),
  ...Object.fromEntries(["instance", "instance_id"].map((name) => [name, ["instanceId"]])),
  ...Object.fromEntries(["user", "user_id", "member", "memberid"].map((name) => [name, ["userId"]])),
  ...Object.fromEntries(["invite", "invitation", "invitationid", "invite_id"].map((name) => [name, ["inviteId"]])),
  ...Object.fromEntries(["filter", "search", "name", "contains"].map((name) => [name, ["nameContains", "filter"]])),
  ...Object.fromEntries(["limit", "pagesize", "per_page", "count", "max"].map((name) => [name, ["perPage", "top"]])),
  ...Object.fromEntries(["offset", "skip", "pagenumber"].map((name) => [name, ["page"]])),
  ...Object.fromEntries(["from", "since", "after"].map((name) => [name, ["start", "createdAfter"]])),
  ...Object.fromEntries(["to", "until", "before"].map((name) => [name, ["end"]])),
  ...Object.fromEntries(["sort", "sortby", "orderby", "order"].map((name) => [name, ["sortField"]])),
  ...Object.fromEntries(["granularity", "interval"].map((name) => [name, ["resolution"]]))
}

/** The argument that somebody means who calls it by another name, where the tool has it. */
export const meantBy = (name: string, known: ReadonlyArray<string>): string | undefined => {
  const key = name.toLowerCase()
  return Object.hasOwn(usual, key) ? usual[key]?.find((one) => known.includes(one)) : undefined
}
