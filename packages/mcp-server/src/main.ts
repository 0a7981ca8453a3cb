#!/usr/bin/env node
import { type Flags, noFlags } from "./config/Flags.ts"

const fail = (message: string): void => {
  process.stderr.write(`${message}\n`)
  process.exitCode = 2
}

/** Starts the server, or reports the settings that have to be corrected first. */
const serve = async (flags: Flags): Promise<void> => {
  const { start } = await import("./server/start.ts")
  const problem = await start(flags)
  if (problem !== undefined) fail(problem)
}

/** EPIPE means that the reader has closed the pipe, as `head` does: then nobody is left to inform. */
const onWriteError = ({ code, message }: NodeJS.ErrnoException): void => {
  if (code === "EPIPE") return
  process.stderr.write(`The answer could not be written: ${message}\n`)
  process.exitCode = 1
}

/** Runs a command. Output for programs goes to stdout, and notes for people go to stderr. */
const runCommand = async (args: ReadonlyArray<string>): Promise<void> => {
  const { run } = await import("./cli/run.ts")
  const outcome = await run(args)
  if (outcome.serve !== undefined) return serve(outcome.serve)
  process.stdout.on("error", onWriteError)
  // If stderr fails too, no place is left to report it.
  process.stderr.on("error", () => undefined)
  process.stderr.write(outcome.before ?? "")
  process.stdout.write(outcome.out)
  process.stderr.write(outcome.after ?? "")
  process.exitCode = outcome.exitCode
}

const args = process.argv.slice(2)

// A client usually starts the server without arguments, and then the parser of arguments is not loaded.
void (args.length === 0 ? serve(noFlags) : runCommand(args))
