/** Describes the numbers that each usage action answers. */
import { hour } from "../../arguments/usagePeriod.ts"
import type { Unit } from "./amounts.ts"

export interface Measure {
  readonly unit: Unit
  /** A phrase after the unit that says more, such as ` of payloads`, or an empty text. */
  readonly of: string
  /** The fields of a point. Empty if the action does not answer a series. */
  readonly columns: ReadonlyArray<string>
  /** The field that the summary and the chart are about. */
  readonly main: string
  /** A word before the other fields that says what they count, such as `runs `, or an empty text. */
  readonly others: string
  /** True if the main field is a level, such as the number of devices, and not a count per day. */
  readonly isLevel: boolean
  readonly step: "day" | "hour"
}

/** The fields of a usage action's input that the measure depends on. */
export interface MeasureInput {
  readonly asBytes?: boolean
  readonly resolution?: number
  readonly includeNonBillable?: boolean
}

const countUnit = (one: string, many: string): Unit => ({ one, many, isBytes: false })
const byteUnit: Unit = { one: "byte", many: "bytes", isBytes: true }

/** A period has two totals: billable payloads, and all payloads. The action and its input decide which one it is. */
const payloads = (input: MeasureInput, columns: ReadonlyArray<string>, isBillable: boolean): Measure => {
  const [one, others] = isBillable ? ["billable payload", ""] : ["payload", " (with non-billable)"]
  return {
    ...(input.asBytes === true
      ? { unit: byteUnit, of: ` of ${one}s${others}` }
      : { unit: countUnit(one, `${one}s`), of: others }),
    columns,
    main: "value",
    others: "",
    isLevel: false,
    step: input.resolution === hour ? "hour" : "day"
  }
}

const byDay = { of: "", step: "day" } as const

/** By the name of the action within its resource: an organization, a sandbox and an instance answer the same. */
const measures = new Map<string, (input: MeasureInput) => Measure>([
  [
    "deviceCounts",
    () => ({
      unit: countUnit("device", "devices"),
      columns: ["total", "created", "deleted"],
      main: "total",
      others: "",
      isLevel: true,
      ...byDay
    })
  ],
  [
    "notebookMinuteCounts",
    () => ({
      unit: countUnit("notebook minute", "notebook minutes"),
      columns: ["minutes", "completed", "canceled", "errored", "timeout"],
      main: "minutes",
      others: "runs ",
      isLevel: false,
      ...byDay
    })
  ],
  ["payloadCountsBreakdown", (input) => payloads(input, ["value"], input.includeNonBillable !== true)],
  ["payloadCounts", (input) => payloads(input, [], false)]
])

/** The measure of an action with this input. Undefined for an action that is not about usage. */
export const measureOf = (action: string, input: MeasureInput): Measure | undefined =>
  measures.get(action.slice(action.indexOf(".") + 1))?.(input)
