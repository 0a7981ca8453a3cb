#!/usr/bin/env node
import { parse, usage } from "./Cli.ts"
import { version } from "./version.ts"

const command = parse(process.argv.slice(2))

switch (command.kind) {
  case "help":
    process.stdout.write(usage)
    break
  case "version":
    process.stdout.write(`${version}\n`)
    break
  case "mistake":
    process.stderr.write(`${command.message}\n`)
    process.exitCode = 2
    break
  case "serve": {
    // Loaded here, so that the flags above answer at once.
    const [{ serve }, { fromEnvironment }] = await Promise.all([import("./Server.ts"), import("./ServerConfig.ts")])
    serve(fromEnvironment(process.env, command.flags.emulator))
  }
}
