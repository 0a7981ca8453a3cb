/** Numbers of usage as people read them. */

/** What is counted. Bytes have names for their thousands. */
export interface Unit {
  readonly one: string
  readonly many: string
  readonly isBytes: boolean
}

/** A number whose digits stand in groups of three. */
export const formatNumber = (value: number): string => value.toLocaleString("en-US", { maximumFractionDigits: 2 })

const byteUnits = ["kB", "MB", "GB", "TB", "PB"] as const
const thousand = 1000

/** A number of bytes in the largest unit of which there is one, in powers of a thousand: `1.23 GB`. */
export const formatBytes = (bytes: number): string => {
  const power = byteUnits.findLastIndex((_, index) => Math.abs(bytes) >= thousand ** (index + 1))
  const scaled = bytes / thousand ** (power + 1)
  return `${scaled.toLocaleString("en-US", { maximumSignificantDigits: 4 })} ${byteUnits[power] ?? "bytes"}`
}

/** The number for an axis: short, and exact enough to tell its marks apart. */
export const formatShort = (value: number, { isBytes }: Unit): string => {
  if (isBytes) return formatBytes(value)
  return Math.abs(value) < thousand ** 2
    ? formatNumber(value)
    : value.toLocaleString("en-US", { notation: "compact", maximumSignificantDigits: 5 })
}

/** The number exactly, and of many bytes how many that is. */
export const formatAmount = (value: number, { isBytes }: Unit): string =>
  isBytes && Math.abs(value) >= thousand ? `${formatBytes(value)} (${formatNumber(value)} bytes)` : formatNumber(value)

/** The number and what it counts: `1,234 devices`, `1.23 GB (1,234,567,890 bytes)`. */
export const formatCount = (value: number, unit: Unit): string => {
  if (unit.isBytes && Math.abs(value) >= thousand) return formatAmount(value, unit)
  return `${value === 0 ? "no" : formatNumber(value)} ${value === 1 ? unit.one : unit.many}`
}

/** A share of one as percent: `12.4 %`. */
export const formatPercent = (share: number): string => {
  if (share > 0 && share < 0.001) return "less than 0.1 %"
  return `${(100 * share).toLocaleString("en-US", { maximumFractionDigits: 1 })} %`
}

/** With its first letter in upper case. */
export const capitalize = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1)
