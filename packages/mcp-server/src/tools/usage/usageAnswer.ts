/** What the usage tools answer: a summary on one line, the numbers as a table, and a chart where one was asked for. */
import type * as Action from "@effect-losant/core/Action"
import * as InstanceOrg from "@effect-losant/core/InstanceOrg"
import type { LosantError } from "@effect-losant/core/LosantError"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Predicate from "effect/Predicate"
import * as Ref from "effect/Ref"
import { withoutExtras } from "../../arguments/extras.ts"
import { ClientRequest } from "../../model/ClientRequest.ts"
import type { Reach } from "../../model/LosantGateway.ts"
import type { Refusal } from "../../model/Refusal.ts"
import type { JsonSchema } from "../../model/ToolSchema.ts"
import type { Values } from "../../model/Values.ts"
import { parseMillis, toIso } from "../../text/time.ts"
import { ChartDrawing } from "./chart/chart.ts"
import { type Measure, measureOf } from "./measures.ts"
import type { Period } from "./periods.ts"
import { type Previous, patience, readPrevious } from "./previousPeriod.ts"
import { peakOf, type Reading, readingOf } from "./readings.ts"
import { tableOf } from "./rows.ts"
import { summaryOf } from "./summary.ts"
import { usageChart } from "./usageChart.ts"

export interface UsageAnswer {
  readonly content: Values
  /** A PNG image. */
  readonly image?: Uint8Array
}

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

/** Whether the action is about usage: then {@link answerUsage} is what its tool answers. */
export const isUsage = (action: Action.Any): boolean => measureOf(action.action, {}) !== undefined

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
const nameOf = (reach: Reach, { instanceId, orgId }: Values): Effect.Effect<string> => {
  const otherwise = Effect.succeed(`Organization ${String(orgId)}`)
  return reach.execute(InstanceOrg.get, { instanceId, orgId, ...withoutExtras }).pipe(
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
 * `input` is that of the action, with `start` and `end` in milliseconds since 1970; `values` are the arguments of the
 * tool, of which `chart` asks for an image. `orgName`, where it is known, saves the request for the title of the chart.
 *
 * It fails as the action does. Where only the comparison or the chart fails, the answer says so.
 */
export const answerUsage = Effect.fnUntraced(function* (
  reach: Reach,
  action: Action.Any,
  input: Values,
  values: Values,
  orgName?: string
): Effect.fn.Return<UsageAnswer, LosantError | Refusal> {
  const measure = measureOf(action.action, input)
  if (measure === undefined) return yield* Effect.die(new Error(`${action.action} is not about usage`))
  const asked: Period = { start: Number(input["start"]), end: Number(input["end"]) }
  const isCompared = asked.start < asked.end
  const wantsChart = values["chart"] === true && measure.columns.length > 0
  const isNamed = orgName !== undefined || !wantsChart
  const counting = yield* progressOf(1 + Number(isCompared) + Number(!isNamed))
  const [answer, previous, subject] = yield* Effect.all(
    [
      counting(reach.execute(action, input), "read the period"),
      isCompared
        ? counting(readPrevious(reach, action, input, measure, asked), "read the period before")
        : Effect.undefined,
      isNamed ? Effect.succeed(orgName ?? "") : counting(nameOf(reach, input), "read the name")
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
