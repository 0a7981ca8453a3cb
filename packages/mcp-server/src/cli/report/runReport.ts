/** `report`: prints or writes a report on all organizations, for a person and for a program. */
import * as Path from "node:path"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import { completePeriod } from "../../arguments/usagePeriod.ts"
import type { Flags } from "../../config/Flags.ts"
import { parseServerConfig, type ServerConfig } from "../../config/ServerConfig.ts"
import { Connection } from "../../losant/Connection.ts"
import type { Environment } from "../../model/Environment.ts"
import { makeRedact } from "../../observability/redaction.ts"
import type { Sink } from "../../observability/stderr.ts"
import { checkAbsent, checkFolder, writeOutput } from "../../safety/files/outputFile.ts"
import * as Runtime from "../../server/Runtime.ts"
import { quotePath, visible } from "../../text/escapes.ts"
import { formatReport } from "../../tools/bulk/reports/formatReport.ts"
import { countFindings, type OnProgress, type ReadReport, readReport } from "../../tools/bulk/reports/readReport.ts"
import { toolSummaries } from "../../tools/definitions/toolSummaries.ts"
import { formatCount, formatNumber } from "../../tools/usage/amounts.ts"
import type { Period } from "../../tools/usage/periods.ts"
import { parseMonth, type ReportRequest } from "./ReportRequest.ts"

/**
 * - `ok`: the report is complete.
 * - `findings`: it is complete, has findings, and the person wants to be told.
 * - `mistake`: arguments or settings have to be corrected.
 * - `incomplete`: Losant did not answer all of it, or the file could not be written.
 */
export const exitCodes = { ok: 0, findings: 1, mistake: 2, incomplete: 3 } as const

export interface ReportOutcome {
  /** The report, unless it went to a file. */
  readonly out: string
  /** Lines for the person. */
  readonly notes: ReadonlyArray<string>
  readonly exitCode: (typeof exitCodes)[keyof typeof exitCodes]
}

/** The surroundings of the command. */
export interface ReportSetup {
  readonly environment: Environment
  readonly flags: Flags
  /** Receives the lines of the log. */
  readonly log: Sink
  /** Draws the progress, for a person at a terminal. */
  readonly showProgress: (text: string) => void
}

const organizations = { one: "organization", many: "organizations", isBytes: false }
const findings = { one: "finding", many: "findings", isBytes: false }
const rows = { one: "row", many: "rows", isBytes: false }

const barWidth = 30

/** A bar such as `[#####-----] 120 of 400 organizations`. */
export const progressBar = (done: number, total: number | undefined): string => {
  if (total === undefined) return formatCount(done, organizations)
  const filled = total === 0 ? barWidth : Math.round((barWidth * done) / total)
  return `[${"#".repeat(filled)}${"-".repeat(barWidth - filled)}] ${formatNumber(done)} of ${formatCount(total, organizations)}`
}

const periodOf = ({ month }: ReportRequest, now: number): Period => {
  const asked = month === undefined ? undefined : parseMonth(month)
  if (asked !== undefined) return { ...asked, end: Math.min(asked.end, now) }
  const { start, end } = completePeriod({}, now)
  return { start: Number(start), end }
}

const maxFailures = 10

const describe = (report: ReadReport): ReadonlyArray<string> => {
  const { checked, failed, stopped } = report
  const found = countFindings(report)
  return [
    `${formatCount(checked, organizations)}, ${formatCount(report.rows.length, rows)}` +
      `${report.columns.includes("finding") ? `, ${formatCount(found, findings)}` : ""}.`,
    ...failed.slice(0, maxFailures).map(({ name, why }) => `Not read: ${JSON.stringify(name)}: ${why}.`),
    ...(failed.length > maxFailures ? [`Not read: ${failed.length - maxFailures} more.`] : []),
    ...(stopped === undefined ? [] : [`The report is incomplete: ${stopped}.`])
  ]
}

const end = (exitCode: ReportOutcome["exitCode"], ...notes: ReadonlyArray<string>): ReportOutcome => ({
  out: "",
  notes,
  exitCode
})

const read = Effect.fnUntraced(function* (request: ReportRequest, onProgress: OnProgress) {
  const connection = yield* Connection
  const gateway = yield* connection.open
  const instanceId = yield* Effect.flatMap(connection.instances, ({ resolve }) => resolve(undefined))
  const settings = { over: request.over, period: periodOf(request, yield* Clock.currentTimeMillis) }
  return yield* readReport(gateway, instanceId, request.name, settings, onProgress)
})

const deliver = Effect.fnUntraced(function* (request: ReportRequest, path: string | undefined, report: ReadReport) {
  const isComplete = report.failed.length === 0 && report.stopped === undefined
  const exitCode = !isComplete
    ? exitCodes.incomplete
    : request.failsOnFindings && countFindings(report) > 0
      ? exitCodes.findings
      : exitCodes.ok
  const text = formatReport(report, request.format)
  if (path === undefined) return { out: text, notes: describe(report), exitCode }
  return yield* Effect.match(writeOutput(path, text, request.replaces), {
    onFailure: ({ why }) => end(exitCodes.incomplete, `${quotePath(path)} was not written: ${why}.`),
    onSuccess: (): ReportOutcome => ({
      out: "",
      notes: [...describe(report), `Written to ${quotePath(path)}.`],
      exitCode
    })
  })
})

/** Checks what can be checked before the first request. */
const checkOutput = (path: string | undefined, replaces: boolean): Effect.Effect<string | undefined> => {
  if (path === undefined) return Effect.undefined
  return Effect.andThen(replaces ? Effect.void : checkAbsent(path), checkFolder(path)).pipe(
    Effect.match({
      onFailure: ({ why, code }) =>
        `${quotePath(path)} cannot be written: ${why}.${code === "EEXIST" ? " --force replaces it." : ""}`,
      onSuccess: () => undefined
    })
  )
}

/** Makes the report on the Losant of the configuration. */
export const makeReport = (
  request: ReportRequest,
  config: ServerConfig,
  { log, showProgress }: Pick<ReportSetup, "log" | "showProgress">
): Effect.Effect<ReportOutcome> =>
  Effect.gen(function* () {
    const path = request.output === undefined ? undefined : Path.resolve(request.output)
    const problem = yield* checkOutput(path, request.replaces)
    if (problem !== undefined) return end(exitCodes.mistake, problem)
    const onProgress: OnProgress = (done, total) => Effect.sync(() => showProgress(progressBar(done, total)))
    return yield* read(request, onProgress).pipe(
      Effect.ensuring(Effect.sync(() => showProgress(""))),
      Effect.matchEffect({
        onFailure: (error) =>
          Effect.succeed(
            end(error._tag === "LosantConfigError" ? exitCodes.mistake : exitCodes.incomplete, error.message)
          ),
        onSuccess: (report) => deliver(request, path, report)
      })
    )
  }).pipe(Effect.provide(Runtime.layer(config, Runtime.losantLayer(config), log)))

/** Reads the settings, makes the report, and takes the token out of all notes. */
export const runReport = (request: ReportRequest, setup: ReportSetup): Promise<ReportOutcome> => {
  const { environment, flags } = setup
  const config = parseServerConfig(environment, flags, toolSummaries)
  if (Result.isFailure(config)) return Promise.resolve(end(exitCodes.mistake, config.failure))
  const redact = makeRedact(environment)
  return Effect.runPromise(
    Effect.map(makeReport(request, config.success, setup), ({ notes, ...outcome }) => ({
      ...outcome,
      notes: notes.map((note) => visible(redact(note)))
    }))
  )
}
