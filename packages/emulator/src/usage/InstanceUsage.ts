/**
 * The usage of an instance: the sums of the usage of its organizations, as they are now. Sandboxes are not in it.
 *
 * @since 0.2.0
 */
import type { Schemas } from "@effect-losant/core"
import type { OrgRecord } from "../state/State.ts"
import {
  breakDownPayloads,
  countDevices,
  countNotebookRuns,
  type PayloadOptions,
  type Range,
  sumPayloads,
  type UsageOwner
} from "./Usage.ts"

interface Point {
  readonly date: string
}

const addPoints = <P extends Point>(one: P, other: P): P =>
  // Sound: all points of a series have the same fields, and all of them but the date are numbers.
  Object.fromEntries(
    Object.entries(one).map(([name, value]) => [
      name,
      typeof value === "number" ? value + Number(Reflect.get(other, name) ?? 0) : value
    ])
  ) as P

/** The sum of the series of several owners, by date. */
const sumSeries = <P extends Point>(
  owners: ReadonlyArray<UsageOwner>,
  seriesOf: (owner: UsageOwner) => ReadonlyArray<P>
): ReadonlyArray<P> => {
  const sums = new Map<string, P>()
  for (const point of owners.flatMap(seriesOf)) {
    const sum = sums.get(point.date)
    sums.set(point.date, sum === undefined ? point : addPoints(sum, point))
  }
  return Array.from(sums.values()).sort((one, other) => (one.date < other.date ? -1 : 1))
}

/**
 * The usage of an instance by series. `instance` uses nothing itself: it has the days on which no organization uses
 * anything.
 *
 * @since 0.2.0
 */
export const makeInstanceUsage = (
  instance: Pick<UsageOwner, "creationDate">,
  orgs: ReadonlyArray<OrgRecord>,
  range: Range,
  now: number
) => {
  const users = orgs.filter(({ usage }) => usage !== undefined)
  const owners = [{ creationDate: instance.creationDate }, ...users]
  return {
    devices: (): Schemas.DeviceCounts["counts"] => sumSeries(owners, (owner) => countDevices(owner, range, now)),
    notebookRuns: (): Schemas.NotebookMinuteCounts["counts"] =>
      sumSeries(owners, (owner) => countNotebookRuns(owner, range, now)),
    payloadsByTime: (resolution: number, options: PayloadOptions): Schemas.PayloadCountsBreakdown["counts"] =>
      sumSeries(owners, (owner) => breakDownPayloads(owner, range, now, resolution, options)),
    payloads: (asBytes: boolean): Schemas.PayloadStats =>
      addStats(users.map((owner) => sumPayloads(owner, range, now, asBytes)))
  }
}

/** The sum of several counts of payloads, by type and source. */
const addStats = (all: ReadonlyArray<Schemas.PayloadStats>): Schemas.PayloadStats => {
  const sums: Record<string, Record<string, number>> = {}
  for (const [type, sources] of all.flatMap((stats) => Object.entries({ ...stats }))) {
    const sum = sums[type] ?? {}
    for (const [source, count] of Object.entries(sources)) sum[source] = (sum[source] ?? 0) + count
    sums[type] = sum
  }
  return sums
}
