/** A process that applies writes to an emulator, and that is killed after some of them. */
import { spawn } from "node:child_process"
import { once } from "node:events"
import { fileURLToPath } from "node:url"
import { Emulator } from "@effect-losant/emulator"
import * as Effect from "effect/Effect"

/**
 * Runs a file of this folder as a process, with its variables as JSON. Kills it when so many writes were applied at the
 * emulator, if a number is given. Gives its exit code, or null if it was killed.
 */
export const runWorker = Effect.fnUntraced(function* (file: string, variables: object, killAt?: number) {
  const { writes } = yield* Emulator
  const path = fileURLToPath(new URL(file, import.meta.url))
  const child = spawn(
    process.execPath,
    ["--conditions=@effect-losant/source", "--import", "tsx", path, JSON.stringify(variables)],
    { stdio: ["ignore", "ignore", "inherit"] }
  )
  const exit = Effect.promise(() => once(child, "exit"))
  const kill = killAt === undefined ? Effect.never : Effect.as(writes.applied(killAt), true)
  const isKilled = yield* Effect.raceFirst(Effect.as(exit, false), kill)
  if (isKilled) {
    child.kill("SIGKILL")
    yield* exit
  }
  return child.exitCode
})

/** Runs the worker to its end, and dies if it failed. */
export const finishWorker = Effect.fnUntraced(function* (file: string, variables: object) {
  const code = yield* runWorker(file, variables)
  if (code !== 0) return yield* Effect.die(new Error(`The process ended with ${code}.`))
})
