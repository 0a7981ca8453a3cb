/** Figures, and the goals and references that they are compared with. */

export interface Goal {
  /** `value` for a goal of the figure itself, `ratio` for a goal of its ratio to the reference. */
  readonly of: "value" | "ratio"
  readonly bound: "atMost" | "atLeast"
  readonly value: number
}

export interface Measure {
  /** A name that stays the same in all versions, so that runs can be compared. */
  readonly id: string
  readonly what: string
  readonly unit: "ms" | "µs" | "MB" | "kB" | "calls/s"
  readonly ours: number
  readonly reference?: { readonly name: string; readonly value: number }
  readonly goal?: Goal
  /** The figures of other programs, by their names. */
  readonly others?: Readonly<Record<string, number>>
}

export interface Section {
  readonly name: string
  readonly title: string
  readonly rounds?: number
  readonly measures: ReadonlyArray<Measure>
}

export const atMost = (of: Goal["of"], value: number): Goal => ({ of, bound: "atMost", value })
export const atLeast = (of: Goal["of"], value: number): Goal => ({ of, bound: "atLeast", value })

/** The ratio of a figure to its reference. */
export const ratioOf = ({ ours, reference }: Measure): number | undefined =>
  reference === undefined ? undefined : ours / reference.value

/** True if the goal is reached, and `undefined` if there is no goal. */
export const isReached = (measure: Measure): boolean | undefined => {
  const { goal } = measure
  if (goal === undefined) return undefined
  const figure = goal.of === "value" ? measure.ours : (ratioOf(measure) ?? Number.NaN)
  return goal.bound === "atMost" ? figure <= goal.value : figure >= goal.value
}
