/** The last line of a process that nobody could save: what Node would print holds whatever the error holds. */

import type { Environment } from "../model/Environment.ts"
import { visible } from "../text/escapes.ts"
import { makeRedact } from "./redaction.ts"
import { writeStderr } from "./stderr.ts"

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

/** The line for an error that nobody caught: its message without the token, and without a stack trace. */
export const crashLine = (environment: Environment, error: unknown): string =>
  visible(
    makeRedact(environment)(
      `level=ERROR message="the server ends because of a mistake in it" cause=${JSON.stringify(messageOf(error))}`
    )
  )

/** Ends the process with such a line when an error goes uncaught. */
export const exitOnCrash = (environment: Environment): void => {
  const end = (error: unknown) => {
    writeStderr(crashLine(environment, error))
    process.exit(1)
  }
  process.once("uncaughtException", end)
  process.once("unhandledRejection", end)
}
