/**
 * The usage of organizations. All series are sums of the same small numbers, so they agree with each other: payloads by
 * hour and source, devices and notebook runs by day. Nothing is stored: the numbers follow from the profile of the
 * organization.
 *
 * The usage of a UTC day is fixed when the day begins, so answers stay the same all day.
 *
 * @since 0.1.0
 */
import type { Schemas } from "@effect-losant/core"
import type { OrgRecord, UsageProfile } from "../state/State.ts"
import { hash, hashFraction } from "../util/Hash.ts"
import { day, floorTo, formatIso, hour, parseMillis } from "../util/Time.ts"
import { payloadSources } from "./payloadSources.ts"

/** A range of time in milliseconds since the epoch. The end is not part of it. @since 0.1.0 */
export interface Range {
  readonly start: number
  readonly end: number
}

/**
 * Something that uses Losant, such as an organization: its usage begins with its profile, or with its creation.
 *
 * @since 0.2.0
 */
export type UsageOwner = Pick<OrgRecord, "creationDate" | "usage">

// Each kind of number has its own stream of chances, so that they are independent.
const streams = { payload: 1, size: 2, deviceCreated: 3, deviceDeleted: 4, notebookRuns: 5, notebookRun: 6 }

const daysBetween = (start: number, end: number): ReadonlyArray<number> =>
  Array.from({ length: Math.max(0, Math.ceil((end - start) / day)) }, (_, index) => start + index * day)

/** The part of a range in which there can be usage: from the first day of the organization to the end of today. */
const clampToUsage = (org: UsageOwner, { start, end }: Range, now: number): Range => ({
  start: Math.max(start, floorTo(parseMillis(org.usage?.from ?? org.creationDate), day)),
  end: Math.min(end, floorTo(now, day) + day)
})

/** The UTC days that overlap the range. */
const daysOf = (org: UsageOwner, range: Range, now: number): ReadonlyArray<number> => {
  const { start, end } = clampToUsage(org, range, now)
  return start >= end ? [] : daysBetween(floorTo(start, day), end)
}

const roundByChance = (value: number, chance: number) => Math.floor(value + chance)

const isWeekend = (time: number) => [0, 6].includes((Math.floor(time / day) + 4) % 7)

/** The activity at a time: the early afternoon is the busiest, weekends are quieter, and usage grows by 40 % a year. */
const activityAt = (from: number, time: number): number => {
  const ofDay = 1 + 0.4 * Math.sin(((time % day) / day - 0.3) * 2 * Math.PI)
  const ofYear = 1 + 0.4 * ((time - from) / (365 * day))
  return ofDay * ofYear * (isWeekend(time) ? 0.7 : 1)
}

const countPayloadsOfHour = (
  profile: UsageProfile,
  time: number,
  stream: number,
  share: number,
  expected: number
): number => {
  // The upper half of the bits decides how busy the hour is, the lower half which way to round.
  const bits = hash(profile.seed, streams.payload, stream, time / hour)
  const noise = 0.8 + (0.4 * (bits >>> 16)) / 2 ** 16
  return roundByChance(expected * share * noise, (bits & 0xffff) / 2 ** 16)
}

const averageBytes = (profile: UsageProfile, stream: number, bytes: number): number =>
  Math.round(bytes * (0.75 + 0.5 * hashFraction(profile.seed, streams.size, stream)))

/** The choice of what to count: payloads or their bytes, with or without sources that are not billed. @since 0.1.0 */
export interface PayloadOptions {
  readonly asBytes: boolean
  readonly includeNonBillable: boolean
}

const forEachPayload = (
  org: UsageOwner,
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
    for (const [stream, { type, source, share, bytes, billable }] of payloadSources.entries()) {
      if (!billable && !includeNonBillable) continue
      const count = countPayloadsOfHour(profile, time, stream, share, expected)
      if (count > 0) add(time, type, source, asBytes ? count * averageBytes(profile, stream, bytes) : count)
    }
  }
}

const addUpPayloads = (org: UsageOwner, range: Range, now: number, asBytes: boolean): Schemas.PayloadStats => {
  const stats: Partial<Record<(typeof payloadSources)[number]["type"], Record<string, number>>> = {}
  forEachPayload(org, range, now, { asBytes, includeNonBillable: true }, (_, type, source, value) => {
    const bySource = stats[type] ?? {}
    bySource[source] = (bySource[source] ?? 0) + value
    stats[type] = bySource
  })
  return stats
}

// A list with summaries asks each organization for the same sum, and asks again with every page and every call.
const sumCache = new WeakMap<UsageProfile, { readonly of: string; readonly stats: Schemas.PayloadStats }>()

/** The payloads of the hours that begin in the range, by type and source. @since 0.1.0 */
export const sumPayloads = (org: UsageOwner, range: Range, now: number, asBytes: boolean): Schemas.PayloadStats => {
  if (org.usage === undefined) return {}
  const { start, end } = clampToUsage(org, range, now)
  const of = `${start} ${end} ${asBytes}`
  const last = sumCache.get(org.usage)
  if (last?.of === of) return last.stats
  const stats = addUpPayloads(org, range, now, asBytes)
  sumCache.set(org.usage, { of, stats })
  return stats
}

/** The same payloads by the UTC day or hour of their arrival. `resolution` is in milliseconds. @since 0.1.0 */
export const breakDownPayloads = (
  org: UsageOwner,
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
    rate * 2 * hashFraction(profile.seed, streams.deviceCreated, index),
    hashFraction(profile.seed, index)
  )
  const gone = roundByChance(
    rate * 0.6 * hashFraction(profile.seed, streams.deviceDeleted, index),
    hashFraction(profile.seed, index, 1)
  )
  const deleted = Math.min(gone, before)
  return { created, deleted, total: before + created - deleted }
}

/** The devices that each day of the range creates and deletes, and their number at its end. @since 0.1.0 */
export const countDevices = (org: UsageOwner, range: Range, now: number): Schemas.DeviceCounts["counts"] => {
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

/** The number of devices now. @since 0.1.0 */
export const countDevicesNow = (org: UsageOwner, now: number): number =>
  countDevices(org, { start: floorTo(now, day), end: now + 1 }, now).at(-1)?.total ?? 0

/** The notebook runs of each day of the range by their ends, and their minutes. @since 0.1.0 */
export const countNotebookRuns = (org: UsageOwner, range: Range, now: number): Schemas.NotebookMinuteCounts["counts"] =>
  daysOf(org, range, now).map((time) => ({ date: formatIso(time), ...countNotebookRunsOfDay(org.usage, time) }))

const countNotebookRunsOfDay = (profile: UsageProfile | undefined, time: number) => {
  const counts = { minutes: 0, completed: 0, canceled: 0, errored: 0, timeout: 0 }
  if (profile === undefined) return counts
  const index = time / day
  const usual = isWeekend(time) ? profile.notebookRunsPerDay / 2 : profile.notebookRunsPerDay
  const runs = roundByChance(
    usual * (0.5 + hashFraction(profile.seed, streams.notebookRuns, index)),
    hashFraction(profile.seed, index, 2)
  )
  for (let run = 0; run < runs; run++) {
    const chance = hashFraction(profile.seed, streams.notebookRun, index, run)
    const end = chance < 0.9 ? "completed" : chance < 0.96 ? "errored" : chance < 0.99 ? "canceled" : "timeout"
    counts[end] += 1
    counts.minutes += end === "timeout" ? 60 : 1 + Math.floor(12 * hashFraction(profile.seed, index, run))
  }
  return counts
}
