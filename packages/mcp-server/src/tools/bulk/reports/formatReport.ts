/** Formats a report. */
import { formatCsv } from "../../../text/csv.ts"
import { visible } from "../../../text/escapes.ts"
import type { Cell, Row } from "./Report.ts"
import type { ReadReport } from "./readReport.ts"
import type { ReportFormat } from "./reportFormats.ts"

/** Without hidden characters, and on one line. A number stays one. */
const cellOf = (value: Cell | undefined): Cell =>
  typeof value === "string" ? visible(value.replaceAll(/\s+/g, " ")) : (value ?? "")

const cellsOf = (columns: ReadonlyArray<string>, row: Row): ReadonlyArray<Cell> =>
  columns.map((column) => cellOf(row[column]))

const maxCellLength = 40

const shorten = (text: string): string => {
  const characters = [...text]
  return characters.length > maxCellLength ? `${characters.slice(0, maxCellLength - 1).join("")}…` : text
}

/** Columns side by side, with numbers to the right. Long texts are cut. */
const formatTable = ({ columns, rows }: ReadReport): string => {
  const cells = rows.map((row) => cellsOf(columns, row))
  const texts = [columns, ...cells.map((row) => row.map((cell) => shorten(String(cell))))]
  const widths = columns.map((_, at) => texts.reduce((width, row) => Math.max(width, [...(row[at] ?? "")].length), 0))
  const isNumber = columns.map((_, at) => cells.length > 0 && cells.every((row) => typeof row[at] === "number"))
  return texts
    .map((row) => {
      const padded = row.map((text, at) => {
        const gap = " ".repeat((widths[at] ?? 0) - [...text].length)
        return isNumber[at] === true ? gap + text : text + gap
      })
      return `${padded.join("  ").trimEnd()}\n`
    })
    .join("")
}

const escapeMarkdown = (text: string): string => text.replaceAll(/[\\`*_{}[\]<>#|~&]/g, (character) => `\\${character}`)

const formatMarkdown = ({ columns, rows }: ReadReport): string => {
  const line = (cells: ReadonlyArray<string>) => `| ${cells.join(" | ")} |\n`
  return [
    line(columns),
    line(columns.map(() => "---")),
    ...rows.map((row) => line(cellsOf(columns, row).map((cell) => escapeMarkdown(String(cell)))))
  ].join("")
}

const formatJson = ({ columns, rows, checked, failed, stopped }: ReadReport): string =>
  `${JSON.stringify(
    {
      checked,
      ...(stopped === undefined ? {} : { stopped }),
      failed,
      rows: rows.map((row) => Object.fromEntries(columns.map((column) => [column, row[column] ?? null])))
    },
    undefined,
    2
  )}\n`

export const formatReport = (report: ReadReport, format: ReportFormat): string => {
  switch (format) {
    case "table":
      return formatTable(report)
    case "csv":
      return formatCsv([report.columns, ...report.rows.map((row) => cellsOf(report.columns, row))])
    case "json":
      return formatJson(report)
    case "markdown":
      return formatMarkdown(report)
  }
}
