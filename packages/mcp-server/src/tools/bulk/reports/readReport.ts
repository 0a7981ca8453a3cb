/** Reads a report of all organizations. It waits if Losant asks for a pause, and goes on from there. */
import type { LosantError } from "@effect-losant/core/LosantError"
import type { InstanceId } from "@effect-losant/core/schemas/Ids"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Ref from "effect/Ref"
import * as Stream from "effect/Stream"
import type { LosantGateway } from "../../../model/LosantGateway.ts"
import type { Refusal } from "../../../model/Refusal.ts"
import { describeError, type JobError, MissingData, scopeOf, toFailure } from "../requestFailures.ts"
import { type Visit, type WalkStop, walkOrgs } from "../walkOrgs.ts"
import type { ReportName, ReportSettings, Row } from "./Report.ts"
import { reports } from "./reports.ts"

export interface ReadReport {
  readonly columns: ReadonlyArray<string>
  readonly rows: ReadonlyArray<Row>
  /** The number of organizations that were read. */
  readonly checked: number
  /** The organizations that could not be read, with the reasons. */
  readonly failed: ReadonlyArray<{ readonly name: string; readonly why: string }>
  /** The reason why the report ends before the last organization. */
  readonly stopped?: string
}

/** The progress after an organization. `total` is undefined if Losant does not answer it. */
export type OnProgress = (done: number, total: number | undefined) => Effect.Effect<void>

interface State {
  readonly report: ReadReport
  readonly after: string | undefined
  readonly stop?: JobError
}

const maxPauses = 5
const defaultPause = Duration.minutes(1)
const maxPause = Duration.minutes(15)

const pauseOf = (error: JobError): Duration.Duration | undefined => {
  if (scopeOf(error) !== "pause") return undefined
  const wait =
    "retryAfter" in error && error.retryAfter !== undefined ? Duration.millis(error.retryAfter) : defaultPause
  return Duration.isGreaterThan(wait, maxPause) ? undefined : wait
}

const addStep = (state: State, step: Visit<ReadonlyArray<Row>> | WalkStop): State => {
  if (step._tag === "Stopped") return { ...state, stop: step.error }
  const { report } = state
  const { org, value = [], error } = step
  return {
    after: org.id.toLowerCase(),
    report: {
      ...report,
      checked: report.checked + 1,
      rows: [...report.rows, ...value],
      failed: error === undefined ? report.failed : [...report.failed, { name: org.name, why: describeError(error) }]
    }
  }
}

/** Reads all rows. It fails only if the first request does; later, the report says where it stopped. */
export const readReport = Effect.fnUntraced(function* (
  gateway: LosantGateway,
  instanceId: InstanceId,
  name: ReportName,
  settings: ReportSettings,
  onProgress: OnProgress
): Effect.fn.Return<ReadReport, LosantError | Refusal> {
  const { columns, summaryInclude, rowsOf } = reports[name]
  const state = yield* Ref.make<State>({ after: undefined, report: { columns, rows: [], checked: 0, failed: [] } })
  for (let pauses = 0; ; pauses++) {
    const { after } = yield* Ref.updateAndGet(state, ({ after, report }) => ({ after, report }))
    const options = {
      summaryInclude,
      after,
      visit: (org: Parameters<typeof rowsOf>[2]) => rowsOf(gateway, instanceId, org, settings)
    }
    yield* Stream.runForEach(walkOrgs(gateway, instanceId, options), (step) =>
      Effect.flatMap(
        Ref.updateAndGet(state, (now) => addStep(now, step)),
        ({ report }) =>
          step._tag === "Stopped"
            ? Effect.void
            : onProgress(report.checked, step.left === undefined ? undefined : report.checked + step.left)
      )
    )
    const { report, stop } = yield* Ref.get(state)
    if (stop === undefined) return report
    const pause = pauseOf(stop)
    if (pause === undefined || pauses === maxPauses) {
      if (report.checked === 0 && !(stop instanceof MissingData)) return yield* Effect.fail(toFailure(stop))
      return { ...report, stopped: describeError(stop) }
    }
    yield* Effect.sleep(pause)
  }
})

/** The number of rows that somebody should look at. */
export const countFindings = ({ rows }: ReadReport): number => rows.filter(({ finding = "" }) => finding !== "").length
