#!/usr/bin/env node
// The program `losant-fleet`. Standard output gets what a command answers; questions and progress go to standard error.
import * as Fs from "node:fs/promises"
import { createInterface } from "node:readline/promises"
import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Schema from "effect/Schema"
import type { Console } from "./cli/Console.ts"
import { exitCodes } from "./cli/exitCodes.ts"
import { parseCommand } from "./cli/program.ts"
import { runCommand } from "./cli/run.ts"

const Package = Schema.fromJsonString(Schema.Struct({ version: Schema.String }))

const version = Effect.promise(() => Fs.readFile(new URL("../package.json", import.meta.url), "utf8")).pipe(
  Effect.flatMap(Schema.decodeUnknownEffect(Package)),
  Effect.orDie,
  Effect.map((pack) => pack.version)
)

const isTerminal = process.stdin.isTTY === true && process.stderr.isTTY === true

const console: Console = {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  isTerminal,
  ask: (question) =>
    Effect.acquireUseRelease(
      Effect.sync(() => createInterface({ input: process.stdin, output: process.stderr })),
      (lines) => Effect.promise((signal) => lines.question(question, { signal })),
      (lines) => Effect.sync(() => lines.close())
    )
}

// A reader may close the pipe early, as `head` does: then nobody is left to inform.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") process.stderr.write(`The answer could not be written: ${error.message}\n`)
})

const fiber = Effect.runFork(
  Effect.flatMap(version, (text) => runCommand(parseCommand(process.argv.slice(2), text), console, process.env))
)
for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => fiber.interruptUnsafe())
fiber.addObserver((exit) => {
  if (Exit.isSuccess(exit)) process.exitCode = exit.value
  else if (Cause.hasInterruptsOnly(exit.cause)) {
    process.stderr.write(
      "\nInterrupted. If a run was begun: losant-fleet status names it, and resume goes on with it.\n"
    )
    process.exitCode = exitCodes.partly
  } else {
    process.stderr.write(`losant-fleet: ${Cause.pretty(exit.cause)}\n`)
    process.exitCode = exitCodes.error
  }
})
