/** The program `losant-fleet` as it is started: a process of its own, on an emulator over HTTP. */
import { spawn } from "node:child_process"
import { once } from "node:events"
import * as Fs from "node:fs"
import * as Os from "node:os"
import * as Path from "node:path"
import { fileURLToPath } from "node:url"
import { assert } from "@effect/vitest"
import { Emulator, NodeServer } from "@effect-losant/emulator"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import type { plants } from "./plants.ts"

const main = fileURLToPath(new URL("../../src/main.ts", import.meta.url))
const tsx = import.meta.resolve("tsx")

/** A folder with an emulator, on which the program can be run. More variables may name another ledger. */
export const setUp = Effect.fnUntraced(function* (
  orgs: ReturnType<typeof plants>,
  variables: Readonly<Record<string, string>> = {}
) {
  const emulator = yield* Emulator.make({ seed: { instances: [{ name: "Plants", orgs: [...orgs] }] } })
  const { url } = yield* Effect.provideService(NodeServer.make(), Emulator, emulator)
  const folder = yield* Effect.acquireRelease(
    Effect.sync(() => Fs.mkdtempSync(Path.join(Os.tmpdir(), "losant-fleet-"))),
    (path) => Effect.sync(() => Fs.rmSync(path, { recursive: true, force: true }))
  )
  const tokens = { all: Redacted.value(emulator.token), read: Redacted.value(emulator.readToken) }
  const env = {
    PATH: process.env["PATH"] ?? "",
    HOME: folder,
    XDG_STATE_HOME: Path.join(folder, "state"),
    LOSANT_API_URL: url,
    LOSANT_INSTANCE_ID: emulator.instanceId,
    ...variables
  }
  const start = (token: "all" | "read" | undefined, args: ReadonlyArray<string>) => {
    const child = spawn(process.execPath, ["--conditions=@effect-losant/source", "--import", tsx, main, ...args], {
      cwd: folder,
      env: token === undefined ? env : { ...env, LOSANT_API_TOKEN: tokens[token] },
      stdio: ["ignore", "pipe", "pipe"]
    })
    const output = { out: "", err: "" }
    child.stdout.on("data", (chunk) => {
      output.out += String(chunk)
    })
    child.stderr.on("data", (chunk) => {
      output.err += String(chunk)
    })
    const ended = once(child, "close").then(([code, signal]) => ({ code: code ?? signal, ...output }))
    return { child, output, ended }
  }
  const runAs = (token: "all" | "read" | undefined, ...args: ReadonlyArray<string>) =>
    Effect.promise(() => start(token, args).ended).pipe(
      // No secret shows, whatever happens.
      Effect.tap(({ out, err }) => Effect.sync(() => assert.notInclude(out + err, tokens.all)))
    )
  const write = (name: string, text: string) => Fs.writeFileSync(Path.join(folder, name), text)
  const read = (name: string) => Fs.readFileSync(Path.join(folder, name), "utf8")
  return { emulator, start, runAs, run: (...args: ReadonlyArray<string>) => runAs("all", ...args), write, read, folder }
})

/** The lines of what a program printed. */
export const lines = (text: string) => text.trim().split("\n")
