/** Plans a fleet: reads the instance, compares it with the files, and finds the writes. It changes nothing. */
import { randomUUID } from "node:crypto"
import {
  type InstanceId,
  InstanceOrgInvites,
  InstanceOrgMembers,
  type Losant,
  type LosantError,
  type LosantPageRepeated,
  type Schemas
} from "@effect-losant/core"
import * as Arr from "effect/Array"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import { fleetKeyTag, keysOf } from "../danger/fleetKey.ts"
import { type DesiredFleet, type DesiredOrg, protectTag } from "../desired/DesiredFleet.ts"
import { type FileProblem, type FleetFilesRefused, filesRefused } from "../desired/FilesRefused.ts"
import { ChangeSetId } from "../model/ChangeSet.ts"
import type { Write } from "../model/Write.ts"
import { countRequests } from "../plan/countRequests.ts"
import { stream } from "../plan/findOrgs.ts"
import { digestOf } from "./digest.ts"
import type { FleetPlan } from "./FleetPlan.ts"
import { candidatesOf, type MatchedOrg, matchOrgs } from "./matchOrgs.ts"
import { inviteWrites, memberWrites } from "./memberWrites.ts"
import { isAsWanted } from "./orgChanges.ts"
import { planNewOrg, planUpdates } from "./orgWrites.ts"

type Org = Schemas.InstanceOrg
type Note = FleetPlan["notes"][number]

/**
 * Options of `Fleet.plan`.
 *
 * @example
 * ```ts
 * import type { FleetPlanOptions } from "@effect-losant/fleet"
 *
 * const options: FleetPlanOptions = { prune: true }
 * ```
 *
 * @since 0.2.0
 */
export interface FleetPlanOptions {
  /**
   * Takes away what no file has: it disables organizations with a key that is in no file, deletes those that the files
   * want deleted, and takes members out who are not listed where `members` is `exact`. Default false.
   */
  readonly prune?: boolean | undefined
  /** Gives the tag with the key to all organizations that the files name by their id. Default false. */
  readonly adopt?: boolean | undefined
}

/**
 * The errors of a plan: files that do not fit the instance, or reads that failed.
 *
 * @example
 * ```ts
 * import type { FleetPlanError } from "@effect-losant/fleet"
 *
 * const isMistake = ({ _tag }: FleetPlanError) => _tag === "FleetFilesRefused"
 * ```
 *
 * @since 0.2.0
 */
export type FleetPlanError = FleetFilesRefused | LosantError | LosantPageRepeated

/** So many organizations are read at once. */
const concurrentReads = 4

interface Part {
  readonly writes: ReadonlyArray<Write>
  readonly notes: ReadonlyArray<Note>
}

const members = (instanceId: InstanceId, { id: orgId }: Org) =>
  Effect.map(InstanceOrgMembers.get({ instanceId, orgId }), ({ items }) => items)

const invites = (instanceId: InstanceId, { id: orgId }: Org) =>
  Effect.map(InstanceOrgInvites.get({ instanceId, orgId }), ({ items }) => items)

/** The writes on the people of an organization that is there. Each list takes a request, and only if a file names it. */
const planPeople = Effect.fnUntraced(function* (
  { instanceId, members: mode }: DesiredFleet,
  { key, spec }: DesiredOrg,
  org: Org,
  prune: boolean
): Effect.fn.Return<Part, LosantError, Losant> {
  const of = { orgId: org.id, orgName: org.name }
  const now = yield* Clock.currentTimeMillis
  const present = yield* members(instanceId, org)
  const ofMembers = memberWrites(of, present, spec.members ?? {}, {
    exact: mode === "exact" && spec.members !== undefined,
    prune,
    now
  })
  const ofInvites =
    spec.invites === undefined
      ? { writes: [], notes: [] }
      : inviteWrites(of, present, yield* invites(instanceId, org), spec.invites)
  return {
    writes: [...ofMembers.writes, ...ofInvites.writes],
    notes: [...ofMembers.notes, ...ofInvites.notes].map((message) => ({ orgId: org.id, org: key, message }))
  }
})

/** The write that deletes an organization, with a copy of it for the ledger. */
const planDeletion = Effect.fnUntraced(function* (instanceId: InstanceId, org: Org) {
  const [itsMembers, itsInvites] = [yield* members(instanceId, org), yield* invites(instanceId, org)]
  const { name, lastUpdated } = org
  const write: Write = {
    _tag: "delete_org",
    orgId: org.id,
    orgName: name,
    dangers: ["deleteOrg"],
    before: { name, ...(lastUpdated === undefined ? {} : { lastUpdated }) },
    // Sound: these are answers of Losant, which are JSON.
    copy: JSON.parse(JSON.stringify({ ...org, members: itsMembers, invites: itsInvites }))
  }
  return write
})

const isProtected = ({ tags = [] }: Org): boolean =>
  tags.some(({ key, value }) => key === protectTag && value === "true")

const stillProtected = `the organization is protected, by its tag ${protectTag}: set protect: false in a run before.`

/** True if a field disables an organization that is protected, or gets protected. */
const disablesProtected = ({ desired, org }: { readonly desired: DesiredOrg; readonly org: Org }): boolean => {
  const { disabledAt = false, protect = isProtected(org) } = desired.spec
  return disabledAt !== false && (protect || isProtected(org))
}

const planAbsent = Effect.fnUntraced(function* (
  instanceId: InstanceId,
  { key, spec: { absent } }: DesiredOrg,
  org: Org,
  prune: boolean
): Effect.fn.Return<Part & { readonly disable: boolean }, LosantError, Losant> {
  const note = (message: string) => ({ writes: [], notes: [{ orgId: org.id, org: key, message }], disable: false })
  if (isProtected(org)) {
    return note(`It is not ${absent}: it has the tag ${protectTag}. Set protect: false in a run before.`)
  }
  if (absent === "disabled") return { writes: [], notes: [], disable: true }
  if (!prune) return note("It is not deleted without --prune.")
  return { writes: [yield* planDeletion(instanceId, org)], notes: [], disable: false }
})

/** The organizations with a key that no file has: with `prune` they are disabled, and else they are told. */
const planOrphans = (orphans: ReadonlyArray<Org>, prune: boolean) => {
  const notes: Array<Note> = []
  const disable: Array<Org> = []
  for (const org of orphans) {
    const key = keysOf(org).join(", ")
    if (!prune)
      notes.push({ orgId: org.id, org: org.name, message: `No file has its key ${key}: --prune disables it.` })
    else if (isProtected(org)) {
      notes.push({ orgId: org.id, org: org.name, message: `It is not disabled: it has the tag ${protectTag}.` })
    } else disable.push(org)
  }
  return { notes, disable }
}

/** The part of an organization that tells which it is, and whether it is protected. */
const identityOf = ({ id, name, tags = [] }: Org): Org => ({
  id,
  name,
  tags: tags.filter(({ key }) => key === fleetKeyTag || key === protectTag)
})

/**
 * Reads all organizations. Of those that are as they are wanted, and of those that the fleet does not have, it keeps only
 * which they are: an instance may have 100,000.
 */
const readOrgs = Effect.fnUntraced(function* (fleet: DesiredFleet, adopt: boolean) {
  const wantedOf = candidatesOf(fleet)
  const asWanted = new Set<Org>()
  const orgs = yield* Stream.runCollect(
    Stream.map(stream(fleet.instanceId, ["memberCount"]), (org) => {
      const wanted = wantedOf(org)
      const isStrange = wanted.length === 0 && keysOf(org).length === 0
      const isSame = wanted.every(({ spec }) => spec.absent === undefined && isAsWanted(org, spec, adopt))
      if (!isStrange && (!isSame || wanted.length === 0)) return org
      const identity = identityOf(org)
      asWanted.add(identity)
      return identity
    })
  )
  return { orgs, asWanted }
})

const planAll = Effect.fnUntraced(function* (fleet: DesiredFleet, prune: boolean, adopt: boolean) {
  const { instanceId } = fleet
  const { orgs, asWanted } = yield* readOrgs(fleet, adopt)
  const { matched, orphans, problems } = matchOrgs(fleet, orgs)
  if (problems.length > 0) return yield* Effect.fail(filesRefused(problems))
  const there = matched.flatMap(({ desired, org }) => (org === undefined ? [] : [{ desired, org }]))
  const absent = yield* Effect.forEach(
    there.filter(({ desired }) => desired.spec.absent !== undefined),
    ({ desired, org }) =>
      Effect.map(planAbsent(instanceId, desired, org, prune), (part) => ({ ...part, desired, org })),
    { concurrency: concurrentReads }
  )
  const orphaned = planOrphans(orphans, prune)
  const wanted = there.filter(({ desired }) => desired.spec.absent === undefined)
  const updates = yield* planUpdates(instanceId, [
    ...wanted
      .filter(({ org }) => !asWanted.has(org))
      .map(({ desired, org }) => ({ key: desired.key, spec: desired.spec, org, desired, adopt })),
    ...absent.filter(({ disable }) => disable).map(({ desired, org }) => ({ ...ended(desired.key, org), desired })),
    ...orphaned.disable.map((org) => ended("", org))
  ])
  const mistakes = [
    ...updates.problems.flatMap(
      ({ desired, message }): ReadonlyArray<FileProblem> =>
        desired === undefined ? [] : [fleet.problemAt(desired, [], message)]
    ),
    ...wanted.filter(disablesProtected).map(({ desired }) => fleet.problemAt(desired, ["disabledAt"], stillProtected))
  ]
  if (mistakes.length > 0) return yield* Effect.fail(filesRefused(mistakes))
  const peopled = wanted.filter(({ desired: { spec } }) => spec.members !== undefined || spec.invites !== undefined)
  const people = yield* Effect.forEach(peopled, ({ desired, org }) => planPeople(fleet, desired, org, prune), {
    concurrency: concurrentReads
  })
  // The creations come first, so that the places of their writes are those in the plan.
  const [, created] = Arr.mapAccum(matched.filter(isNew), 0, (place, { desired }) => {
    const planned = planNewOrg(desired, place)
    return [place + planned.writes.length, planned]
  })
  const byOrg = [...updates.writes, ...people.flatMap(({ writes }) => writes)]
  return {
    keys: new Map(there.map(({ desired, org }) => [org.id, desired.key])),
    // Organizations with a key that is in no file any more are managed too: a fleet that lost its files is no small one.
    managed: there.length + orphans.length,
    writes: [...created.flatMap(({ writes }) => writes), ...byOrg, ...absent.flatMap(({ writes }) => writes)],
    notes: [
      ...created.flatMap(({ notes }) => notes),
      ...people.flatMap(({ notes }) => notes),
      ...absent.flatMap(({ notes }) => notes),
      ...orphaned.notes
    ]
  }
})

const isNew = ({ desired, org }: MatchedOrg): boolean => org === undefined && desired.spec.absent === undefined

const ended = (key: string, org: Org) => ({ key, org, spec: { disabledAt: true }, adopt: false, desired: undefined })

/** A plan, with the key of each organization by its id. */
export const planWithKeys = Effect.fnUntraced(function* (
  fleet: DesiredFleet,
  { prune = false, adopt = false }: FleetPlanOptions
): Effect.fn.Return<{ readonly plan: FleetPlan; readonly keys: ReadonlyMap<string, string> }, FleetPlanError, Losant> {
  const [{ keys, ...planned }, requests] = yield* countRequests(planAll(fleet, prune, adopt))
  const createdAt = yield* Clock.currentTimeMillis
  const id = ChangeSetId.make(yield* Effect.sync(() => randomUUID()))
  const plan: FleetPlan = {
    format: "effect-losant/fleet-plan",
    version: 1,
    id,
    instanceId: fleet.instanceId,
    createdAt,
    requests,
    ...planned,
    wanted: Object.fromEntries(fleet.orgs.map(({ key, spec }) => [key, digestOf(spec)]))
  }
  return { plan, keys }
})
