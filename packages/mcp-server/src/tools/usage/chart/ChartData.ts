/** What a chart of a series over time shows. */
export interface ChartPoint {
  /** In milliseconds since 1970. */
  readonly time: number
  /** Nothing where it is not known: the line has a gap there. */
  readonly value?: number
  /** Whether it counts less than the others because its day, or hour, is cut by an end of what is shown. */
  readonly isPartial?: boolean
}

export interface ChartData {
  /** What is shown, in words of this server. */
  readonly title: string
  /** Of what, in words of others: any text. */
  readonly subject: string
  /** What the values count. */
  readonly unit: string
  /** A value as it stands at the axis: short. */
  readonly formatValue: (value: number) => string
  /** From one point to the next, in milliseconds. */
  readonly step: number
  /** Whether the values begin at zero at the foot of the chart; a level is shown about where it is. */
  readonly startsAtZero: boolean
  /** In the order of their times; one of them at least has a value. */
  readonly points: ReadonlyArray<ChartPoint>
  /** What is shown for comparison, at the times of what it is compared with, and what to call it. */
  readonly previous?: { readonly name: string; readonly points: ReadonlyArray<ChartPoint> }
}

/** A chart cannot be drawn. `message` says why, without anything that others wrote. */
export class ChartUnavailable {
  readonly _tag = "ChartUnavailable"
  readonly message: string
  /** For the log. */
  readonly cause: unknown
  constructor(message: string, cause: unknown) {
    this.message = message
    this.cause = cause
  }
}
