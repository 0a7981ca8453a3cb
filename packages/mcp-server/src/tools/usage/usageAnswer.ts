/** What the usage tools answer: a summary on one line, the numbers as a table, and a chart where one was asked for. */
import * as InstanceOrg from "@effect-losant/core/InstanceOrg"
import type { LosantError } from "@effect-losant/core/LosantError"
import type { InstanceId, OrgId } from "@effect-losant/core/schemas/Ids"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Predicate from "effect/Predicate"
import * as Ref from "effect/Ref"
import { ClientRequest } from "../../model/ClientRequest.ts"
import type { Input, LosantGateway } from "../../model/LosantGateway.ts"
import type { Refusal } from "../../model/Refusal.ts"
import type { JsonSchema } from "../../model/ToolSchema.ts"
import type { ToolAnswer } from "../../model/tool/Tool.ts"
import type { Values } from "../../model/Values.ts"
import { parseMillis, toIso } from "../../text/time.ts"
import { ChartDrawing } from "./chart/chart.ts"
import { type Measure, type MeasureInput, measureOf } from "./measures.ts"
import type { Period } from "./periods.ts"
import { type Previous, patience, readPrevious } from "./previousPeriod.ts"
import { peakOf, type Reading, readingOf } from "./readings.ts"
import { tableOf } from "./rows.ts"
import { summaryOf } from "./summary.ts"
import { usageChart } from "./usageChart.ts"

/** The fields that all answers have, but for `rows`: its values are of several types, which no client's schemas can say. */
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

/** The input of a usage action whose period is known. */
export interface UsageInput extends MeasureInput {
  readonly instanceId: InstanceId
  readonly orgId: OrgId
  /** In milliseconds since 1970, as the next one. */
  readonly start: number
  readonly end: number
}

const textsOf = ({ start, end }: Period) => ({ start: toIso(start), end: toIso(end) })

const previousOf = (previous: Previous | undefined): Values => {
  if (previous === undefined) return {}
  const totals = previous._tag === "Read" ? { totals: previous.reading.totals } : {}
  return { previous: { ...textsOf(previous.period), ...totals } }
}

const peakIn = (measure: Measure, reading: Reading): Values => {
  const peak = peakOf(measure, reading)
  return peak === undefined ? {} : { peak: { date: toIso(peak.time), value: peak.value } }
}

const notDrawn = (why: string) => `There is no chart: ${why}. The numbers are complete without it.`

/** The name for the title of a chart. Without it the id has to do. */
const nameOf = (gateway: LosantGateway, { instanceId, orgId }: UsageInput): Effect.Effect<string> => {
  const otherwise = Effect.succeed(`Organization ${orgId}`)
  return gateway.execute(InstanceOrg.get, { instanceId, orgId }).pipe(
    Effect.map(({ name }) => name),
    Effect.catch(() => otherwise),
    Effect.timeoutOrElse({ duration: patience, orElse: () => otherwise })
  )
}

/** What became of a chart: at most one of the two. */
interface Drawn {
  readonly image?: Uint8Array
  readonly note?: string
}

const drawn = Effect.fnUntraced(function* (
  measure: Measure,
  reading: Reading,
  previous: Previous | undefined,
  subject: string,
  period: Period
): Effect.fn.Return<Drawn> {
  const chart = usageChart(measure, reading, previous, subject, period)
  if (chart === undefined) return { note: notDrawn("there is nothing to show") }
  const draw = yield* ChartDrawing
  return yield* draw(chart).pipe(
    Effect.map((image) => ({ image })),
    Effect.catch((error) =>
      Effect.logWarning("a chart was not drawn").pipe(
        Effect.annotateLogs({ why: error.message, cause: String(error.cause) }),
        Effect.as({ note: notDrawn(error.message) })
      )
    )
  )
})

/** Counts the requests of a call as they are answered, for the client. */
const progressOf = Effect.fnUntraced(function* (total: number) {
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
 * Reads the usage of an organization, and that of the period of equal length before it at the same time, to compare.
 * `asksForChart` asks for an image. `orgName`, where it is known, saves the request for the title of the chart.
 *
 * It fails as the action does. Where only the comparison or the chart fails, the answer says so.
 */
export const answerUsage = Effect.fnUntraced(function* (
  gateway: LosantGateway,
  action: UsageAction,
  input: UsageInput,
  asksForChart: boolean,
  orgName?: string
): Effect.fn.Return<ToolAnswer, LosantError | Refusal> {
  const measure = measureOf(action.action, input)
  if (measure === undefined) return yield* Effect.die(new Error(`${action.action} is not about usage`))
  // Sound: the input has what the action of its measure takes.
  const own = input as Input<typeof action>
  const asked: Period = { start: input.start, end: input.end }
  const isCompared = asked.start < asked.end
  const wantsChart = asksForChart && measure.columns.length > 0
  const isNamed = orgName !== undefined || !wantsChart
  const counting = yield* progressOf(1 + Number(isCompared) + Number(!isNamed))
  const [answer, previous, subject] = yield* Effect.all(
    [
      counting(gateway.execute<UsageAction>(action, own), "read the period"),
      isCompared
        ? counting(readPrevious<UsageAction>(gateway, action, own, measure, asked), "read the period before")
        : Effect.undefined,
      isNamed ? Effect.succeed(orgName ?? "") : counting(nameOf(gateway, input), "read the name")
    ],
    { concurrency: "unbounded" }
  )
  const known = Predicate.isObject(answer) ? answer : {}
  const period: Period = {
    start: Option.getOrElse(parseMillis(known["start"]), () => asked.start),
    end: Option.getOrElse(parseMillis(known["end"]), () => asked.end)
  }
  const reading = readingOf(measure, known)
  const now = yield* Clock.currentTimeMillis
  const over = { start: period.start, end: Math.min(period.end, now) }
  const chart: Drawn = wantsChart ? yield* drawn(measure, reading, previous, subject, over) : {}
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
