/** Finds the organization of each key: by its id, or by the tag that holds the key. */
import type { Schemas } from "@effect-losant/core"
import { fleetKeyTag, keysOf } from "../danger/fleetKey.ts"
import type { DesiredFleet, DesiredOrg } from "../desired/DesiredFleet.ts"
import type { FileProblem } from "../desired/FilesRefused.ts"

type Org = Schemas.InstanceOrg

export interface MatchedOrg {
  readonly desired: DesiredOrg
  /** Undefined for an organization that is not there yet. */
  readonly org: Org | undefined
}

export interface Matched {
  readonly matched: ReadonlyArray<MatchedOrg>
  /** The organizations with a key that no file has. */
  readonly orphans: ReadonlyArray<Org>
  readonly problems: ReadonlyArray<FileProblem>
}

const groupBy = (orgs: ReadonlyArray<Org>, keys: (org: Org) => ReadonlyArray<string>) => {
  const groups = new Map<string, Array<Org>>()
  for (const org of orgs) {
    for (const key of keys(org)) {
      const group = groups.get(key)
      if (group === undefined) groups.set(key, [org])
      else group.push(org)
    }
  }
  return groups
}

const idsOf = (orgs: ReadonlyArray<Org>) => orgs.map(({ id }) => id).join(", ")

/** Gives the parts of the files that may mean an organization: by its id, or by its tag. */
export const candidatesOf = ({ orgs }: Pick<DesiredFleet, "orgs">): ((org: Org) => ReadonlyArray<DesiredOrg>) => {
  const byKey = new Map(orgs.map((desired) => [desired.key, desired]))
  const byId = new Map(
    orgs.flatMap((desired) =>
      desired.spec.id === undefined ? [] : [[desired.spec.id.toLowerCase(), desired] as const]
    )
  )
  return (org) => {
    const own = byId.get(org.id.toLowerCase())
    return [...(own === undefined ? [] : [own]), ...keysOf(org).flatMap((key) => byKey.get(key) ?? [])]
  }
}

export const matchOrgs = (fleet: DesiredFleet, orgs: ReadonlyArray<Org>): Matched => {
  const byKey = groupBy(orgs, keysOf)
  const byId = new Map(orgs.map((org) => [org.id.toLowerCase(), org]))
  const unmanagedByName = groupBy(
    orgs.filter((org) => keysOf(org).length === 0),
    ({ name }) => [name]
  )
  const problems: Array<FileProblem> = []
  const matched = fleet.orgs.map((desired): MatchedOrg => {
    const { key, spec } = desired
    const complain = (field: "id" | "name" | undefined, message: string): MatchedOrg => {
      problems.push(fleet.problemAt(desired, field === undefined ? [] : [field], message))
      return { desired, org: undefined }
    }
    const tagged = byKey.get(key) ?? []
    if (tagged.length > 1) {
      return complain(
        undefined,
        `${tagged.length} organizations have the tag ${fleetKeyTag} with this key (${idsOf(tagged)}): take it from all but one.`
      )
    }
    const [own] = tagged
    if (spec.id !== undefined) {
      const org = byId.get(spec.id.toLowerCase())
      if (org === undefined) {
        return complain("id", "the instance has no organization with this id: correct it, or remove this key.")
      }
      if (own !== undefined && own !== org) {
        return complain(
          "id",
          `the tag ${fleetKeyTag} names ${own.id} for this key: correct the id, or take the tag away.`
        )
      }
      const other = keysOf(org).find((one) => one !== key)
      return other === undefined
        ? { desired, org }
        : complain("id", `this organization has the key ${JSON.stringify(other)}: use that key.`)
    }
    if (own !== undefined) return { desired, org: own }
    const namesakes = spec.name === undefined ? [] : (unmanagedByName.get(spec.name) ?? [])
    if (namesakes.length > 0) {
      return complain(
        "name",
        `an organization of this name is there without the tag ${fleetKeyTag}: add id: ${idsOf(namesakes)} to adopt it, or choose another name.`
      )
    }
    return spec.name === undefined && spec.absent === undefined
      ? complain(undefined, "no organization has this key: add its name to create it, or its id to adopt it.")
      : { desired, org: undefined }
  })
  const known = new Set(fleet.orgs.map(({ key }) => key))
  const adopted = new Set(matched.flatMap(({ org }) => (org === undefined ? [] : [org.id])))
  const orphans = orgs.filter((org) => {
    const keys = keysOf(org)
    return keys.length > 0 && !keys.some((key) => known.has(key)) && !adopted.has(org.id)
  })
  return { matched, orphans, problems }
}
