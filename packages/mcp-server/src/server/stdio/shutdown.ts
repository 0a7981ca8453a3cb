/** Ends the process gracefully and soon, with an exit code that tells success from failure. */
import type { Writable } from "node:stream"
import { writeStderr } from "../../observability/stderr.ts"
import type { End } from "./StdioTransport.ts"

/** The log message for an end that a person has to act on. */
export const describeEnd = (end: End): string | undefined => {
  switch (end.kind) {
    case "lineTooLong":
      return (
        `the client sent a line of more than ${end.maxLineBytes} bytes, which no tool call needs. The server cannot find the ` +
        "next message, so it ends: restart it in the client, and send less at once"
      )
    case "outputFailed":
      return `stdout cannot be written: ${end.error.message}. The server ends, because it cannot answer`
    default:
      return undefined
  }
}

/** The resources of a running server. */
export interface ServerResources {
  /** Ends the connection and aborts the requests of all calls. */
  readonly close: () => Promise<void>
  /** Disposes of the resources that calls share. */
  readonly dispose: () => Promise<void>
  readonly output: Writable
  /** Additional time for the release, in milliseconds. Default 0. */
  readonly extraMillis?: number
}

/** The time for a graceful end. The process has to end within a second, even on a busy machine. */
const graceMillis = 300

/** Waits until all that was written to the output before has left. */
const awaitFlush = (output: Writable): Promise<void> =>
  output.destroyed ? Promise.resolve() : new Promise((resolve) => output.write("", () => resolve()))

/** Releases all resources and waits until the answers are written, but not longer than the time limit. */
export const releaseAll = ({ close, dispose, output, extraMillis = 0 }: ServerResources): Promise<void> => {
  const done = Promise.resolve()
    .then(close)
    .then(dispose)
    .then(() => awaitFlush(output))
    // Nobody is left who could act on the error.
    .catch(() => undefined)
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, graceMillis + extraMillis)
    void done.then(() => {
      clearTimeout(timer)
      resolve()
    })
  })
}

/** The part of the process that the shutdown uses. */
interface EndingProcess {
  readonly once: (signal: "SIGINT" | "SIGTERM", listener: () => void) => unknown
  readonly exit: (code: number) => unknown
}

/**
 * Ends the process once: on a signal, or when the returned function is called with the end of the connection.
 *
 * The code after a signal is 0, not 128 plus the signal's number: an MCP client stops a server by closing stdin and sending
 * SIGTERM, and clients and supervisors report any other code as a crash. A second signal has no listener, so that it ends
 * the process at once.
 */
export const endGracefully = (process: EndingProcess, resources: () => ServerResources): ((end: End) => void) => {
  let ending = false
  const endWith = (code: number) => {
    if (ending) return
    ending = true
    // Without exit() the process would wait for work that cannot be aborted, such as a DNS lookup.
    void releaseAll(resources()).then(() => process.exit(code))
  }
  process.once("SIGINT", () => endWith(0))
  process.once("SIGTERM", () => endWith(0))
  return (end) => {
    const message = describeEnd(end)
    if (message !== undefined) writeStderr(`level=ERROR message=${JSON.stringify(message)}`)
    endWith(message === undefined ? 0 : 1)
  }
}
