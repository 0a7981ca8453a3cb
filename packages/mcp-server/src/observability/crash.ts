/** The last log line of a process that crashes. Node's own output would show everything that the error contains. */
import type { Environment } from "../model/Environment.ts"
import { visible } from "../text/escapes.ts"
import { makeRedact } from "./redaction.ts"
import { writeStderr } from "./stderr.ts"

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

/** The line for an uncaught error: its message without the token, and no stack trace. */
export const crashLine = (environment: Environment, error: unknown): string =>
  visible(
    makeRedact(environment)(
      `level=ERROR message="the server ends because of a mistake in it" cause=${JSON.stringify(messageOf(error))}`
    )
  )

/** On an uncaught error, writes such a line and ends the process. */
export const exitOnCrash = (environment: Environment): void => {
  const end = (error: unknown) => {
    writeStderr(crashLine(environment, error))
    process.exit(1)
  }
  process.once("uncaughtException", end)
  process.once("unhandledRejection", end)
}
