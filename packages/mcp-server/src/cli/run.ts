/** Runs a command. */
import { realpathSync } from "node:fs"
import * as Result from "effect/Result"
import type { Flags } from "../config/Flags.ts"
import { makeRedact } from "../observability/redaction.ts"
import { writeStderr } from "../observability/stderr.ts"
import { visible } from "../text/escapes.ts"
import { parseCommand } from "./program.ts"

/** The output and the exit code of a command, or the flags of a server to start. */
export type Outcome =
  | { readonly serve: Flags }
  | {
      readonly serve?: never
      readonly out: string
      readonly before?: string
      readonly after?: string
      readonly exitCode: number
    }

/** The message is redacted: somebody may have passed the token as an argument. */
const failWith = (message: string): Outcome => ({
  out: "",
  after: `${visible(makeRedact(process.env)(message))}\n`,
  exitCode: 2
})

/** Draws a line of a terminal in the place of the last one. An empty text leaves none. */
const drawLine = (text: string): void => {
  process.stderr.write(`\r\u001b[K${text}`)
}

/**
 * The exit code is 1 if the doctor finds a problem, and 2 if arguments or settings are wrong. A report has exit codes
 * of its own.
 */
export const run = async (args: ReadonlyArray<string>): Promise<Outcome> => {
  const command = parseCommand(args)
  switch (command.kind) {
    case "serve":
      return { serve: command.flags }
    case "text":
      return { out: command.text, exitCode: 0 }
    case "mistake":
      return failWith(command.message)
    case "doctor": {
      const { runDoctor } = await import("./doctor/doctor.ts")
      const setup = { environment: process.env, flags: command.flags, node: process.versions.node }
      const { text, isHealthy } = await runDoctor(setup, command.json)
      return { out: text, exitCode: isHealthy ? 0 : 1 }
    }
    case "report": {
      const { runReport } = await import("./report/runReport.ts")
      const { out, notes, exitCode } = await runReport(command.request, {
        environment: process.env,
        flags: command.flags,
        log: writeStderr,
        showProgress: process.stderr.isTTY ? drawLine : () => undefined
      })
      return { out, after: notes.map((note) => `${note}\n`).join(""), exitCode }
    }
    case "view": {
      const { runView } = await import("./view/runView.ts")
      const started = await runView(command.request, command.flags, process.env, writeStderr)
      // The server that listens keeps the process running.
      return Result.isFailure(started) ? failWith(started.failure) : { out: `${started.success}\n`, exitCode: 0 }
    }
    case "print-config": {
      const installation = { node: process.execPath, main: realpathSync(process.argv[1] ?? "") }
      const [Effect, { printConfig }] = await Promise.all([import("effect/Effect"), import("./clients/printConfig.ts")])
      const result = await Effect.runPromise(
        Effect.result(printConfig(command.request, command.flags, process.env, installation))
      )
      if (Result.isFailure(result)) return failWith(result.failure)
      const { before, settings, after } = result.success
      return { before: `${before}\n`, out: settings, after: `\n${after}`, exitCode: 0 }
    }
  }
}
