/** The end of the process: in order, soon, and with a code that says whether something went wrong. */
import type { Writable } from "node:stream"
import { writeStderr } from "../../observability/stderr.ts"
import type { End } from "./StdioTransport.ts"

/** What is told of an end that somebody has to do something about. */
export const describeEnd = (end: End): string | undefined => {
  switch (end.kind) {
    case "lineTooLong":
      return (
        `the client sent a line of more than ${end.longest} bytes, which no call of a tool needs. ` +
        "What follows it cannot be told from it, so the server ends: let the client start it again, and send less at once"
      )
    case "outputFailed":
      return `stdout cannot be written to: ${end.error.message}. The server ends, since it can answer nothing`
    default:
      return undefined
  }
}

/** What the server holds that has to be let go. */
export interface Running {
  /** Ends the connection, and with it all calls, whose requests are aborted. */
  readonly close: () => Promise<void>
  /** Lets go of what the calls shared. */
  readonly dispose: () => Promise<void>
  readonly output: Writable
  /** How many milliseconds more that may take. Default 0. */
  readonly moment?: number
}

/** So many milliseconds an orderly end may take. The process is to be gone in a second, also on a machine that is busy. */
const grace = 300

const flushed = (output: Writable): Promise<void> =>
  output.destroyed ? Promise.resolve() : new Promise((resolve) => output.write("", () => resolve()))

/** Lets go of everything, and waits until what was answered is written: for as long as that may take, and no longer. */
export const releaseAll = ({ close, dispose, output, moment = 0 }: Running): Promise<void> => {
  const done = Promise.resolve()
    .then(close)
    .then(dispose)
    .then(() => flushed(output))
    // There is nobody left to be told of it.
    .catch(() => undefined)
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, grace + moment)
    void done.then(() => {
      clearTimeout(timer)
      resolve()
    })
  })
}

/** The part of a process that ends it. */
interface EndingProcess {
  readonly once: (signal: "SIGINT" | "SIGTERM", listener: () => void) => unknown
  readonly exit: (code: number) => unknown
}

/**
 * Ends the process once, by a signal or when what is returned is called with the end of the connection.
 *
 * The code is 0 also after a signal, not 128 and its number: closing stdin and then sending SIGTERM is how a client of
 * MCP stops a server, and clients and supervisors show any other code as a crash. A second signal is not listened to,
 * so that it ends the process at once.
 */
export const endGracefully = (process: EndingProcess, running: () => Running): ((end: End) => void) => {
  let ending = false
  const endWith = (code: number) => {
    if (ending) return
    ending = true
    // Left to itself the process would wait for what cannot be aborted, such as the look-up of a host's address.
    void releaseAll(running()).then(() => process.exit(code))
  }
  process.once("SIGINT", () => endWith(0))
  process.once("SIGTERM", () => endWith(0))
  return (end) => {
    const message = describeEnd(end)
    if (message !== undefined) writeStderr(`level=ERROR message=${JSON.stringify(message)}`)
    endWith(message === undefined ? 0 : 1)
  }
}
