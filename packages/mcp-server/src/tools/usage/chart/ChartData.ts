/** The data for a chart of a series over time. */

/** One value of the series. */
export interface ChartPoint {
  /** In milliseconds since 1970. */
  readonly time: number
  /** Undefined if the value is unknown: then the line has a gap. */
  readonly value?: number
  /** True if the start or the end of the chart cuts its day or hour, so that it counts only a part. */
  readonly isPartial?: boolean
}

export interface ChartData {
  /** The title, in words of this server. */
  readonly title: string
  /** The name of the thing that is shown. It may be any text. */
  readonly subject: string
  /** The period in words. */
  readonly period?: string
  /** The total in words, or the last value of a level. */
  readonly total?: string
  /** The unit of the values. */
  readonly unit: string
  /** Formats a value for the axis. */
  readonly formatValue: (value: number) => string
  /** The time between two points in milliseconds. */
  readonly step: number
  /** True if the axis begins at zero. The axis of a level begins near its lowest value. */
  readonly startsAtZero: boolean
  /** Sorted by time. At least one point has a value. */
  readonly points: ReadonlyArray<ChartPoint>
  /** The series for comparison with its name. Its points have the times of the points that they are compared with. */
  readonly previous?: { readonly name: string; readonly points: ReadonlyArray<ChartPoint> }
}

/** A chart cannot be drawn. `message` says why, and contains no foreign text. */
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
