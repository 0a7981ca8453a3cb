/** Where the log is written. */

/** Where a line of the log goes. */
export type Sink = (line: string) => void

export const writeStderr: Sink = (line) => {
  process.stderr.write(`${line}\n`)
}

/** Keeps the process alive where nobody reads stderr any more: the answers matter, the log does not. */
export const tolerateClosedStderr = (): void => {
  process.stderr.on("error", () => undefined)
}
