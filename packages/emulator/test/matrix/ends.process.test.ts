// Every call ends, and leaves nothing behind: no socket, no timer, no listener, and no reason not to exit.
import { spawn } from "node:child_process"
import { fileURLToPath } from "node:url"
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { Emulator, faultNames, NodeServer } from "../../src/index.ts"
import { server, token } from "../support/wire.ts"
import type { Report } from "./ends.client.ts"

const client = fileURLToPath(new URL("ends.client.ts", import.meta.url))

interface Ended {
  readonly out: string
  readonly err: string
  /** The exit code, or the signal. */
  readonly code: number | string | null
}

const run = (...args: ReadonlyArray<string>) =>
  Effect.callback<Ended>((resume) => {
    const child = spawn(process.execPath, ["--conditions=@effect-losant/source", "--import", "tsx", client, ...args])
    const output = { out: "", err: "" }
    child.stdout.on("data", (chunk) => {
      output.out += String(chunk)
    })
    child.stderr.on("data", (chunk) => {
      output.err += String(chunk)
    })
    child.on("close", (code, signal) => resume(Effect.succeed({ ...output, code: code ?? signal })))
    return Effect.sync(() => child.kill("SIGKILL"))
  })

describe("a program that calls into every fault", () => {
  it.live(
    "ends by itself, with nothing left",
    () =>
      Effect.gen(function* () {
        const { faults, requests } = yield* Emulator
        const { url } = yield* NodeServer
        // One after the other, to whatever request comes next.
        for (const fault of faultNames) {
          yield* faults.next(fault, { method: "GET" })
          yield* faults.next(fault, { method: "POST" })
        }
        const calls = faultNames.length
        const { out, err, code } = yield* run(url, token, String(calls))
        assert.strictEqual(err, "")
        assert.strictEqual(code, 0)
        const { endings, before, after, listeners }: Report = JSON.parse(out)
        assert.deepStrictEqual(after, before)
        assert.strictEqual(listeners, 0)
        // Each call ended in one of the ways that are documented, and each fault happened.
        const known = ["value", "LosantRateLimited", "LosantServerError", "LosantTransport", "LosantTimeout"]
        assert.hasAllKeys(endings, [...known, "LosantDecode", "LosantUnexpectedStatus"])
        const ended = Object.values(endings).reduce((sum, count) => sum + count, 0)
        assert.strictEqual(ended, calls * 2)
        assert.isUndefined(yield* faults.take({ method: "GET", action: "instanceOrg.get" }))
        assert.isUndefined(yield* faults.take({ method: "POST", action: "instanceOrgs.post" }))
        assert.isAtLeast((yield* requests.all).length, calls * 2)
      }).pipe(Effect.provide(server())),
    60_000
  )
})
