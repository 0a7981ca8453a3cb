/** Writes the files of a fleet from what an instance has. */
import {
  type InstanceId,
  InstanceOrgInvites,
  InstanceOrgMembers,
  type Losant,
  type LosantError,
  type LosantPageRepeated,
  Schemas
} from "@effect-losant/core"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import * as Stream from "effect/Stream"
import { dump } from "js-yaml"
import { fleetKeyTag, keysOf } from "../danger/fleetKey.ts"
import { protectTag } from "../desired/DesiredFleet.ts"
import { FleetFile, type FleetFileOrg, type Managed, Roles } from "../desired/FleetFile.ts"
import { stream } from "../plan/findOrgs.ts"
import { type FleetRefused, refused } from "./FleetRefused.ts"

type Org = Schemas.InstanceOrg

/**
 * Options of `Fleet.pull`.
 *
 * @example
 * ```ts
 * import type { FleetPullOptions } from "@effect-losant/fleet"
 *
 * const options: FleetPullOptions = { manage: ["settings", "limits", "tags", "members"], orgsPerFile: 500 }
 * ```
 *
 * @since 0.2.0
 */
export interface FleetPullOptions {
  /** The parts that are read. Members and invitations take a request for each organization. Default the other three. */
  readonly manage?: ReadonlyArray<Managed> | undefined
  /** The origin of the key of an organization that has none yet. Default `name`. */
  readonly keyFrom?: "name" | "id" | undefined
  /** With more organizations there are several files. Default 500. */
  readonly orgsPerFile?: number | undefined
}

/**
 * A file as a text.
 *
 * @example
 * ```ts
 * import type { PulledFile } from "@effect-losant/fleet"
 *
 * const sizeOf = ({ text }: PulledFile) => text.length
 * ```
 *
 * @since 0.2.0
 */
export interface PulledFile {
  /** The name of the file, such as `fleet.yaml`. */
  readonly name: string
  readonly text: string
}

const defaultManage: ReadonlyArray<Managed> = ["settings", "limits", "tags"]
const defaultOrgsPerFile = 500
const concurrentReads = 4

const isKnownMode = Schema.is(Schema.Literals(Schemas.mfaModes))
const isBanner = Schema.is(
  Schema.Struct({ message: Schema.NonEmptyString, level: Schema.Literals(["info", "warning", "critical"]) })
)
const isRoles = Schema.is(Roles)
const canBeLimit = Schema.decodeUnknownResult(Schemas.OrgLimits, { onExcessProperty: "error" })

const filled = <K extends string>(name: K, value: string | undefined) =>
  value === undefined || value === "" ? {} : { [name]: value }

const settingsOf = (org: Org): FleetFileOrg => {
  const { whitelistedEmailDomains = [], auditLogEnabled, disabledAt, isReadOnly, mfaMode, banner } = org
  return {
    ...filled("description", org.description),
    ...filled("iconColor", org.iconColor),
    ...filled("referralId", org.referralId),
    ...(whitelistedEmailDomains.length === 0 ? {} : { whitelistedEmailDomains }),
    ...(auditLogEnabled === undefined ? {} : { auditLogEnabled }),
    ...(disabledAt === undefined ? {} : { disabledAt }),
    ...(isReadOnly === undefined ? {} : { isReadOnly }),
    ...(isKnownMode(mfaMode) ? { mfaMode } : {}),
    ...(isBanner(banner) ? { banner } : {})
  }
}

const limitsOf = ({ limits = {} }: Org): FleetFileOrg => {
  if (Result.isSuccess(canBeLimit(limits))) {
    // Sound: that check has decoded them. They take less memory than its result.
    return Object.keys(limits).length === 0 ? {} : { limits: limits as Schemas.OrgLimits }
  }
  const known = Object.entries(limits).filter(([name, limit]) => Result.isSuccess(canBeLimit({ [name]: limit })))
  return known.length === 0 ? {} : { limits: Object.fromEntries(known) }
}

const tagsOf = ({ tags = [] }: Org): FleetFileOrg => {
  const byKey = new Map<string, Array<string>>()
  for (const { key, value } of tags) {
    if (key !== fleetKeyTag && key !== protectTag) byKey.set(key, [...(byKey.get(key) ?? []), value])
  }
  const entries = [...byKey].map(([key, values]) => [key, values.length === 1 ? values[0] : values])
  return entries.length === 0 ? {} : { tags: Object.fromEntries(entries) }
}

interface Person {
  readonly email?: string
  readonly role?: string
  readonly applicationRoles?: ReadonlyArray<object>
  readonly dashboardRoles?: ReadonlyArray<object>
}

const peopleOf = (people: ReadonlyArray<Person>) =>
  Object.fromEntries(
    people.flatMap(({ email, role, applicationRoles = [], dashboardRoles = [] }) => {
      const more = {
        ...(applicationRoles.length === 0 ? {} : { applicationRoles }),
        ...(dashboardRoles.length === 0 ? {} : { dashboardRoles })
      }
      const roles = Object.keys(more).length === 0 ? role : { role, ...more }
      return email !== undefined && isRoles(roles) ? [[email, roles] as const] : []
    })
  )

/** The part of an organization by which its key is chosen. */
type Named = Pick<Org, "id" | "name" | "tags">

const namedOf = ({ id, name, tags = [] }: Org): Named => ({
  id,
  name,
  tags: tags.filter(({ key }) => key === fleetKeyTag)
})

const specOf = Effect.fnUntraced(function* (
  instanceId: InstanceId,
  org: Org,
  manage: ReadonlySet<Managed>
): Effect.fn.Return<FleetFileOrg, LosantError, Losant> {
  const input = { instanceId, orgId: org.id }
  const isTagged = keysOf(org).length > 0
  return {
    ...(isTagged ? {} : { id: org.id }),
    name: org.name,
    ...(manage.has("settings") ? settingsOf(org) : {}),
    ...(manage.has("limits") ? limitsOf(org) : {}),
    ...(manage.has("tags") ? tagsOf(org) : {}),
    ...(manage.has("members") ? { members: peopleOf((yield* InstanceOrgMembers.get(input)).items) } : {}),
    ...(manage.has("invites")
      ? {
          invites: peopleOf(
            (yield* InstanceOrgInvites.get(input)).items.filter(({ hasExpired }) => hasExpired !== true)
          )
        }
      : {}),
    ...(org.tags?.some(({ key, value }) => key === protectTag && value === "true") === true ? { protect: true } : {})
  }
})

/** So long may a key be that comes from a name. */
const maximumKey = 100

const keyFromName = (name: string): string =>
  name
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^a-z0-9._]+/gu, "-")
    .replace(/^-+|-+$/gu, "")
    .slice(0, maximumKey)

/** The key of each organization: that of its tag, or a new one that no other has. */
const chooseKeys = (
  orgs: ReadonlyArray<Named>,
  keyFrom: "name" | "id"
): Result.Result<ReadonlyArray<string>, FleetRefused> => {
  const taken = new Set<string>()
  const doubles = new Set<string>()
  for (const key of orgs.flatMap(keysOf)) {
    if (taken.has(key)) doubles.add(key)
    taken.add(key)
  }
  if (doubles.size > 0) {
    return Result.fail(
      refused(
        "keys",
        `Several organizations have the tag ${fleetKeyTag} with one key (${[...doubles].join(", ")}): take it from all but one.`
      )
    )
  }
  const keys = orgs.map((org) => {
    const [own] = keysOf(org)
    if (own !== undefined) return own
    const wanted = keyFrom === "id" ? org.id : keyFromName(org.name)
    const key = wanted === "" || taken.has(wanted) ? `${wanted === "" ? "org" : wanted}-${org.id}` : wanted
    taken.add(key)
    return key
  })
  return Result.succeed(keys)
}

const encode = Schema.encodeEffect(FleetFile)

const header = "# Edit, then run: losant-fleet plan. docs/fleet.md describes the format.\n"

/** The files that say of an instance what it has. A plan right after it has no writes. */
export const pullFleet = Effect.fnUntraced(function* (
  instanceId: InstanceId,
  { manage = defaultManage, keyFrom = "name", orgsPerFile = defaultOrgsPerFile }: FleetPullOptions
): Effect.fn.Return<ReadonlyArray<PulledFile>, FleetRefused | LosantError | LosantPageRepeated, Losant> {
  const managed = new Set(manage)
  // Only the part of each organization in the files is kept: an instance may have 100,000.
  const read = yield* Stream.runCollect(
    Stream.mapEffect(
      stream(instanceId, ["memberCount"]),
      (org) => Effect.map(specOf(instanceId, org, managed), (spec) => ({ org: namedOf(org), spec })),
      { concurrency: concurrentReads }
    )
  )
  const keys = yield* Effect.fromResult(
    chooseKeys(
      read.map(({ org }) => org),
      keyFrom
    )
  )
  const entries = read.splice(0).map(({ spec }, index) => [keys[index] ?? "", spec] as const)
  const count = Math.max(1, Math.ceil(entries.length / orgsPerFile))
  const digits = String(count).length
  return yield* Effect.forEach(
    Array.from({ length: count }, (_, index) => index),
    (index) =>
      Effect.gen(function* () {
        const isFirst = index === 0
        const file: FleetFile = {
          version: 1,
          instance: instanceId,
          ...(isFirst ? { manage } : {}),
          // Entries that stand in a file are not needed any more.
          orgs: Object.fromEntries(entries.splice(0, orgsPerFile))
        }
        // Each value was checked above or decoded before, so that it can be encoded.
        const encoded = yield* Effect.orDie(encode(file))
        const name = count === 1 ? "fleet.yaml" : `fleet-${String(index + 1).padStart(digits, "0")}.yaml`
        return { name, text: `${header}${dump(encoded, { lineWidth: -1 })}` }
      })
  )
})
