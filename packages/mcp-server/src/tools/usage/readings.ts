/** What an answer of Losant says of usage: a series of days or hours, or sums by type and source. */
import * as Option from "effect/Option"
import * as Predicate from "effect/Predicate"
import { day, hour } from "../../arguments/usagePeriod.ts"
import type { Values } from "../../model/Values.ts"
import { parseMillis } from "../../text/time.ts"
import type { Measure } from "./measures.ts"
import type { Period } from "./periods.ts"

export interface Point {
  /** In milliseconds since 1970. Days need not begin at midnight UTC. */
  readonly time: number
  /** By the name of the field; what Losant does not say is not there. */
  readonly values: Readonly<Record<string, number>>
}

export interface Source {
  readonly type: string
  readonly source: string
  readonly value: number
}

export interface Reading {
  /** In the order of their times. */
  readonly points: ReadonlyArray<Point>
  /** The largest first. */
  readonly sources: ReadonlyArray<Source>
  /** By field: of a level the last that is known, of all else the sum. What no point says is not there. */
  readonly totals: Readonly<Record<string, number>>
}

// Nobody counts further, and sums would no longer be exact.
const isKnown = (value: unknown): value is number =>
  Predicate.isNumber(value) && Math.abs(value) <= Number.MAX_SAFE_INTEGER

const knownIn = (of: Values, names: ReadonlyArray<string>): Readonly<Record<string, number>> =>
  Object.fromEntries(
    names.flatMap((name) => {
      const value = of[name]
      return isKnown(value) ? [[name, value] as const] : []
    })
  )

const pointsOf = (answer: Values, columns: ReadonlyArray<string>): ReadonlyArray<Point> => {
  const counts: ReadonlyArray<unknown> = Array.isArray(answer["counts"]) ? answer["counts"] : []
  return counts
    .filter(Predicate.isObject)
    .flatMap((count) =>
      Option.toArray(parseMillis(count["date"])).map((time) => ({ time, values: knownIn(count, columns) }))
    )
    .sort((one, other) => one.time - other.time)
}

const sourcesOf = (answer: Values): ReadonlyArray<Source> =>
  Object.entries(answer)
    // What begins so is no type, but a link or the like.
    .filter(([type]) => !type.startsWith("_"))
    .flatMap(([type, bySource]) =>
      Predicate.isObject(bySource)
        ? Object.entries(bySource).flatMap(([source, value]) => (isKnown(value) ? [{ type, source, value }] : []))
        : []
    )
    .sort((one, other) => other.value - one.value)

const sum = (values: ReadonlyArray<number>): number => values.reduce((one, other) => one + other, 0)

const totalsOf = ({ columns, main, isLevel }: Measure, points: ReadonlyArray<Point>): Reading["totals"] =>
  Object.fromEntries(
    columns.flatMap((name) => {
      const known = points.flatMap(({ values }) => values[name] ?? [])
      const total = isLevel && name === main ? known.at(-1) : sum(known)
      return known.length === 0 || total === undefined ? [] : [[name, total] as const]
    })
  )

/** Reads an answer. */
export const readingOf = (measure: Measure, answer: Values): Reading => {
  if (measure.columns.length === 0) {
    const sources = sourcesOf(answer)
    return { points: [], sources, totals: { [measure.main]: sum(sources.map(({ value }) => value)) } }
  }
  const points = pointsOf(answer, measure.columns)
  return { points, sources: [], totals: totalsOf(measure, points) }
}

/** The points whose main field is known, with its value. */
export const knownPoints = ({ main }: Measure, { points }: Reading) =>
  points.flatMap(({ time, values }) => {
    const value = values[main]
    return value === undefined ? [] : [{ time, value }]
  })

/** The first of the highest points; none where all are zero. */
export const peakOf = (
  measure: Measure,
  reading: Reading
): { readonly time: number; readonly value: number } | undefined =>
  knownPoints(measure, reading).reduce<{ readonly time: number; readonly value: number } | undefined>(
    (highest, point) => (point.value > (highest?.value ?? 0) ? point : highest),
    undefined
  )

/** From one point to the next, in milliseconds. */
export const lengthOf = (step: Measure["step"]): number => (step === "day" ? day : hour)

/**
 * Whether the first and the last point are counted only from, or up to, the ends of the period: days need not begin where
 * it does. Of a level no point is.
 */
export const partialOf = (
  { step, isLevel }: Measure,
  { points }: Reading,
  { start, end }: Period
): { readonly first: boolean; readonly last: boolean } => {
  const [first, last] = [points[0], points.at(-1)]
  if (isLevel || first === undefined || last === undefined) return { first: false, last: false }
  return { first: first.time < start, last: last.time + lengthOf(step) > end }
}
