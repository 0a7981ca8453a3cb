/** What each of the usage actions measures. */
import { hour } from "../../arguments/usagePeriod.ts"
import type { Unit } from "./amounts.ts"

export interface Measure {
  readonly unit: Unit
  /** What is of that unit, where the unit does not say it. */
  readonly of: string
  /** The fields of a point, none for an action whose answer is no series. */
  readonly columns: ReadonlyArray<string>
  /** The field that the summary and the chart are about. */
  readonly main: string
  /** What the other fields count, where their names do not say it. */
  readonly others: string
  /** Whether the main field says how many there are at a time, and not how many came. */
  readonly isLevel: boolean
  readonly step: "day" | "hour"
}

/** The input of a usage action, as far as it decides what is measured. */
export interface MeasureInput {
  readonly asBytes?: boolean
  readonly resolution?: number
  readonly includeNonBillable?: boolean
}

const plain = (one: string, many: string): Unit => ({ one, many, isBytes: false })
const bytes: Unit = { one: "byte", many: "bytes", isBytes: true }

/** The same period has two totals, which have to be told apart: which one it is depends on the action and its input. */
const payloads = (input: MeasureInput, columns: ReadonlyArray<string>, isBillable: boolean): Measure => {
  const [one, others] = isBillable ? ["billable payload", ""] : ["payload", " (with non-billable)"]
  return {
    ...(input.asBytes === true
      ? { unit: bytes, of: ` of ${one}s${others}` }
      : { unit: plain(one, `${one}s`), of: others }),
    columns,
    main: "value",
    others: "",
    isLevel: false,
    step: input.resolution === hour ? "hour" : "day"
  }
}

const byDay = { of: "", step: "day" } as const

const measures = new Map<string, (input: MeasureInput) => Measure>([
  [
    "instanceOrg.deviceCounts",
    () => ({
      unit: plain("device", "devices"),
      columns: ["total", "created", "deleted"],
      main: "total",
      others: "",
      isLevel: true,
      ...byDay
    })
  ],
  [
    "instanceOrg.notebookMinuteCounts",
    () => ({
      unit: plain("notebook minute", "notebook minutes"),
      columns: ["minutes", "completed", "canceled", "errored", "timeout"],
      main: "minutes",
      others: "runs ",
      isLevel: false,
      ...byDay
    })
  ],
  ["instanceOrg.payloadCountsBreakdown", (input) => payloads(input, ["value"], input.includeNonBillable !== true)],
  ["instanceOrg.payloadCounts", (input) => payloads(input, [], false)]
])

/** What the action measures when called with this input; nothing for one that is not about usage. */
export const measureOf = (action: string, input: MeasureInput): Measure | undefined => measures.get(action)?.(input)
