/** Reads a report on all organizations for a client, as CSV. */
import type { ReadResourceResult, ServerContext } from "@modelcontextprotocol/server"
import * as Clock from "effect/Clock"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import { completePeriod } from "../arguments/usagePeriod.ts"
import { ClientRequest } from "../model/ClientRequest.ts"
import { Refusal } from "../model/Refusal.ts"
import { formatReport } from "../tools/bulk/reports/formatReport.ts"
import { defaultOver, type ReportName } from "../tools/bulk/reports/Report.ts"
import { type ReadReport, readReport } from "../tools/bulk/reports/readReport.ts"
import type { ResourceRunner, Work } from "./ResourceRunner.ts"
import { toProtocolError } from "./resourceError.ts"

/** Many clients give up after a minute. A client that gets progress waits longer. */
const maxTime = Duration.seconds(45)
const maxTimeWithProgress = Duration.minutes(15)

const stepsOfProgress = 25

const onCommandLine = (name: ReportName): string =>
  `On the command line effect-losant-mcp report ${name} --format csv has no such limit.`

const tooSlow = (name: ReportName): Refusal =>
  new Refusal("tooSlow", `The report took longer than a client waits. ${onCommandLine(name)}`)

/** A file does not show that it is not whole, so there is none then. */
const stopped = (name: ReportName, { checked }: ReadReport, why: string): Refusal =>
  new Refusal("tooSlow", `The report stopped after ${checked} organizations: ${why}. ${onCommandLine(name)}`)

/** The report with a row for each organization that could not be read. The last column says why. */
const withFailures = (report: ReadReport): ReadReport => {
  const last = report.columns.at(-1) ?? ""
  return {
    ...report,
    rows: [
      ...report.rows,
      ...report.failed.map(({ name, why }) => ({ organization: name, [last]: `not read: ${why}` }))
    ]
  }
}

/** It rejects with errors of the protocol only. */
export const readReportResource = async (
  name: ReportName,
  uri: string,
  run: ResourceRunner,
  context: ServerContext
): Promise<ReadResourceResult> => {
  const work: Work<string> = Effect.fnUntraced(function* (gateway, instanceId) {
    const { progress, wantsProgress } = yield* ClientRequest
    const { start, end } = completePeriod({}, yield* Clock.currentTimeMillis)
    const settings = { over: defaultOver, period: { start: Number(start), end } }
    const report = yield* readReport(gateway, instanceId, name, settings, (done, total) =>
      done % stepsOfProgress === 1
        ? progress({ done, ...(total === undefined ? {} : { total }), message: `Reading: organization ${done}` })
        : Effect.void
    ).pipe(
      Effect.timeoutOrElse({
        duration: wantsProgress ? maxTimeWithProgress : maxTime,
        orElse: () => Effect.fail(tooSlow(name))
      })
    )
    if (report.stopped !== undefined) return yield* Effect.fail(stopped(name, report, report.stopped))
    return formatReport(withFailures(report), "csv")
  })
  const exit = await run(work, context)
  if (Exit.isFailure(exit)) throw toProtocolError(uri, exit.cause)
  return { contents: [{ uri, mimeType: "text/csv", text: exit.value }] }
}
