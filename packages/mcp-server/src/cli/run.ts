/** Does what the arguments ask for. */
import { realpathSync } from "node:fs"
import * as Result from "effect/Result"
import type { Flags } from "../config/Flags.ts"
import { makeRedact } from "../observability/redaction.ts"
import { visible } from "../text/escapes.ts"
import { parseCommand } from "./program.ts"

/** What is to be written, and how the process is to end; or the flags with which it is to serve. */
export type Outcome =
  | { readonly serve: Flags }
  | {
      readonly serve?: never
      readonly out: string
      readonly before?: string
      readonly after?: string
      readonly exitCode: number
    }

/** Without the token, should somebody have given it as an argument. */
const wrong = (message: string): Outcome => ({
  out: "",
  after: `${visible(makeRedact(process.env)(message))}\n`,
  exitCode: 2
})

/** A set-up in which the doctor finds something wrong ends with 1; arguments and settings that are wrong with 2. */
export const run = async (args: ReadonlyArray<string>): Promise<Outcome> => {
  const command = parseCommand(args)
  switch (command.kind) {
    case "serve":
      return { serve: command.flags }
    case "text":
      return { out: command.text, exitCode: 0 }
    case "mistake":
      return wrong(command.message)
    case "doctor": {
      const doctor = await import("./doctor/runDoctor.ts")
      const patient = { environment: process.env, flags: command.flags, node: process.versions.node }
      const { text, isHealthy } = await doctor.run(patient, command.json)
      return { out: text, exitCode: isHealthy ? 0 : 1 }
    }
    case "print-config": {
      const installation = { node: process.execPath, main: realpathSync(process.argv[1] ?? "") }
      const [Effect, { printConfig }] = await Promise.all([import("effect/Effect"), import("./clients/printConfig.ts")])
      const printing = printConfig(command.asked, command.flags, process.env, installation)
      const printed = await Effect.runPromise(Effect.result(printing))
      if (Result.isFailure(printed)) return wrong(printed.failure)
      const { before, settings, after } = printed.success
      return { before: `${before}\n`, out: settings, after: `\n${after}`, exitCode: 0 }
    }
  }
}
