/**
 * The runs of a custom node, and how they failed. Nothing is stored: the numbers follow from the id of the node.
 *
 * @since 0.2.0
 */
import { hash, hashBelow, hashText } from "../util/Hash.ts"
import { floorTo, hour } from "../util/Time.ts"

/** The step in which runs are counted: a quarter of an hour. @since 0.2.0 */
export const runStep = hour / 4

/** A time range, whose end is not part of it, in milliseconds since the epoch. @since 0.2.0 */
export interface RunRange {
  readonly start: number
  readonly end: number
}

/** The runs that begin in one step. `failedAt` are the times of those that fail. @since 0.2.0 */
export interface StepRuns {
  readonly time: number
  readonly runCount: number
  readonly failedAt: ReadonlyArray<number>
  readonly wallTime: number
}

const stepRuns = (seed: number, time: number): StepRuns => {
  const runCount = 2 + hashBelow(12, seed, time / runStep, 1)
  // Every eighth step or so has a failure.
  const failures = hashBelow(8, seed, time / runStep, 2) === 0 ? 1 + hashBelow(2, seed, time / runStep, 3) : 0
  const failedAt = Array.from(
    { length: failures },
    (_, index) => time + hashBelow(runStep, seed, time / runStep, 4 + index)
  )
  const wallTime = runCount * (3 + hashBelow(40, seed, time / runStep, 6))
  return { time, runCount, failedAt: failedAt.sort((left, right) => left - right), wallTime }
}

/** The runs of a node in the steps that lie whole in a range. A node runs from its creation on. @since 0.2.0 */
export const runsOf = (node: { readonly id: string; readonly creationDate: number }, range: RunRange) => {
  const seed = hash(hashText(node.id))
  const first = Math.ceil(Math.max(range.start, node.creationDate) / runStep) * runStep
  const steps = Math.max(0, Math.floor((range.end - first) / runStep))
  return Array.from({ length: steps }, (_, index) => stepRuns(seed, first + index * runStep))
}

/** The runs in steps of `resolution` milliseconds, each with the beginning of its step. @since 0.2.0 */
export const addUpRuns = (runs: ReadonlyArray<StepRuns>, resolution: number): ReadonlyArray<StepRuns> => {
  const sums = new Map<number, StepRuns>()
  for (const { time, runCount, failedAt, wallTime } of runs) {
    const start = floorTo(time, resolution)
    const sum = sums.get(start) ?? { time: start, runCount: 0, failedAt: [], wallTime: 0 }
    sums.set(start, {
      time: start,
      runCount: sum.runCount + runCount,
      failedAt: [...sum.failedAt, ...failedAt],
      wallTime: sum.wallTime + wallTime
    })
  }
  return [...sums.values()]
}
