/** The formats of reports, and the facts that the command line checks before it loads the reports. */
import type { ReportName } from "./Report.ts"

export const reportFormats = ["table", "csv", "json", "markdown"] as const
export type ReportFormat = (typeof reportFormats)[number]

export const isReportFormat = (text: string): text is ReportFormat => reportFormats.some((format) => format === text)

/** True if a row of the report can be one that somebody should look at. */
export const hasFindings = (name: ReportName): boolean => name !== "usage"
