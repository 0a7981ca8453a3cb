/**
 * The organizations in memory. An instance may have 100,000 of them, and a program changes one after the other, and reads
 * pages between its changes: a change neither looks at the others nor copies their list, and no page sorts them anew.
 *
 * @since 0.1.0
 */
import * as HashMap from "effect/HashMap"
import * as Option from "effect/Option"
import { comparePlaces, type Move, movePlaces, type Place } from "../util/places.ts"
import type { OrgRecord } from "./State.ts"

/** An order of organizations. @since 0.2.0 */
export interface OrgOrder {
  /** A name that no other order has. */
  readonly name: string
  /** The text by which an organization is sorted. Undefined for one that the order does not have. */
  readonly textOf: (org: OrgRecord) => string | undefined
}

/** A list of which a part can be read. @since 0.2.0 */
export interface Sliceable<A> {
  readonly length: number
  readonly slice: (start: number, end: number) => ReadonlyArray<A>
}

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
  /**
   * The organizations of an order. They are sorted once: the tables that changes make from this one only move what has
   * changed.
   */
  readonly inOrder: (order: OrgOrder) => Sliceable<OrgRecord>
}

/** The number of changes after which the list is made anew. Together they are worth its cost. */
const maxChanges = 1_000

/** The sorted places of an order. */
interface Sorted {
  readonly order: OrgOrder
  readonly places: ReadonlyArray<Place>
}

interface Base {
  readonly orgs: ReadonlyArray<OrgRecord>
  readonly positions: ReadonlyMap<string, number>
  /** The orders that somebody asked for, by their names. */
  readonly sorted: Map<string, Sorted>
}

/** The organizations that differ from those of the base. One that was removed is undefined. */
type Changes = HashMap.HashMap<string, OrgRecord | undefined>

const positionsOf = (orgs: ReadonlyArray<OrgRecord>) => new Map(orgs.map(({ id }, index) => [id, index]))

/** A table of the organizations of a list, whose ids are unique. @since 0.1.0 */
export const makeOrgTable = (orgs: ReadonlyArray<OrgRecord>): OrgTable =>
  makeTable({ orgs, positions: positionsOf(orgs), sorted: new Map() }, HashMap.empty(), [])

const placeOf = ({ textOf }: OrgOrder, org: OrgRecord | undefined): Place | undefined => {
  const text = org === undefined ? undefined : textOf(org)
  return org === undefined || text === undefined ? undefined : { text, id: org.id }
}

const sortAll = (orgs: ReadonlyArray<OrgRecord>, order: OrgOrder): Sorted => ({
  order,
  places: orgs.flatMap((org) => placeOf(order, org) ?? []).sort(comparePlaces)
})

/** `added` are the ids that the base does not have, in the order of their creation. */
const makeTable = (base: Base, changes: Changes, added: ReadonlyArray<string>): OrgTable => {
  let list: ReadonlyArray<OrgRecord> | undefined = HashMap.isEmpty(changes) ? base.orgs : undefined
  const sortedHere = new Map<string, Sorted>()

  const inBase = (id: string): OrgRecord | undefined => base.orgs[base.positions.get(id) ?? -1]
  const get = (id: string): OrgRecord | undefined => {
    const changed = HashMap.get(changes, id)
    return Option.isSome(changed) ? changed.value : inBase(id)
  }

  const all = (): ReadonlyArray<OrgRecord> => {
    if (list === undefined) {
      const orgs: Array<OrgRecord | undefined> = base.orgs.slice()
      for (const [id, org] of changes) {
        const position = base.positions.get(id)
        if (position !== undefined) orgs[position] = org
      }
      for (const id of added) orgs.push(get(id))
      list = orgs.filter((org) => org !== undefined)
    }
    return list
  }

  const sort = (order: OrgOrder): Sorted => {
    const before = base.sorted.get(order.name) ?? sortAll(base.orgs, order)
    base.sorted.set(order.name, before)
    const moves = Array.from(
      changes,
      ([id, org]): Move => ({ from: placeOf(order, inBase(id)), to: placeOf(order, org) })
    )
    const real = moves.filter(({ from, to }) => from?.text !== to?.text)
    return real.length === 0 ? before : { order, places: movePlaces(before.places, real) }
  }

  const sorted = (order: OrgOrder): Sorted => {
    const known = sortedHere.get(order.name) ?? sort(order)
    sortedHere.set(order.name, known)
    return known
  }

  /** The same table, without changes beside its list. */
  const rebased = (): OrgTable => {
    const orgs = all()
    const isSameList = added.length === 0 && orgs.length === base.orgs.length
    return makeTable(
      {
        orgs,
        positions: isSameList ? base.positions : positionsOf(orgs),
        sorted: new Map(Array.from(base.sorted, ([name, { order }]) => [name, sorted(order)]))
      },
      HashMap.empty(),
      []
    )
  }

  const change = (id: string, org: OrgRecord | undefined, ids: ReadonlyArray<string>): OrgTable =>
    HashMap.size(changes) < maxChanges
      ? makeTable(base, HashMap.set(changes, id, org), ids)
      : // The table without changes makes room for the next ones.
        withChange(rebased(), id, org)

  const table: OrgTable = {
    get,
    set: (org) => {
      if (get(org.id) !== undefined) return change(org.id, org, added)
      // An id that comes back is the newest one again.
      return inBase(org.id) === undefined ? change(org.id, org, [...added, org.id]) : rebased().set(org)
    },
    remove: (id) => {
      if (get(id) === undefined) return table
      return change(
        id,
        undefined,
        added.filter((other) => other !== id)
      )
    },
    all,
    inOrder: (order) => {
      const { places } = sorted(order)
      return {
        length: places.length,
        slice: (start, end) => places.slice(start, end).flatMap(({ id }) => get(id) ?? [])
      }
    }
  }
  return table
}

const withChange = (table: OrgTable, id: string, org: OrgRecord | undefined): OrgTable =>
  org === undefined ? table.remove(id) : table.set(org)
