/**
 * The demo seed: two instances with forty organizations, their people, invitations and a year of usage. It follows
 * only from the lists in `demoNames.ts` and `demoCompanies.ts` and from the date.
 *
 * @since 0.1.0
 */
import type { Schemas } from "@effect-losant/core"
import { hashBelow, hashText } from "../util/Hash.ts"
import { day, floorTo, formatIso } from "../util/Time.ts"
import { type Company, companies } from "./demoCompanies.ts"
import { firstNames, instances, lastNames, regions } from "./demoNames.ts"
import type { SeedData } from "./Seed.ts"

/** The user whose tokens the two standard ones of an emulator are. @since 0.2.0 */
export const emulatorAdmin = { email: "admin@emulator.example" }

type SeedOrg = NonNullable<SeedData["instances"][number]["orgs"]>[number]

const roles: ReadonlyArray<Schemas.Role> = ["edit", "view", "collaborate", "edit", "view", "admin"]
const colors = ["#0b6e4f", "#1d4e89", "#7a306c", "#b5651d", "#2f4858", "#8a1c1c", "#3d5a80", "#4f772d"]
const sizes = {
  small: { devices: 24, payloadsPerHour: 190, notebookRunsPerDay: 0 },
  medium: { devices: 310, payloadsPerHour: 2_600, notebookRunsPerDay: 2 },
  large: { devices: 2_400, payloadsPerHour: 19_000, notebookRunsPerDay: 6 }
}

// The smallest limit of devices by size, in percent of the nominal number of devices.
const growthPercent = { small: 185, medium: 155, large: 148 }

const pickByHash = <A>(values: readonly [A, ...ReadonlyArray<A>], first: number, second = 0, third = 0): A =>
  values[hashBelow(values.length, first, second, third)] ?? values[0]

const toDomain = (name: string) => `${name.toLowerCase().replace(/[^a-z]+/g, "")}.example`

const makePerson = (seed: number, index: number, domain: string) => {
  const firstName = pickByHash(firstNames, seed, index, 11)
  const lastName = pickByHash(lastNames, seed, index, 12)
  // Not every mail server accepts letters with accents.
  const local = `${firstName}.${lastName}`
    .toLowerCase()
    .normalize("NFD")
    .replace(/[^a-z.]/g, "")
  return { email: `${local}@${domain}`, firstName, lastName }
}

/** The people of one organization, without duplicates. */
const makePeople = (seed: number, domain: string, from: number, count: number) => {
  const people = Array.from({ length: count }, (_, index) => makePerson(seed, from + index, domain))
  return Array.from(new Map(people.map((person) => [person.email, person])).values())
}

const makeResources = (seed: number, { devices }: { readonly devices: number }) => {
  const scale = Math.ceil(Math.sqrt(devices))
  const count = (most: number, well: number) => 1 + hashBelow(Math.max(1, most), seed, well)
  return {
    apiTokenCount: count(4, 21),
    appCount: count(scale / 3, 22),
    credentialCount: count(5, 23),
    dashCount: count(scale, 24),
    dataTableCount: count(scale / 2, 25),
    deviceRecipeCount: count(scale / 4, 26),
    eventCount: count(devices, 27),
    experienceEndpointCount: count(scale, 28),
    experienceUserCount: count(devices / 2, 29),
    experienceViewCount: count(scale, 30),
    fileCount: count(devices, 31),
    flowCount: count(scale * 2, 32),
    integrationCount: count(3, 33),
    keyCount: count(scale, 34),
    notebookCount: count(4, 35),
    webhookCount: count(scale / 2, 36),
    dataTableRowCount: count(devices * 40, 38),
    storageBytes: count(devices, 37) * 1_048_576
  }
}

const makeOrg = (company: Company, index: number, today: number): SeedOrg => {
  const seed = hashText(company.name)
  const domain = toDomain(company.name)
  const usage = sizes[company.size]
  const people = makePeople(seed, domain, 0, 2 + hashBelow(6, seed, 41))
  // Every third organization has invitations, and those of every second such organization have expired.
  const guests = index % 3 === 0 ? makePeople(seed, "partner.example", 100, 1 + hashBelow(2, seed, 42)) : []
  const invitedAt =
    index % 2 === 0 ? today - (60 + hashBelow(60, seed, 43)) * day : today - (1 + hashBelow(5, seed, 44)) * day
  const created = today - (400 + hashBelow(1_100, seed, 45)) * day + hashBelow(86_400, seed, 46) * 1_000
  const disabled = company.name === "Tidewater Cold Storage"
  return {
    name: company.name,
    description: company.what,
    iconColor: colors[index % colors.length] ?? "#2f4858",
    creationDate: formatIso(created),
    lastUpdated: formatIso(today - hashBelow(300, seed, 47) * day - hashBelow(86_400, seed, 48) * 1_000),
    referralId: `CRM-${1_000 + index}`,
    tags: [
      { key: "region", value: pickByHash(regions, seed, 49) },
      { key: "industry", value: company.industry },
      { key: "tier", value: { small: "starter", medium: "growth", large: "enterprise" }[company.size] }
    ],
    auditLogEnabled: company.size !== "small",
    mfaMode: company.size === "large" ? "required" : index % 5 === 0 ? "adminRequired" : "notRequired",
    isReadOnly: index % 13 === 7,
    disabledAt: disabled && formatIso(today - 34 * day),
    ...(disabled ? { banner: { level: "critical", message: "Disabled until the contract is renewed." } } : {}),
    // Some organizations are near their limit of devices, others far below it.
    limits: { device: Math.ceil((usage.devices * (growthPercent[company.size] + hashBelow(90, seed, 52))) / 100) },
    whitelistedEmailDomains: index % 4 === 0 ? [domain] : [],
    members: people.map((person, position) => ({
      ...person,
      role: position === 0 ? "admin" : pickByHash(["edit", ...roles], seed, position, 50)
    })),
    invites: guests.map(({ email }, position) => ({
      email,
      role: pickByHash(["view", ...roles], seed, position, 51),
      inviteDate: formatIso(invitedAt + position * 3_600_000)
    })),
    resources: makeResources(seed, usage),
    usage
  }
}

/** The demo seed for the UTC date of `now`, which is in milliseconds since the epoch. @since 0.1.0 */
export const makeDemoSeed = (now: number): SeedData => {
  const today = floorTo(now, day)
  const orgsOf = (instance: number) =>
    companies.flatMap((company, index) => (company.instance === instance ? [makeOrg(company, index, today)] : []))
  const makeInstance = (name: string, index: number) => ({
    name,
    creationDate: formatIso(today - (1_600 + index * 120) * day),
    orgs: orgsOf(index),
    members: [
      {
        ...emulatorAdmin,
        firstName: "Emulator",
        lastName: "Admin",
        role: "admin" as const,
        twoFactorAuthEnabled: true
      },
      ...makePeople(hashText(name), toDomain(name), 0, 4).map((person, position) => ({
        ...person,
        role: position < 2 ? ("admin" as const) : ("view" as const),
        twoFactorAuthEnabled: position % 2 === 0
      }))
    ]
  })
  return { instances: [makeInstance(instances[0], 0), makeInstance(instances[1], 1)] }
}
