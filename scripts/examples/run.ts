// Runs examples as processes on an emulator at a URL.
import { spawn } from "node:child_process"
import { fileURLToPath } from "node:url"
import { Emulator, type EmulatorOptions, NodeServer } from "@effect-losant/emulator"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"

export const folder = fileURLToPath(new URL("../../examples/", import.meta.url))

/** The date for which the README shows the output of the examples. */
const now = DateTime.makeUnsafe("2026-11-01T12:00:00Z")

/** Starts an emulator over HTTP, which no other test changes. */
export const emulatorWith = (options: EmulatorOptions = {}) =>
  Layer.provideMerge(NodeServer.layer(), Emulator.layer({ seed: "demo", now, ...options }))

export const emulator = emulatorWith()

// The settings of this machine must not change what an example does.
const others = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !/^(LOSANT|OTEL|NODE)_/.test(name) && name !== "VITEST")
)

export interface Ran {
  readonly stdout: string
  readonly stderr: string
  readonly code: number | null
}

export interface Variables {
  readonly [name: string]: string
}

/** Runs a program of the folder. `onLine` gets the text that it prints, as it comes. */
export const execute = (
  args: ReadonlyArray<string>,
  variables: Variables,
  onLine?: (text: string, kill: (signal: NodeJS.Signals) => void) => void
) =>
  Effect.callback<Ran>((resume) => {
    const child = spawn(process.execPath, ["--conditions=@effect-losant/source", ...args], {
      cwd: folder,
      env: { ...others, ...variables },
      stdio: ["ignore", "pipe", "pipe"]
    })
    let stdout = ""
    let stderr = ""
    child.stdout.on("data", (chunk) => {
      stdout += chunk
      onLine?.(String(chunk), (signal) => child.kill(signal))
    })
    child.stderr.on("data", (chunk) => {
      stderr += chunk
    })
    child.on("close", (code) => resume(Effect.succeed({ stdout, stderr, code })))
    return Effect.sync(() => child.kill("SIGKILL"))
  })

/** Gives the environment variables that lead to the emulator. */
export const variables = Effect.gen(function* () {
  const { url } = yield* NodeServer
  const { instanceId, token } = yield* Emulator
  return { LOSANT_API_TOKEN: Redacted.value(token), LOSANT_API_URL: url, LOSANT_INSTANCE_ID: instanceId }
})

/** Runs an example on the emulator. */
export const run = Effect.fnUntraced(function* (example: string, ...args: ReadonlyArray<string>) {
  return yield* execute(["--import", "tsx", example, ...args], yield* variables)
})
