/** The request of the command `report`. */
import type { ReportName } from "../../tools/bulk/reports/Report.ts"
import type { ReportFormat } from "../../tools/bulk/reports/reportFormats.ts"
import type { Period } from "../../tools/usage/periods.ts"

export interface ReportRequest {
  readonly name: ReportName
  readonly format: ReportFormat
  /** The path of the file. Without it, the report goes to standard output. */
  readonly output?: string
  /** The file may replace another. */
  readonly replaces: boolean
  readonly over: number
  /** A calendar month such as `2026-10`. The default is the last 28 whole days. */
  readonly month?: string
  readonly failsOnFindings: boolean
}

const monthForm = /^(\d{4})-(0[1-9]|1[0-2])$/

/** The calendar month in UTC; undefined if the text is none. */
export const parseMonth = (text: string): Period | undefined => {
  const [, year, month] = monthForm.exec(text) ?? []
  return year === undefined || month === undefined
    ? undefined
    : { start: Date.UTC(Number(year), Number(month) - 1), end: Date.UTC(Number(year), Number(month)) }
}
