/** Finds how an organization has to change to be as it is wanted. */
import { OrgChanges, type Schemas } from "@effect-losant/core"
import * as Arr from "effect/Array"
import * as Predicate from "effect/Predicate"
import * as Result from "effect/Result"
import { fleetKeyTag, keysOf } from "../danger/fleetKey.ts"
import { protectTag, settingNames } from "../desired/DesiredFleet.ts"
import type { FleetFileOrg } from "../desired/FleetFile.ts"

type Org = Schemas.InstanceOrg
type Tag = { readonly key: string; readonly value: string }

/** The values of each tag that is wanted, and no values for one that is not. */
const wantedTags = ({ tags = {}, protect }: FleetFileOrg): ReadonlyArray<readonly [string, ReadonlyArray<string>]> => [
  ...Object.entries(tags).map(([key, values]) => [key, values === null ? [] : [values].flat()] as const),
  ...(protect === undefined ? [] : [[protectTag, protect ? ["true"] : []] as const])
]

const changeTags = ({ tags = [] }: Org, spec: FleetFileOrg, identity: ReadonlyArray<Tag>) => {
  const wanted = wantedTags(spec)
  const remove = wanted.flatMap(([key, values]) => tags.filter((tag) => tag.key === key && !values.includes(tag.value)))
  const add = [
    ...identity,
    ...wanted.flatMap(([key, values]) =>
      values
        .filter((value) => !tags.some((tag) => tag.key === key && tag.value === value))
        .map((value) => ({ key, value }))
    )
  ]
  const removed = Arr.isReadonlyArrayNonEmpty(remove) ? { remove } : {}
  if (Arr.isReadonlyArrayNonEmpty(add)) return { tags: { add, ...removed } }
  return Arr.isReadonlyArrayNonEmpty(remove) ? { tags: { remove } } : {}
}

/** The settings that are wanted, and the names of those that are emptied. */
const changeSettings = (spec: FleetFileOrg) => {
  const named = settingNames.filter((name) => spec[name] !== undefined)
  const set: Partial<Schemas.OrgChanges> = Object.fromEntries(
    named.filter((name) => spec[name] !== null).map((name) => [name, spec[name]])
  )
  return { set, empty: named.filter((name) => spec[name] === null) }
}

const changeLimits = ({ limits: present = {} }: Pick<Org, "limits">, { limits = {} }: FleetFileOrg) => {
  const set: Schemas.OrgLimits = Object.fromEntries(Object.entries(limits).filter(([, limit]) => limit !== null))
  const taken = Object.entries(limits).flatMap(([name, limit]) => (limit === null ? [name] : []))
  return {
    ...(Object.keys(set).length === 0 ? {} : { limits: set }),
    // A limit that is not there need not be taken away.
    taken: taken.filter((name) => Object.hasOwn(present, name)).map((name) => `limits.${name}`)
  }
}

const changesOf = (org: Org, spec: FleetFileOrg, identity: ReadonlyArray<Tag>): Schemas.OrgChanges => {
  const { set, empty } = changeSettings(spec)
  const { taken, ...limits } = changeLimits(org, spec)
  const clear = [...empty, ...taken]
  return {
    ...(spec.name === undefined ? {} : { name: spec.name }),
    ...set,
    ...limits,
    ...changeTags(org, spec, identity),
    ...(Arr.isReadonlyArrayNonEmpty(clear) ? { clear } : {})
  }
}

/** The changes of an organization with the parts that differ. Without any part it is as it is wanted. */
export interface OrgDifference {
  readonly changes: Schemas.OrgChanges
  readonly update: OrgChanges.OrgUpdate
}

type Merged<A> = Result.Result<A, ReadonlyArray<OrgChanges.MergeProblem>>

/**
 * The difference between an organization and what is wanted of it. An organization that is known by its id gets the tag
 * with its key along with its first other change, or at once if it is adopted.
 */
export const differenceOf = (
  org: Org,
  key: string,
  spec: FleetFileOrg,
  now: number,
  isAdopted: boolean
): Merged<OrgDifference> => {
  const merge = (changes: Schemas.OrgChanges): Merged<OrgDifference> =>
    Result.map(OrgChanges.merge(org, changes, now), (update) => ({ changes, update }))
  const identity = keysOf(org).length === 0 ? [{ key: fleetKeyTag, value: key }] : []
  return Result.flatMap(merge(changesOf(org, spec, [])), (plain) =>
    identity.length > 0 && (isAdopted || Object.keys(plain.update.changes).length > 0)
      ? merge(changesOf(org, spec, identity))
      : Result.succeed(plain)
  )
}

const isEqual = (one: unknown, other: unknown): boolean =>
  one === other ||
  (Predicate.isObjectKeyword(one) && Predicate.isObjectKeyword(other) && JSON.stringify(one) === JSON.stringify(other))

const hasTags = (tags: ReadonlyArray<Tag>, spec: FleetFileOrg): boolean =>
  wantedTags(spec).every(([key, values]) => {
    const present = tags.filter((tag) => tag.key === key).map(({ value }) => value)
    return present.every((value) => values.includes(value)) && values.every((value) => present.includes(value))
  })

/**
 * True if an organization is seen to be as it is wanted, at a small part of the cost of {@link differenceOf}. False if it
 * may differ.
 */
export const isAsWanted = (org: Org, spec: FleetFileOrg, isAdopted: boolean): boolean => {
  const { tags } = org
  const limits = new Map<string, unknown>(Object.entries(org.limits ?? {}))
  return (
    tags !== undefined &&
    (!isAdopted || keysOf(org).length > 0) &&
    (spec.name === undefined || spec.name === org.name) &&
    hasTags(tags, spec) &&
    Object.entries(spec.limits ?? {}).every(([name, limit]) => limits.get(name) === (limit ?? undefined)) &&
    // The whole comparison knows which values mean the same.
    settingNames.every((name) => spec[name] === undefined || isEqual(spec[name], org[name]))
  )
}

/** The body that creates an organization. */
export const newOrg = (key: string, name: string, spec: FleetFileOrg): Schemas.InstanceOrgPost => {
  const { set } = changeSettings(spec)
  const { limits } = changeLimits({}, spec)
  const { name: _name, tags: _tags, clear: _clear, limits: _limits, ...settings } = set
  return {
    name,
    ...settings,
    ...(limits === undefined ? {} : { limits }),
    tags: [
      { key: fleetKeyTag, value: key },
      ...wantedTags(spec).flatMap(([tag, values]) => values.map((value) => ({ key: tag, value })))
    ]
  }
}
