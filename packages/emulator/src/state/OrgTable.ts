/**
 * The organizations in memory. An instance may have 100,000 of them, and a program changes one after the other: a change
 * neither looks at the others nor copies their list.
 *
 * @since 0.1.0
 */
import * as HashMap from "effect/HashMap"
import * as Option from "effect/Option"
import type { OrgRecord } from "./State.ts"

/** A table of organizations. It never changes: each change makes a new table. @since 0.1.0 */
export interface OrgTable {
  /** The organization with an id. */
  readonly get: (id: string) => OrgRecord | undefined
  /** The table with an organization, in place of the one with the same id or as a new one. */
  readonly set: (org: OrgRecord) => OrgTable
  /** The table without an organization. */
  readonly remove: (id: string) => OrgTable
  /** All organizations in the order of their creation. The list is made when it is first asked for. */
  readonly all: () => ReadonlyArray<OrgRecord>
}

/** The number of changes after which the list is made anew. Together they are worth its cost. */
const maxChanges = 1_000

/** A table of the organizations of a list, whose ids are unique. @since 0.1.0 */
export const makeOrgTable = (orgs: ReadonlyArray<OrgRecord>): OrgTable =>
  makeTable({ orgs, positions: new Map(orgs.map(({ id }, index) => [id, index])) }, HashMap.empty(), [])

interface Base {
  readonly orgs: ReadonlyArray<OrgRecord>
  readonly positions: ReadonlyMap<string, number>
}

/** `changes` are the organizations that differ from those of the base, and `added` the ids that the base does not have. */
const makeTable = (base: Base, changes: HashMap.HashMap<string, OrgRecord>, added: ReadonlyArray<string>): OrgTable => {
  let list: ReadonlyArray<OrgRecord> | undefined = HashMap.isEmpty(changes) ? base.orgs : undefined

  const get = (id: string): OrgRecord | undefined =>
    Option.getOrElse(HashMap.get(changes, id), () => base.orgs[base.positions.get(id) ?? -1])

  const all = (): ReadonlyArray<OrgRecord> => {
    if (list === undefined) {
      const orgs = base.orgs.slice()
      for (const [id, org] of changes) {
        const position = base.positions.get(id)
        if (position !== undefined) orgs[position] = org
      }
      list = orgs.concat(added.flatMap((id) => get(id) ?? []))
    }
    return list
  }

  return {
    get,
    set: (org) => {
      const isNew = get(org.id) === undefined
      const table = makeTable(base, HashMap.set(changes, org.id, org), isNew ? [...added, org.id] : added)
      return HashMap.size(changes) < maxChanges ? table : makeOrgTable(table.all())
    },
    remove: (id) => makeOrgTable(all().filter((org) => org.id !== id)),
    all
  }
}
