/** Runs steps, and prints each one with its time when it is done. */

export type Steps = <A>(name: string, work: () => Promise<A>) => Promise<A>

const seconds = (since: number, now: number) => `${((now - since) / 1_000).toFixed(1)} s`

/** Makes a function that runs a step. If the step gives a text, it is printed beside the name. */
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
