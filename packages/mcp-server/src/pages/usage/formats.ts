/** Amounts and times of usage in the language of the host. All times are in UTC. */
import { knownLocale } from "../numbers.ts"
import type { Measure, Period } from "./readUsage.ts"
import type { Step } from "./steps.ts"

export interface UsageFormats {
  /** The values as words, for a title. */
  readonly what: string
  /** True if values are counted one by one, and half of one is no value. */
  readonly isWhole: boolean
  /** An amount, whole. Many bytes are written in a larger unit. */
  readonly amount: (value: number) => string
  /** An amount for an axis. */
  readonly short: (value: number) => string
  /** The time of a point. */
  readonly time: (time: number, step: Step) => string
  /** The time of a mark of the axis. */
  readonly mark: (time: number, step: Step) => string
  readonly period: (period: Period) => string
}

const byteUnits = ["byte", "kilobyte", "megabyte", "gigabyte", "terabyte", "petabyte"] as const
const thousand = 1_000
const million = 1_000_000

const utc = { timeZone: "UTC" } as const
const timeStyles: Readonly<Record<Step, Intl.DateTimeFormatOptions>> = {
  hour: { ...utc, month: "short", day: "numeric", year: "numeric", hour: "2-digit", minute: "2-digit" },
  day: { ...utc, weekday: "short", month: "short", day: "numeric", year: "numeric" },
  month: { ...utc, month: "long", year: "numeric" }
}
const markStyles: Readonly<Record<Step, Intl.DateTimeFormatOptions>> = {
  hour: { ...utc, month: "short", day: "numeric", hour: "2-digit", minute: "2-digit" },
  day: { ...utc, month: "short", day: "numeric" },
  month: { ...utc, month: "short", year: "numeric" }
}

const isBytes = ({ unit }: Pick<Measure, "unit">): boolean => unit === "bytes"

const capitalize = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1)

export const makeUsageFormats = (locale: string | undefined, measure: Pick<Measure, "unit">): UsageFormats => {
  const known = knownLocale(locale)
  const numbers = new Intl.NumberFormat(known, { maximumFractionDigits: 2 })
  const compact = new Intl.NumberFormat(known, { notation: "compact", maximumSignificantDigits: 4 })
  const bytes = (value: number): string => {
    const power = byteUnits.findLastIndex((_, index) => Math.abs(value) >= thousand ** index)
    const unit = byteUnits[power] ?? "byte"
    return new Intl.NumberFormat(known, { style: "unit", unit, maximumSignificantDigits: 4 }).format(
      value / thousand ** Math.max(0, power)
    )
  }
  const times = (styles: typeof timeStyles) => {
    const formats = {
      hour: new Intl.DateTimeFormat(known, styles.hour),
      day: new Intl.DateTimeFormat(known, styles.day),
      month: new Intl.DateTimeFormat(known, styles.month)
    }
    return (time: number, step: Step): string => formats[step].format(time)
  }
  const range = new Intl.DateTimeFormat(known, { ...utc, dateStyle: "medium" })
  return {
    what: isBytes(measure) ? "Bytes of payloads" : capitalize(measure.unit),
    isWhole: !isBytes(measure),
    amount: isBytes(measure) ? bytes : (value) => numbers.format(value),
    short: (value) => {
      if (isBytes(measure)) return bytes(value)
      return Math.abs(value) < million ? numbers.format(value) : compact.format(value)
    },
    time: times(timeStyles),
    mark: times(markStyles),
    period: ({ start, end }) => range.formatRange(start, Math.max(start, end - 1))
  }
}
