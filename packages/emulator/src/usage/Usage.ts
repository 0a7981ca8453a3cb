/**
 * What organizations use, as series that are consistent with each other because all of them are sums of the same small
 * numbers: payloads by hour and source, devices and notebook runs by day. Nothing is stored: the numbers follow from
 * the profile of the organization.
 *
 * The usage of a UTC day is known from its beginning, so that answers stay the same all day.
 *
 * @since 0.1.0
 */
import type { Schemas } from "@effect-losant/core"
import type { OrgRecord, UsageProfile } from "../state/State.ts"
import { hash, hashFraction } from "../util/Hash.ts"
import { day, floorTo, formatIso, hour, parseMillis } from "../util/Time.ts"
import { payloadSources } from "./payloadSources.ts"

/** From when to when, in milliseconds since the epoch, without the end itself. @since 0.1.0 */
export interface Range {
  readonly start: number
  readonly end: number
}

// Each kind of number draws its chance from its own well.
const wells = { payload: 1, size: 2, deviceCreated: 3, deviceDeleted: 4, notebookRuns: 5, notebookRun: 6 }

const daysBetween = (start: number, end: number): ReadonlyArray<number> =>
  Array.from({ length: Math.max(0, Math.ceil((end - start) / day)) }, (_, index) => start + index * day)

/** The part of a range in which there can be usage: since the organization's first day, up to the end of today. */
const clampToUsage = (org: OrgRecord, { start, end }: Range, now: number): Range => ({
  start: Math.max(start, floorTo(parseMillis(org.usage?.from ?? org.creationDate), day)),
  end: Math.min(end, floorTo(now, day) + day)
})

/** The UTC days of which any part lies in the range. */
const daysOf = (org: OrgRecord, range: Range, now: number): ReadonlyArray<number> => {
  const { start, end } = clampToUsage(org, range, now)
  return start >= end ? [] : daysBetween(floorTo(start, day), end)
}

const roundByChance = (value: number, chance: number) => Math.floor(value + chance)

const isWeekend = (time: number) => [0, 6].includes((Math.floor(time / day) + 4) % 7)

/** The busiest time of the day is the early afternoon, and a year brings two fifths more. */
const activityAt = (from: number, time: number): number => {
  const ofDay = 1 + 0.4 * Math.sin(((time % day) / day - 0.3) * 2 * Math.PI)
  const ofYear = 1 + 0.4 * ((time - from) / (365 * day))
  return ofDay * ofYear * (isWeekend(time) ? 0.7 : 1)
}

const countPayloadsOfHour = (
  profile: UsageProfile,
  time: number,
  well: number,
  share: number,
  expected: number
): number => {
  // Half of the bits decide how busy the hour is, the other half which way to round.
  const bits = hash(profile.seed, wells.payload, well, time / hour)
  const noise = 0.8 + (0.4 * (bits >>> 16)) / 2 ** 16
  return roundByChance(expected * share * noise, (bits & 0xffff) / 2 ** 16)
}

const averageBytes = (profile: UsageProfile, well: number, bytes: number): number =>
  Math.round(bytes * (0.75 + 0.5 * hashFraction(profile.seed, wells.size, well)))

/** What is counted: payloads or their bytes, and of which sources. @since 0.1.0 */
export interface PayloadOptions {
  readonly asBytes: boolean
  readonly includeNonBillable: boolean
}

const forEachPayload = (
  org: OrgRecord,
  range: Range,
  now: number,
  { asBytes, includeNonBillable }: PayloadOptions,
  add: (hourStart: number, type: (typeof payloadSources)[number]["type"], source: string, value: number) => void
): void => {
  const profile = org.usage
  if (profile === undefined) return
  const { start, end } = clampToUsage(org, range, now)
  const from = parseMillis(profile.from)
  for (let time = Math.ceil(start / hour) * hour; time < end; time += hour) {
    const expected = profile.payloadsPerHour * activityAt(from, time)
    for (const [well, { type, source, share, bytes, billable }] of payloadSources.entries()) {
      if (!billable && !includeNonBillable) continue
      const count = countPayloadsOfHour(profile, time, well, share, expected)
      if (count > 0) add(time, type, source, asBytes ? count * averageBytes(profile, well, bytes) : count)
    }
  }
}

const addUpPayloads = (org: OrgRecord, range: Range, now: number, asBytes: boolean): Schemas.PayloadStats => {
  const stats: Partial<Record<(typeof payloadSources)[number]["type"], Record<string, number>>> = {}
  forEachPayload(org, range, now, { asBytes, includeNonBillable: true }, (_, type, source, value) => {
    const bySource = stats[type] ?? {}
    bySource[source] = (bySource[source] ?? 0) + value
    stats[type] = bySource
  })
  return stats
}

// Lists of organizations with their summaries ask each of them for the same sum again and again, all day.
const sumCache = new WeakMap<UsageProfile, { readonly of: string; readonly stats: Schemas.PayloadStats }>()

/** Payloads of the hours that begin in the range, by type and source. @since 0.1.0 */
export const sumPayloads = (org: OrgRecord, range: Range, now: number, asBytes: boolean): Schemas.PayloadStats => {
  if (org.usage === undefined) return {}
  const { start, end } = clampToUsage(org, range, now)
  const of = `${start} ${end} ${asBytes}`
  const last = sumCache.get(org.usage)
  if (last?.of === of) return last.stats
  const stats = addUpPayloads(org, range, now, asBytes)
  sumCache.set(org.usage, { of, stats })
  return stats
}

/** The same payloads by the day or hour, UTC, in which they came. `resolution` is in milliseconds. @since 0.1.0 */
export const breakDownPayloads = (
  org: OrgRecord,
  range: Range,
  now: number,
  resolution: number,
  options: PayloadOptions
): Schemas.PayloadCountsBreakdown["counts"] => {
  const { start, end } = clampToUsage(org, range, now)
  if (start >= end) return []
  const values = new Map<number, number>()
  for (let time = floorTo(start, resolution); time < end; time += resolution) values.set(time, 0)
  forEachPayload(org, range, now, options, (time, _type, _source, value) => {
    const bucket = floorTo(time, resolution)
    values.set(bucket, (values.get(bucket) ?? 0) + value)
  })
  return Array.from(values, ([time, value]) => ({ date: formatIso(time), value }))
}

const countDevicesOfDay = (profile: UsageProfile, time: number, before: number) => {
  const rate = profile.devices * 0.0016
  const index = time / day
  const created = roundByChance(
    rate * 2 * hashFraction(profile.seed, wells.deviceCreated, index),
    hashFraction(profile.seed, index)
  )
  const gone = roundByChance(
    rate * 0.6 * hashFraction(profile.seed, wells.deviceDeleted, index),
    hashFraction(profile.seed, index, 1)
  )
  const deleted = Math.min(gone, before)
  return { created, deleted, total: before + created - deleted }
}

/** Devices created and deleted on each day of the range, and how many there were at its end. @since 0.1.0 */
export const countDevices = (org: OrgRecord, range: Range, now: number): Schemas.DeviceCounts["counts"] => {
  const days = daysOf(org, range, now)
  const profile = org.usage
  if (profile === undefined) return days.map((time) => ({ date: formatIso(time), created: 0, deleted: 0, total: 0 }))
  let total = profile.devices
  const first = days[0] ?? Number.POSITIVE_INFINITY
  return daysBetween(parseMillis(profile.from), (days.at(-1) ?? 0) + day).flatMap((time) => {
    const counts = countDevicesOfDay(profile, time, total)
    total = counts.total
    return time < first ? [] : [{ date: formatIso(time), ...counts }]
  })
}

/** How many devices there are now. @since 0.1.0 */
export const countDevicesNow = (org: OrgRecord, now: number): number =>
  countDevices(org, { start: floorTo(now, day), end: now + 1 }, now).at(-1)?.total ?? 0

/** Notebook runs on each day of the range by how they ended, and their minutes. @since 0.1.0 */
export const countNotebookRuns = (org: OrgRecord, range: Range, now: number): Schemas.NotebookMinuteCounts["counts"] =>
  daysOf(org, range, now).map((time) => ({ date: formatIso(time), ...countNotebookRunsOfDay(org.usage, time) }))

const countNotebookRunsOfDay = (profile: UsageProfile | undefined, time: number) => {
  const counts = { minutes: 0, completed: 0, canceled: 0, errored: 0, timeout: 0 }
  if (profile === undefined) return counts
  const index = time / day
  const usual = isWeekend(time) ? profile.notebookRunsPerDay / 2 : profile.notebookRunsPerDay
  const runs = roundByChance(
    usual * (0.5 + hashFraction(profile.seed, wells.notebookRuns, index)),
    hashFraction(profile.seed, index, 2)
  )
  for (let run = 0; run < runs; run++) {
    const chance = hashFraction(profile.seed, wells.notebookRun, index, run)
    const end = chance < 0.9 ? "completed" : chance < 0.96 ? "errored" : chance < 0.99 ? "canceled" : "timeout"
    counts[end] += 1
    counts.minutes += end === "timeout" ? 60 : 1 + Math.floor(12 * hashFraction(profile.seed, index, run))
  }
  return counts
}
