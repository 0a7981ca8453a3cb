/** Formats numbers of usage for people. */

/** The unit of a number. Numbers of bytes are formatted in powers of a thousand. */
export interface Unit {
  readonly one: string
  readonly many: string
  readonly isBytes: boolean
}

/** Formats a number with its digits in groups of three. */
export const formatNumber = (value: number): string => value.toLocaleString("en-US", { maximumFractionDigits: 2 })

const byteUnits = ["kB", "MB", "GB", "TB", "PB"] as const
const thousand = 1000

/** Formats bytes in the largest unit that gives at least one, in powers of a thousand: `1.23 GB`. */
export const formatBytes = (bytes: number): string => {
  const power = byteUnits.findLastIndex((_, index) => Math.abs(bytes) >= thousand ** (index + 1))
  const scaled = bytes / thousand ** (power + 1)
  return `${scaled.toLocaleString("en-US", { maximumSignificantDigits: 4 })} ${byteUnits[power] ?? "bytes"}`
}

/** Formats a number for an axis: short, but exact enough to distinguish its marks. */
export const formatShort = (value: number, { isBytes }: Unit): string => {
  if (isBytes) return formatBytes(value)
  return Math.abs(value) < thousand ** 2
    ? formatNumber(value)
    : value.toLocaleString("en-US", { notation: "compact", maximumSignificantDigits: 5 })
}

/** Formats a number exactly. A large number of bytes has a readable form before it. */
export const formatAmount = (value: number, { isBytes }: Unit): string =>
  isBytes && Math.abs(value) >= thousand ? `${formatBytes(value)} (${formatNumber(value)} bytes)` : formatNumber(value)

/** Formats a number with its unit: `1,234 devices`, `1.23 GB (1,234,567,890 bytes)`. */
export const formatCount = (value: number, unit: Unit): string => {
  if (unit.isBytes && Math.abs(value) >= thousand) return formatAmount(value, unit)
  return `${value === 0 ? "no" : formatNumber(value)} ${value === 1 ? unit.one : unit.many}`
}

/** Formats a share between 0 and 1 as percent: `12.4 %`. */
export const formatPercent = (share: number): string => {
  if (share > 0 && share < 0.001) return "less than 0.1 %"
  return `${(100 * share).toLocaleString("en-US", { maximumFractionDigits: 1 })} %`
}

export const capitalize = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1)
