#!/usr/bin/env node
import { type Flags, noFlags } from "./config/Flags.ts"

const fail = (message: string): void => {
  process.stderr.write(`${message}\n`)
  process.exitCode = 2
}

/** Says what whoever starts the server has to put right first. */
const serve = async (flags: Flags): Promise<void> => {
  const { start } = await import("./server/start.ts")
  const problem = await start(flags)
  if (problem !== undefined) fail(problem)
}

/** Whoever reads may have seen enough, as head has: then there is nobody to tell. */
const onWriteError = ({ code, message }: NodeJS.ErrnoException): void => {
  if (code === "EPIPE") return
  process.stderr.write(`The answer could not be written: ${message}\n`)
  process.exitCode = 1
}

/** What is for a program to read goes to stdout, and what is said about it to stderr. */
const answer = async (args: ReadonlyArray<string>): Promise<void> => {
  const { run } = await import("./cli/run.ts")
  const outcome = await run(args)
  if (outcome.serve !== undefined) return serve(outcome.serve)
  process.stdout.on("error", onWriteError)
  // Of what cannot be said there is no other place to say it.
  process.stderr.on("error", () => undefined)
  process.stderr.write(outcome.before ?? "")
  process.stdout.write(outcome.out)
  process.stderr.write(outcome.after ?? "")
  process.exitCode = outcome.exitCode
}

const args = process.argv.slice(2)

// A client that starts the server without arguments need not wait for what reads them.
void (args.length === 0 ? serve(noFlags) : answer(args))
