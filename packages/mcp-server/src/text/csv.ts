/** CSV by RFC 4180, which spreadsheets open without running anything in it. */

// A spreadsheet takes a text that begins so for a formula.
const formulaStart = /^[\s]*[=+\-@]|^[\t\r\n]/

const needsQuotes = /[",\r\n]/

const cellOf = (value: string | number | boolean): string => {
  if (typeof value !== "string") return String(value)
  const harmless = formulaStart.test(value) ? `'${value}` : value
  return needsQuotes.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}

/** The rows as CSV. A text that a spreadsheet would take for a formula begins with an apostrophe. */
export const formatCsv = (rows: ReadonlyArray<ReadonlyArray<string | number | boolean>>): string =>
  rows.map((row) => `${row.map(cellOf).join(",")}\r\n`).join("")
