/** Reads the answers of the tools about usage. */
import { fieldsOf } from "../host.ts"

/** In milliseconds since 1970. The end is not part of it. */
export interface Period {
  readonly start: number
  readonly end: number
}

export interface UsagePoint {
  /** In milliseconds since 1970. */
  readonly time: number
  /** Undefined if the value is not known. */
  readonly value: number | undefined
  /** True if the period cuts it, so that it counts only a part. */
  readonly isPartial?: boolean
}

/** The words for what is counted. */
export interface Measure {
  /** In the plural, such as `billable payloads`. */
  readonly unit: string
  /** True for a level, such as the number of devices, and false for a sum. */
  readonly isLevel: boolean
  /** True if Losant also counts it by the hour. */
  readonly hasHours: boolean
}

export interface Usage {
  readonly measure: Measure
  readonly period: Period
  /** Undefined if the answer has no table. */
  readonly points: ReadonlyArray<UsagePoint> | undefined
  /** The sum, or the last known value of a level. */
  readonly total: number | undefined
}

/** The columns that charts are about. An answer has one of them, unless it knows no value. */
const mainColumns = ["value", "total", "minutes"] as const

const timeOf = (value: unknown): number | undefined => {
  const time = typeof value === "string" ? Date.parse(value) : Number.NaN
  return Number.isNaN(time) ? undefined : time
}

const periodOf = (value: unknown): Period | undefined => {
  const { start, end } = fieldsOf(value)
  const [from, to] = [timeOf(start), timeOf(end)]
  return from === undefined || to === undefined ? undefined : { start: from, end: to }
}

const numberOf = (value: unknown): number | undefined => (typeof value === "number" ? value : undefined)

const listOf = (value: unknown): ReadonlyArray<unknown> => (Array.isArray(value) ? value : [])

/** The time of a row. A day has only its date, and `dayStarts` say since when its days begin at another time of day. */
const rowTime = (name: unknown, dayStarts: ReadonlyArray<readonly [string, string]>): number | undefined => {
  if (typeof name !== "string" || name.length > 10) return timeOf(name)
  const [, start = "00:00Z"] = dayStarts.findLast(([date]) => date <= name) ?? []
  return timeOf(`${name}T${start}`)
}

const isTextPair = (value: unknown): value is readonly [string, string] =>
  Array.isArray(value) && value.length === 2 && value.every((one) => typeof one === "string")

const pointsOf = (
  content: Readonly<Record<string, unknown>>,
  main: string | undefined
): ReadonlyArray<UsagePoint> | undefined => {
  const { rows, columns } = content
  if (!Array.isArray(rows)) return undefined
  const dayStarts = listOf(content["dayStarts"]).filter(isTextPair)
  const at = main === undefined ? -1 : listOf(columns).indexOf(main)
  return rows.flatMap((row) => {
    const cells = listOf(row)
    const time = rowTime(cells[0], dayStarts)
    return time === undefined ? [] : [{ time, value: at < 0 ? undefined : numberOf(cells[at]) }]
  })
}

/** The usage in the content of an answer. Undefined if it is an answer about something else. */
export const readUsage = (content: Readonly<Record<string, unknown>>): Usage | undefined => {
  const { unit, totals } = content
  const period = periodOf(content)
  if (typeof unit !== "string" || period === undefined) return undefined
  const sums = fieldsOf(totals)
  const main = mainColumns.find((name) => name in sums)
  return {
    measure: {
      unit,
      isLevel: unit === "devices",
      hasHours: unit !== "devices" && unit !== "notebook minutes"
    },
    period,
    points: pointsOf(content, main),
    total: main === undefined ? undefined : numberOf(sums[main])
  }
}
