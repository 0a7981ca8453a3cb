/** The answers of the usage tools: a summary on one line, the numbers as a table, and a chart on request. */
import * as Instance from "@effect-losant/core/Instance"
import * as InstanceOrg from "@effect-losant/core/InstanceOrg"
import * as InstanceSandbox from "@effect-losant/core/InstanceSandbox"
import type { LosantError } from "@effect-losant/core/LosantError"
import type { InstanceId, OrgId, SandboxId } from "@effect-losant/core/schemas/Ids"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Predicate from "effect/Predicate"
import * as Ref from "effect/Ref"
import { ClientRequest } from "../../model/ClientRequest.ts"
import { HideToken } from "../../model/HideToken.ts"
import type { Input, LosantGateway } from "../../model/LosantGateway.ts"
import type { Refusal } from "../../model/Refusal.ts"
import type { JsonSchema } from "../../model/ToolSchema.ts"
import type { ToolAnswer } from "../../model/tool/Tool.ts"
import { type JsonObject, toJsonObject } from "../../text/json.ts"
import { parseMillis, toIso } from "../../text/time.ts"
import { ChartDrawing } from "./chart/chart.ts"
import { drawableName } from "./chart/textWidth.ts"
import { type Measure, type MeasureInput, measureOf } from "./measures.ts"
import type { Period } from "./periods.ts"
import { optionalTimeout, type PreviousUsage, readPrevious } from "./previousPeriod.ts"
import { findPeak, type Reading, readUsage } from "./readings.ts"
import { tableOf } from "./rows.ts"
import { summaryOf } from "./summary.ts"
import { makeUsageChart } from "./usageChart.ts"

/** The fields of all answers except `rows`: the schemas of tools cannot declare values of several types. */
export const usageFields: Readonly<Record<string, JsonSchema>> = {
  summary: { type: "string" },
  start: { type: "string" },
  end: { type: "string" },
  unit: { type: "string" },
  totals: { type: "object" },
  peak: { type: "object" },
  previous: { type: "object" },
  columns: { type: "array", items: { type: "string" } }
}

/** The usage actions. */
export type UsageAction =
  | typeof InstanceOrg.deviceCounts
  | typeof InstanceOrg.notebookMinuteCounts
  | typeof InstanceOrg.payloadCounts
  | typeof InstanceOrg.payloadCountsBreakdown
  | typeof Instance.deviceCounts
  | typeof Instance.notebookMinuteCounts
  | typeof Instance.payloadCounts
  | typeof Instance.payloadCountsBreakdown
  | typeof InstanceSandbox.deviceCounts
  | typeof InstanceSandbox.notebookMinuteCounts
  | typeof InstanceSandbox.payloadCounts
  | typeof InstanceSandbox.payloadCountsBreakdown

/** The input of a usage action with its period. */
export interface UsageInput extends MeasureInput {
  readonly instanceId: InstanceId
  /** One of the two, or neither for the usage of the whole instance. */
  readonly orgId?: OrgId
  readonly instanceSandboxId?: SandboxId
  /** In milliseconds since 1970, like `end`. */
  readonly start: number
  readonly end: number
}

const textsOf = ({ start, end }: Period) => ({ start: toIso(start), end: toIso(end) })

const previousOf = (previous: PreviousUsage | undefined): JsonObject => {
  if (previous === undefined) return {}
  const totals = previous._tag === "Read" ? { totals: previous.reading.totals } : {}
  return { previous: { ...textsOf(previous.period), ...totals } }
}

const peakIn = (measure: Measure, reading: Reading): JsonObject => {
  const peak = findPeak(measure, reading)
  return peak === undefined ? {} : { peak: { date: toIso(peak.time), value: peak.value } }
}

const noChartNote = (why: string) => `There is no chart: ${why}. The numbers are complete without it.`

interface Named {
  readonly id: string
  /** The title with the id, if the name is not known or cannot be drawn. */
  readonly title: string
  readonly name: Effect.Effect<string | undefined, LosantError | Refusal>
}

/** The organization, the sandbox or the instance that the usage is of. */
const namedOf = (gateway: LosantGateway, { instanceId, orgId, instanceSandboxId }: UsageInput): Named => {
  if (orgId !== undefined) {
    const org = gateway.execute(InstanceOrg.get, { instanceId, orgId })
    return { id: orgId, title: `Organization ${orgId}`, name: Effect.map(org, ({ name }) => name) }
  }
  if (instanceSandboxId !== undefined) {
    const input = { instanceId, instanceSandboxId, summaryInclude: ["orgCount"] } as const
    const sandbox = gateway.execute(InstanceSandbox.get, input)
    return {
      id: instanceSandboxId,
      title: `Sandbox ${instanceSandboxId}`,
      name: Effect.map(sandbox, ({ email }) => email)
    }
  }
  const instance = gateway.execute(Instance.get, { instanceId })
  return { id: instanceId, title: `Instance ${instanceId}`, name: Effect.map(instance, ({ name }) => name) }
}

/** Reads the name for the title of a chart. If that fails, the title has the id. */
const readName = (gateway: LosantGateway, input: UsageInput): Effect.Effect<string> => {
  const { id, title, name } = namedOf(gateway, input)
  const otherwise = Effect.succeed(title)
  return name.pipe(
    Effect.map((found = title) => drawableName(found, id, title)),
    Effect.catch(() => otherwise),
    Effect.timeoutOrElse({ duration: optionalTimeout, orElse: () => otherwise })
  )
}

/** The result of drawing: an image, or a note that says why there is none. */
interface ChartResult {
  readonly image?: Uint8Array
  readonly note?: string
}

const drawChart = Effect.fnUntraced(function* (
  measure: Measure,
  reading: Reading,
  previous: PreviousUsage | undefined,
  subject: string,
  period: Period
): Effect.fn.Return<ChartResult> {
  // Nobody can remove the token from a picture later.
  const hideToken = yield* HideToken
  const chart = makeUsageChart(measure, reading, previous, hideToken()(subject), period)
  if (chart === undefined) return { note: noChartNote("there is nothing to show") }
  const draw = yield* ChartDrawing
  return yield* draw(chart).pipe(
    Effect.map((image) => ({ image })),
    Effect.catch((error) =>
      Effect.logWarning("a chart was not drawn").pipe(
        Effect.annotateLogs({ why: error.message, cause: String(error.cause) }),
        Effect.as({ note: noChartNote(error.message) })
      )
    )
  )
})

/** Reports the progress to the client each time when Losant has answered a request. */
const countRequests = Effect.fnUntraced(function* (total: number) {
  const { progress } = yield* ClientRequest
  const count = yield* Ref.make(0)
  return <A, E, R>(request: Effect.Effect<A, E, R>, message: string) =>
    Effect.tap(request, () =>
      Effect.flatMap(
        Ref.updateAndGet(count, (done) => done + 1),
        (done) => progress({ done, total, message })
      )
    )
})

/**
 * Reads the usage of an organization, of a sandbox or of the whole instance. It reads the previous period at the same
 * time, for the comparison. `isChartRequested` adds an image to the answer. A known `orgName` saves the request for the
 * title of the chart.
 *
 * It fails if the action fails. If only the comparison or the chart fails, the answer says so.
 */
export const answerUsage = Effect.fnUntraced(function* (
  gateway: LosantGateway,
  action: UsageAction,
  input: UsageInput,
  isChartRequested: boolean,
  orgName?: string
): Effect.fn.Return<ToolAnswer, LosantError | Refusal> {
  const measure = measureOf(action.action, input)
  if (measure === undefined) return yield* Effect.die(new Error(`${action.action} is not about usage`))
  // Sound: the input has all fields that this action takes.
  const actionInput = input as Input<typeof action>
  const requested: Period = { start: input.start, end: input.end }
  const isCompared = requested.start < requested.end
  const wantsChart = isChartRequested && measure.columns.length > 0
  const isNameKnown = orgName !== undefined || !wantsChart
  const countRequest = yield* countRequests(1 + Number(isCompared) + Number(!isNameKnown))
  const [answer, previous, subject] = yield* Effect.all(
    [
      countRequest(gateway.execute<UsageAction>(action, actionInput), "read the period"),
      isCompared
        ? countRequest(
            readPrevious<UsageAction>(gateway, action, actionInput, measure, requested),
            "read the period before"
          )
        : Effect.undefined,
      isNameKnown ? Effect.succeed(orgName ?? "") : countRequest(readName(gateway, input), "read the name")
    ],
    { concurrency: "unbounded" }
  )
  const fields = toJsonObject(Predicate.isObject(answer) ? answer : {})
  const period: Period = {
    start: Option.getOrElse(parseMillis(fields["start"]), () => requested.start),
    end: Option.match(parseMillis(fields["end"]), {
      onNone: () => requested.end,
      // Losant may answer the last millisecond of the period, and not its end.
      onSome: (end) => (end + 1 === requested.end ? requested.end : end)
    })
  }
  const reading = readUsage(measure, fields)
  const now = yield* Clock.currentTimeMillis
  const pastPeriod = { start: period.start, end: Math.min(period.end, now) }
  const chart: ChartResult = wantsChart ? yield* drawChart(measure, reading, previous, subject, pastPeriod) : {}
  const { rows, ...table } = tableOf(measure, reading)
  const content = {
    summary: summaryOf(measure, reading, period, previous, now),
    ...textsOf(period),
    unit: measure.unit.many,
    totals: reading.totals,
    ...peakIn(measure, reading),
    ...previousOf(previous),
    ...(chart.note === undefined ? {} : { note: chart.note }),
    ...table,
    rows
  }
  return chart.image === undefined ? { content } : { content, image: chart.image }
})
