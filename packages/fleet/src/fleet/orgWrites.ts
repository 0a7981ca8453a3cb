/** Finds the writes on organizations themselves. */
import type { InstanceId, Losant, LosantError, LosantPageRepeated, Schemas } from "@effect-losant/core"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import { fleetKeyTag } from "../danger/fleetKey.ts"
import { summaryFor } from "../danger/limitUse.ts"
import * as WriteDangers from "../danger/WriteDangers.ts"
import type { DesiredOrg } from "../desired/DesiredFleet.ts"
import type { FleetFileOrg } from "../desired/FleetFile.ts"
import { writesPerSet } from "../model/setsOfRun.ts"
import type { Write, WriteOf } from "../model/Write.ts"
import { batchesOf, list } from "../plan/findOrgs.ts"
import { beforeOf } from "../plan/planWrites.ts"
import { handlers } from "../writes/handlers.ts"
import { describeProblems } from "../writes/orgs.ts"
import { isSameEmail } from "../writes/roles.ts"
import { rolesOf } from "./memberWrites.ts"
import { differenceOf, newOrg } from "./orgChanges.ts"

type Org = Schemas.InstanceOrg

/** An organization with what is wanted of it. */
export interface WantedOrg {
  readonly key: string
  readonly spec: FleetFileOrg
  readonly org: Org
  readonly adopt: boolean
  /** The part of the files that wants it, if there is one. */
  readonly desired: DesiredOrg | undefined
}

interface Problem {
  readonly desired: DesiredOrg | undefined
  readonly message: string
}

type Update = Omit<WriteOf<"update_org">, "dangers">

/** True if the update may lower or take away a limit: only then its use has to be known. */
const lowersLimits = ({ changes }: Update, { limits: present = {} }: Org): boolean => {
  const before = new Map<string, unknown>(Object.entries(present))
  return (
    changes.clear?.some((name) => name.startsWith("limits.")) === true ||
    Object.entries<number | undefined>({ ...changes.limits }).some(([name, limit]) => {
      const old = before.get(name)
      return typeof old !== "number" || typeof limit !== "number" || limit < old
    })
  )
}

/** The organizations with the use of the limits that the updates lower. A request asks for many of them. */
const readUse = Effect.fnUntraced(function* (
  instanceId: InstanceId,
  lowered: ReadonlyArray<Update>
): Effect.fn.Return<ReadonlyMap<string, Org>, LosantError | LosantPageRepeated, Losant> {
  const pages = yield* Effect.forEach(batchesOf(lowered), (updates) =>
    list(instanceId, [...new Set(updates.flatMap(({ changes }) => summaryFor(changes)))], {
      id: { $in: updates.map(({ orgId }) => orgId) }
    })
  )
  return new Map(pages.flat().map((org) => [org.id, org]))
})

/** The writes that change organizations, with the dangers of each. */
export const planUpdates = Effect.fnUntraced(function* (
  instanceId: InstanceId,
  wanted: ReadonlyArray<WantedOrg>
): Effect.fn.Return<
  { readonly writes: ReadonlyArray<Write>; readonly problems: ReadonlyArray<Problem> },
  LosantError | LosantPageRepeated,
  Losant
> {
  const now = yield* Clock.currentTimeMillis
  const problems: Array<Problem> = []
  const updates: Array<{ readonly update: Update; readonly org: Org }> = []
  for (const { key, spec, org, adopt, desired } of wanted) {
    const difference = differenceOf(org, key, spec, now, adopt)
    if (Result.isFailure(difference)) {
      problems.push({ desired, message: `${describeProblems(difference.failure)}.` })
      continue
    }
    const { changes, update } = difference.success
    if (Object.keys(update.changes).length === 0) continue
    // The plan is bound to this state of the organization, also where it changes other fields.
    const seen = org.lastUpdated === undefined ? {} : { lastUpdated: org.lastUpdated }
    const before = { ...beforeOf(update.changes), ...seen }
    updates.push({ update: { _tag: "update_org", orgId: org.id, orgName: org.name, changes, before }, org })
  }
  const inUse = yield* readUse(
    instanceId,
    updates.flatMap(({ update, org }) => (lowersLimits(update, org) ? [update] : []))
  )
  return {
    problems,
    writes: updates.map(({ update, org }) => ({
      ...update,
      dangers: handlers.update_org.dangers(update, inUse.get(org.id) ?? org, now)
    }))
  }
})

/** Losant takes so many members with a new organization. */
const membersAtOnce = 10

/** The people of a part of a file, each with the roles. */
const peopleOf = (wanted: FleetFileOrg["members"] = {}) =>
  Object.entries(wanted).flatMap(([email, value]) => (value === null ? [] : [{ email, ...rolesOf(value) }]))

/**
 * The writes that create an organization and bring its people in. `place` is that of the creation in the plan. People
 * who do not fit into one set come with the next run.
 */
export const planNewOrg = ({ key, spec }: DesiredOrg, place: number) => {
  const orgName = spec.name ?? key
  const ofNewOrg = { orgName, newOrg: place }
  const people = peopleOf(spec.members)
  const members = people.slice(0, membersAtOnce)
  const invited = peopleOf(spec.invites).filter(
    ({ email }) => !people.some((member) => isSameEmail(member.email, email))
  )
  const org: Schemas.InstanceOrgPost = {
    ...newOrg(key, orgName, spec),
    ...(members.length === 0 ? {} : { members })
  }
  const creation: Write = {
    _tag: "create_org",
    orgName,
    org,
    identity: { key: fleetKeyTag, value: key },
    dangers: WriteDangers.ofNewOrg(org)
  }
  const writes: ReadonlyArray<Write> = [
    creation,
    ...people.slice(membersAtOnce).map((member): Write => {
      return { _tag: "add_to_new_org", ...ofNewOrg, member, dangers: WriteDangers.ofNewMember(member) }
    }),
    ...invited.map((invite): Write => {
      return { _tag: "invite_to_new_org", ...ofNewOrg, invite, dangers: WriteDangers.ofInvitation(invite) }
    })
  ]
  const later = writes.length - writesPerSet
  return {
    writes: writes.slice(0, writesPerSet),
    notes:
      later > 0
        ? [{ org: key, message: `It is new: ${later} of its members and invitations come with the next run.` }]
        : []
  }
}
