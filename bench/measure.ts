/** A measured figure, with its reference and its goal. */

export interface Goal {
  /** The goal is for the figure itself, or for its ratio to the reference. */
  readonly of: "value" | "ratio"
  readonly bound: "atMost" | "atLeast"
  readonly value: number
}

export interface Measure {
  /** Stays the same from version to version, so that runs can be compared. */
  readonly id: string
  readonly what: string
  readonly unit: "ms" | "µs" | "MB" | "kB" | "calls/s"
  readonly ours: number
  readonly reference?: { readonly name: string; readonly value: number }
  readonly goal?: Goal
  /** The figures of other servers or programs, by their names. */
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

/** How many times the reference it is. */
export const ratioOf = ({ ours, reference }: Measure): number | undefined =>
  reference === undefined ? undefined : ours / reference.value

/** True if the goal is reached; undefined if there is no goal. */
export const isReached = (measure: Measure): boolean | undefined => {
  const { goal } = measure
  if (goal === undefined) return undefined
  const figure = goal.of === "value" ? measure.ours : (ratioOf(measure) ?? Number.NaN)
  return goal.bound === "atMost" ? figure <= goal.value : figure >= goal.value
}
