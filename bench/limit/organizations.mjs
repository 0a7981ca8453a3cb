// The organizations that the stub answers. They are made for each request, not stored, so every page exists. They have
// the fields of a real answer, unknown ones included. A hundred of them are 156 kB.

/** The number of organizations. */
export const total = 10_000

/** @param {number} number @param {string} kind a hexadecimal digit that tells ids of one kind from those of another */
const id = (number, kind) => kind.repeat(16) + number.toString(16).padStart(8, "0")

export const instanceId = id(1, "a")

/** @param {number} number */
export const orgId = (number) => id(number, "b")

const limits = {
  apitoken: 50,
  application: 20,
  applicationcertificate: 1000,
  applicationcertificateauthority: 10,
  applicationkey: 5000,
  credential: 50,
  dashboard: 100,
  datatable: 50,
  device: 2500,
  devicerecipe: 100,
  experiencedomain: 5,
  experienceendpoint: 500,
  experiencegroup: 100,
  experienceslug: 5,
  experienceuser: 5000,
  experienceversion: 20,
  experienceview: 250,
  file: 2000,
  flow: 500,
  integration: 20,
  notebook: 20,
  privatefile: 2000,
  resourcejob: 50,
  webhook: 100,
  member: 100,
  payload: 25_000_000,
  storage: 53_687_091_200,
  notebookMinutesPerRun: 60,
  notebookMinutesPerMonth: 600,
  dataTTL: 15_552_000,
  systemInterval: 60
}

/** @param {number} number */
export const organization = (number) => ({
  _type: "instanceOrg",
  _etag: `"${id(number, "e")}"`,
  id: orgId(number),
  orgId: orgId(number),
  instanceId,
  creationDate: "2024-03-18T09:26:53.589Z",
  lastUpdated: "2026-06-13T04:00:00.000Z",
  name: `Organization ${String(number).padStart(5, "0")}`,
  description: "Pumps, valves and cold rooms of all the sites, with all of their alarms.",
  iconColor: "#2B7A78",
  limits,
  planId: "enterprise-2026",
  billingEmail: `billing-${String(number).padStart(5, "0")}@customer.example`,
  subscriptionStatus: "active",
  currentPeriodStart: "2026-06-01T00:00:00.000Z",
  currentPeriodEnd: "2026-06-30T23:59:59.999Z",
  whitelistedEmailDomains: ["customer.example", "partner.example"],
  disabledAt: false,
  isReadOnly: false,
  mfaMode: "adminRequired",
  auditLogEnabled: true,
  tags: [
    { key: "region", value: "eu-central" },
    { key: "tier", value: "gold" }
  ],
  referralId: "partner-0042",
  customerId: "cus_4QFJOjw2pOmA2kq1",
  _links: { self: { href: `/orgs/${orgId(number)}` } }
})

/** The members of every organization. */
export const members = {
  _type: "instanceOrgMembers",
  items: Array.from({ length: 3 }, (_, index) => ({
    userId: id(index, "c"),
    orgId: orgId(0),
    email: `person-${index}@customer.example`,
    firstName: "Sam",
    lastName: "Example",
    role: index === 0 ? "admin" : "view"
  })),
  instanceId
}

/**
 * Gives a page of the list, as Losant answers it. `from` is the number of the first organization of the list.
 *
 * @param {number} page @param {number} perPage @param {number} [from] @param {number} [to]
 */
export const pageOf = (page, perPage, from = 0, to = total) => {
  const first = from + page * perPage
  const count = Math.max(0, Math.min(perPage, to - first))
  return {
    _type: "instanceOrgs",
    items: Array.from({ length: count }, (_, index) => organization(first + index)),
    count,
    totalCount: Math.max(0, to - from),
    perPage,
    page,
    sortField: "id",
    sortDirection: "asc",
    instanceId
  }
}
