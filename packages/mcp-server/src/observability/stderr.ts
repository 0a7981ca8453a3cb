/** The log goes to stderr, because stdout belongs to the protocol. */

/** Receives the lines of the log. */
export type Sink = (line: string) => void

export const writeStderr: Sink = (line) => {
  process.stderr.write(`${line}\n`)
}

/** Keeps the process alive if nobody reads stderr any more: the answers matter more than the log. */
export const tolerateClosedStderr = (): void => {
  process.stderr.on("error", () => undefined)
}
