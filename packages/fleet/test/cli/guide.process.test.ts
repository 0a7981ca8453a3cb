// The commands of the guide, as they stand there, in an empty folder. Only the packages come from this repository.
import { spawn } from "node:child_process"
import { once } from "node:events"
import * as Fs from "node:fs"
import * as Os from "node:os"
import * as Path from "node:path"
import { fileURLToPath } from "node:url"
import { assert, describe, it } from "@effect/vitest"
import { Emulator, NodeServer } from "@effect-losant/emulator"
import * as Effect from "effect/Effect"

const root = fileURLToPath(new URL("../../../../", import.meta.url))
const guide = Fs.readFileSync(Path.join(root, "docs/fleet.md"), "utf8")
const main = Path.join(root, "packages/fleet/src/main.ts")
const tsx = import.meta.resolve("tsx")

/** The commands below a heading. */
const commandsBelow = (heading: string): string => {
  const [, section = ""] = guide.split(`\n## ${heading}\n`)
  return /```sh\n(.*?)```/su.exec(section)?.[1] ?? assert.fail(`The guide has no commands below ${heading}.`)
}

/** A folder with programs in place of `npm` and `npx`. The emulator runs already. */
const makePrograms = (folder: string): string => {
  const bin = Path.join(folder, "bin")
  const program = (name: string, text: string) =>
    Fs.writeFileSync(Path.join(bin, name), `#!/bin/sh\n${text}\n`, { mode: 0o755 })
  Fs.mkdirSync(bin)
  program("npm", "exit 0")
  program(
    "npx",
    `[ "$1" = losant-emulator ] && exit 0\n[ "$1" = losant-fleet ] || exit 1\nshift\n` +
      `exec "${process.execPath}" --conditions=@effect-losant/source --import "${tsx}" "${main}" "$@"`
  )
  return bin
}

const run = Effect.fnUntraced(function* (commands: string) {
  const emulator = yield* Emulator.make({ seed: "demo" })
  const { url } = yield* Effect.provideService(NodeServer.make(), Emulator, emulator)
  const folder = yield* Effect.acquireRelease(
    Effect.sync(() => Fs.mkdtempSync(Path.join(Os.tmpdir(), "losant-fleet-guide-"))),
    (path) => Effect.sync(() => Fs.rmSync(path, { recursive: true, force: true }))
  )
  const work = Path.join(folder, "work")
  Fs.mkdirSync(work)
  const child = spawn("sh", ["-ec", commands.replace("http://127.0.0.1:8910", url)], {
    cwd: work,
    env: { PATH: `${makePrograms(folder)}:${process.env["PATH"] ?? ""}`, HOME: folder },
    stdio: ["ignore", "pipe", "inherit"]
  })
  let out = ""
  child.stdout.on("data", (chunk) => {
    out += String(chunk)
  })
  const [code] = yield* Effect.promise(() => once(child, "close"))
  return { code, out, emulator }
})

describe.skipIf(process.platform === "win32")("the guide", { timeout: 180_000 }, () => {
  it.live("leads from an empty folder to a plan, and to what it plans, on the emulator", () =>
    Effect.scoped(
      Effect.gen(function* () {
        const { code, out, emulator } = yield* run(commandsBelow("Without an account"))
        assert.strictEqual(code, 0, out)
        assert.include(out, '+ #0 "Plant 7": create')
        assert.match(out, /Run [0-9a-f-]{36} of .*: 1 done/)
        assert.strictEqual(yield* emulator.writes.count(), 1)
      })
    )
  )
})
