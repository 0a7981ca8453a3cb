/** The median of some numbers, or NaN if there are none. */
export const median = (values: ReadonlyArray<number>): number => {
  const sorted = [...values].sort((one, other) => one - other)
  const middle = Math.floor(sorted.length / 2)
  const upper = sorted[middle] ?? Number.NaN
  return sorted.length % 2 === 0 ? ((sorted[middle - 1] ?? Number.NaN) + upper) / 2 : upper
}

/** Rotates items, so that each round begins with another one and none is always measured after the same other one. */
export const rotate = <A>(items: ReadonlyArray<A>, round: number): ReadonlyArray<A> => {
  const first = items.length === 0 ? 0 : round % items.length
  return [...items.slice(first), ...items.slice(0, first)]
}

/** Keeps measured values by name. */
export class Samples {
  readonly #values = new Map<string, Array<number>>()

  add(name: string, value: number): void {
    const known = this.#values.get(name)
    if (known === undefined) this.#values.set(name, [value])
    else known.push(value)
  }

  /** The median of the values of a name, or `undefined` if there are none. */
  median(name: string): number | undefined {
    const values = this.#values.get(name)
    return values === undefined ? undefined : median(values)
  }
}

/** Runs rounds until their number or the time is used up, but at least one. Gives the number of rounds. */
export const rounds = async (
  { atMost, milliseconds }: { readonly atMost: number; readonly milliseconds: number },
  run: (round: number) => Promise<void>
): Promise<number> => {
  const end = performance.now() + milliseconds
  let round = 0
  do {
    await run(round)
    round++
  } while (round < atMost && performance.now() < end)
  return round
}
