/** The flags of `report`. */
import type { Command as Commander } from "commander"
import { defaultOver, isReportName, reportNames } from "../../tools/bulk/reports/Report.ts"
import { hasFindings, isReportFormat, reportFormats } from "../../tools/bulk/reports/reportFormats.ts"
import { choiceOption, singleOption } from "../flagOptions.ts"
import { parseMonth, type ReportRequest } from "./ReportRequest.ts"

/** The values of the flags, as commander parses them. */
export interface ReportOptions {
  readonly format?: string
  readonly output?: string
  readonly force?: true
  readonly over?: string
  readonly month?: string
  readonly failOnFindings?: true
}

/** The exit codes, for the help. */
const exitCodesText =
  "The exit code is 0 for a complete report, 1 for findings with --fail-on-findings, 2 for a mistake in arguments or " +
  "settings, and 3 if the report is incomplete or cannot be written."

/** Adds the command, whose action comes from the caller. */
export const addReportOptions = (command: Commander, flagNames: () => ReadonlyArray<string>): Commander =>
  command
    .argument("[report]", reportNames.join(", "))
    .summary(`make a report on all organizations: ${reportNames.join(", ")}`)
    .description(
      "Makes a report on all organizations: their usage, the use of their limits, who has access, or unanswered " +
        `invitations. It changes nothing in Losant. ${exitCodesText}`
    )
    .usage("<report> [flags]")
    .allowExcessArguments(false)
    .optionsGroup("Flags:")
    .addOption(choiceOption("--format <format>", "the format of the report (default: table)", reportFormats))
    .addOption(singleOption("--output <file>", "write the report to a new file", flagNames))
    .option("--force", "let --output replace a file")
    .addOption(
      singleOption(
        "--over <percent>",
        `limits: lists what is used to more than this percentage (default: ${defaultOver})`,
        flagNames
      )
    )
    .addOption(
      singleOption("--month <month>", "usage: a month such as 2026-10, in UTC (default: the last 28 days)", flagNames)
    )
    .option("--fail-on-findings", "end with exit code 1 if the report has findings")

const percentForm = /^\d{1,4}(?:\.\d+)?$/

/** The request, or the mistake in the flags as a sentence. */
export const parseReport = (name: string | undefined, options: ReportOptions): ReportRequest | string => {
  if (name === undefined || !isReportName(name)) return `Name a report: ${reportNames.join(", ")}.`
  const { format = "table", output, force = false, over, month, failOnFindings = false } = options
  if (!isReportFormat(format)) return `The formats are ${reportFormats.join(", ")}.`
  if (over !== undefined && (name !== "limits" || !percentForm.test(over))) {
    return "--over takes a percentage such as 90, and belongs to the report limits."
  }
  if (month !== undefined && (name !== "usage" || parseMonth(month) === undefined)) {
    return "--month takes a month such as 2026-10, and belongs to the report usage."
  }
  if (failOnFindings && !hasFindings(name)) return `The report ${name} has no findings: leave --fail-on-findings out.`
  if (force && output === undefined) return "--force belongs to --output."
  return {
    name,
    format,
    ...(output === undefined ? {} : { output }),
    replaces: force,
    over: over === undefined ? defaultOver : Number(over),
    ...(month === undefined ? {} : { month }),
    failsOnFindings: failOnFindings
  }
}
