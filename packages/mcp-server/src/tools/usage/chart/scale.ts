/** The axes of a chart: the positions of values, and the marks. */

export interface Scale {
  readonly place: (value: number) => number
  readonly marks: ReadonlyArray<number>
}

const linear = (from: number, to: number, start: number, end: number) => (value: number) =>
  from === to ? (start + end) / 2 : start + ((value - from) / (to - from)) * (end - start)

/** Rounds a step up to 1, 2, 5, 10, 20, 25, 50, 100 and so on. It is a whole number, because counts have no halves. */
const roundStep = (step: number): number => {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, step)))
  const rounds = [1, 2, 2.5, 5, 10].map((digit) => digit * power).filter(Number.isInteger)
  return rounds.find((round) => round >= step) ?? 10 * power
}

/**
 * An axis from `start` to `end` in pixels. All values lie between the first and the last mark, with room above them.
 */
export const valueScale = (
  values: ReadonlyArray<number>,
  startsAtZero: boolean,
  start: number,
  end: number,
  maxMarks: number
): Scale => {
  const least = values.reduce((one, other) => Math.min(one, other), startsAtZero ? 0 : Number.POSITIVE_INFINITY)
  const most = values.reduce((one, other) => Math.max(one, other), Math.max(least, 0))
  const step = roundStep((1.1 * (most - least)) / (maxMarks - 1))
  // A level that never changes lies above the axis, where it does not read as none.
  const isFlat = least === most && least >= 1
  const first = Math.floor(least / step) - (isFlat ? 1 : 0)
  const last = Math.max(first + (isFlat ? 2 : 1), Math.ceil((most + 0.1 * (most - least)) / step))
  const marks = Array.from({ length: last - first + 1 }, (_, index) => (first + index) * step)
  return { place: linear(first * step, last * step, start, end), marks }
}

/** An axis of times. */
export const timePlace = (times: ReadonlyArray<number>, start: number, end: number): Scale["place"] => {
  const first = times.reduce((one, other) => Math.min(one, other), Number.POSITIVE_INFINITY)
  const last = times.reduce((one, other) => Math.max(one, other), Number.NEGATIVE_INFINITY)
  return linear(first, last, start, end)
}
