/** Reads Losant's answers about usage: a series of days or hours, or sums by type and source. */
import * as Option from "effect/Option"
import * as Predicate from "effect/Predicate"
import { day, hour } from "../../arguments/usagePeriod.ts"
import { isJsonList, isJsonObject, type JsonObject } from "../../text/json.ts"
import { parseMillis } from "../../text/time.ts"
import type { Measure } from "./measures.ts"
import type { Period } from "./periods.ts"

export interface Point {
  /** In milliseconds since 1970. A day may begin at another time than midnight UTC. */
  readonly time: number
  /** By the name of the field. Fields that Losant does not answer are absent. */
  readonly values: Readonly<Record<string, number>>
}

export interface Source {
  readonly type: string
  readonly source: string
  readonly value: number
}

export interface Reading {
  /** Sorted by time. */
  readonly points: ReadonlyArray<Point>
  /** Sorted by value, the largest first. */
  readonly sources: ReadonlyArray<Source>
  /** By field: the last known value of a level, and the sum of any other field. Unknown fields are absent. */
  readonly totals: Readonly<Record<string, number>>
}

// Sums of larger numbers would not be exact.
const isExactNumber = (value: unknown): value is number =>
  Predicate.isNumber(value) && Math.abs(value) <= Number.MAX_SAFE_INTEGER

const pickNumbers = (of: JsonObject, names: ReadonlyArray<string>): Readonly<Record<string, number>> =>
  Object.fromEntries(
    names.flatMap((name) => {
      const value = of[name]
      return isExactNumber(value) ? [[name, value] as const] : []
    })
  )

const pointsOf = (answer: JsonObject, columns: ReadonlyArray<string>): ReadonlyArray<Point> => {
  const counts = isJsonList(answer["counts"]) ? answer["counts"] : []
  return counts
    .filter(isJsonObject)
    .flatMap((count) =>
      Option.toArray(parseMillis(count["date"])).map((time) => ({ time, values: pickNumbers(count, columns) }))
    )
    .sort((one, other) => one.time - other.time)
}

const sourcesOf = (answer: JsonObject): ReadonlyArray<Source> =>
  Object.entries(answer)
    // Fields that begin so are not types, but links and other extras.
    .filter(([type]) => !type.startsWith("_"))
    .flatMap(([type, bySource]) =>
      isJsonObject(bySource)
        ? Object.entries(bySource).flatMap(([source, value]) => (isExactNumber(value) ? [{ type, source, value }] : []))
        : []
    )
    .sort((one, other) => other.value - one.value)

const sum = (values: ReadonlyArray<number>): number => values.reduce((one, other) => one + other, 0)

const totalsOf = ({ columns, main, isLevel }: Measure, points: ReadonlyArray<Point>): Reading["totals"] =>
  Object.fromEntries(
    columns.flatMap((name) => {
      const knownValues = points.flatMap(({ values }) => values[name] ?? [])
      const total = isLevel && name === main ? knownValues.at(-1) : sum(knownValues)
      return knownValues.length === 0 || total === undefined ? [] : [[name, total] as const]
    })
  )

export const readUsage = (measure: Measure, answer: JsonObject): Reading => {
  if (measure.columns.length === 0) {
    const sources = sourcesOf(answer)
    return { points: [], sources, totals: { [measure.main]: sum(sources.map(({ value }) => value)) } }
  }
  const points = pointsOf(answer, measure.columns)
  return { points, sources: [], totals: totalsOf(measure, points) }
}

/** The points with a known main field, and its value. */
export const knownPoints = ({ main }: Measure, { points }: Reading) =>
  points.flatMap(({ time, values }) => {
    const value = values[main]
    return value === undefined ? [] : [{ time, value }]
  })

/** The first of the highest points. Undefined if all are zero. */
export const findPeak = (
  measure: Measure,
  reading: Reading
): { readonly time: number; readonly value: number } | undefined =>
  knownPoints(measure, reading).reduce<{ readonly time: number; readonly value: number } | undefined>(
    (highest, point) => (point.value > (highest?.value ?? 0) ? point : highest),
    undefined
  )

/** The time between two points in milliseconds. */
export const lengthOf = (step: Measure["step"]): number => (step === "day" ? day : hour)

/**
 * Says whether the period cuts the first and the last point, so that they count only a part of their day or hour: a day
 * may begin at another time than the period. A level counts nothing, so its points are never partial.
 */
export const findPartialEnds = (
  { step, isLevel }: Measure,
  { points }: Reading,
  { start, end }: Period
): { readonly first: boolean; readonly last: boolean } => {
  const [first, last] = [points[0], points.at(-1)]
  if (isLevel || first === undefined || last === undefined) return { first: false, last: false }
  return { first: first.time < start, last: last.time + lengthOf(step) > end }
}
