#!/usr/bin/env node
import { parse, usage } from "./Cli.ts"
import { version } from "./version.ts"

/** What whoever starts the server has to put right first. */
const fail = (message: string): void => {
  process.stderr.write(`${message}\n`)
  process.exitCode = 2
}

const command = parse(process.argv.slice(2))

switch (command.kind) {
  case "help":
    process.stdout.write(usage)
    break
  case "version":
    process.stdout.write(`${version}\n`)
    break
  case "mistake":
    fail(command.message)
    break
  case "serve":
    // Loaded here, so that the flags above answer at once.
    void import("./start.ts")
      .then(({ start }) => start(command.flags))
      .then((problem) => {
        if (problem !== undefined) fail(problem)
      })
}
