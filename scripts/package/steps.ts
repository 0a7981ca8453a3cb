/** Steps that are printed as they are done, each with its time. */

export type Steps = <A>(name: string, work: () => Promise<A>) => Promise<A>

const seconds = (since: number, now: number) => `${((now - since) / 1_000).toFixed(1)} s`

/** A function that does a step; a text that the work gives stands beside its name. */
export const makeSteps =
  (print: (line: string) => void, now: () => number): Steps =>
  async (name, work) => {
    const started = now()
    try {
      const outcome = await work()
      const said = typeof outcome === "string" && outcome !== "" ? `: ${outcome}` : ""
      print(`✓ ${name}${said} (${seconds(started, now())})`)
      return outcome
    } catch (error) {
      print(`✗ ${name} (${seconds(started, now())})`)
      throw error
    }
  }
