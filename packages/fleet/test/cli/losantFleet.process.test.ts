// The program as it is started: a process of its own, on an emulator over HTTP.
import { spawn } from "node:child_process"
import { once } from "node:events"
import * as Fs from "node:fs"
import * as Os from "node:os"
import * as Path from "node:path"
import { fileURLToPath } from "node:url"
import { assert, describe, it } from "@effect/vitest"
import { Emulator, NodeServer } from "@effect-losant/emulator"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import { plant, plants } from "../support/plants.ts"

const main = fileURLToPath(new URL("../../src/main.ts", import.meta.url))

/** A folder with an emulator, on which the program can be run. */
const setUp = Effect.fnUntraced(function* (orgs: ReturnType<typeof plants>) {
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
    LOSANT_INSTANCE_ID: emulator.instanceId
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

const tsx = import.meta.resolve("tsx")

const lines = (text: string) => text.trim().split("\n")

// Each start of a process takes a while on a busy machine.
describe("losant-fleet", { timeout: 180_000 }, () => {
  it.live("goes from pull to plan, apply, drift and status", () =>
    Effect.scoped(
      Effect.gen(function* () {
        const { emulator, run, runAs, read, write } = yield* setUp([...plants(2), plant(3, { tags: [] })])
        assert.deepInclude(yield* runAs("read", "pull"), { code: 0, out: `${Path.join("fleet", "fleet.yaml")}\n` })
        assert.include((yield* runAs("read", "pull")).err, "fleet has files already (fleet.yaml)")
        const empty = yield* runAs("read", "plan", "--exit-code")
        assert.deepInclude(empty, { code: 0, err: "" })
        assert.include(empty.out, "Nothing has to be changed in 3 managed organizations. The plan took 1 request.")

        write("fleet/fleet.yaml", read("fleet/fleet.yaml").replaceAll("device: 10", "device: 25"))
        const planned = yield* runAs("read", "plan", "--output", "plan.json", "--exit-code")
        assert.strictEqual(planned.code, 2)
        assert.include(planned.out, '~ #0 "Plant 1": limits.device 10 → 25')

        // A token that only reads plans, and cannot apply.
        const refused = yield* runAs("read", "apply", "plan.json", "--ledger", "other")
        assert.strictEqual(refused.code, 4)
        assert.include(refused.out, "3 failed")
        assert.strictEqual(yield* emulator.writes.count(), 0)

        const applied = yield* run("apply", "plan.json")
        assert.deepInclude(applied, { code: 0, err: "" })
        assert.match(applied.out, /Run [0-9a-f-]{36} of .*: 3 done/)
        assert.strictEqual(yield* emulator.writes.count(), 3)
        const again = yield* run("apply", "plan.json")
        assert.strictEqual(again.code, 1)
        assert.include(again.err, "was applied before, and a plan is applied once: make a new plan.")
        assert.strictEqual(yield* emulator.writes.count(), 3)

        assert.strictEqual((yield* run("drift", "--exit-code")).code, 0)
        const status = yield* runAs(undefined, "status")
        assert.deepInclude(status, { code: 0, err: "" })
        assert.match(status.out, /^[0-9a-f-]{36} {2}\d{4}-.* {2}3 done\n$/)
      })
    )
  )

  it.live("tells mistakes in the files, in the arguments and in the settings, and sends nothing", () =>
    Effect.scoped(
      Effect.gen(function* () {
        const { emulator, run, runAs, write } = yield* setUp(plants(1))
        write("fleet.yaml", "version: 1\norgs:\n  plant-1: { limits: { devise: 1 } }\n  plant-1: {}\n")
        assert.deepInclude(yield* run("plan"), {
          code: 1,
          out: "",
          err: "fleet.yaml:4:3: this key stands here a second time in the same place: keep one of the two.\n"
        })
        write("fleet.yaml", "version: 1\ninstance: 575ec8687ae143cd83dc4a97\n")
        assert.include((yield* run("plan")).err, "fleet.yaml:2:1: instance: this is not the instance")
        const withoutToken = yield* runAs(undefined, "plan")
        assert.strictEqual(withoutToken.code, 1)
        assert.include(withoutToken.err, "LOSANT_API_TOKEN is not set.")
        const mistake = yield* run("plam")
        assert.deepInclude(mistake, { code: 1, out: "" })
        assert.include(mistake.err, "(Did you mean plan?)")
        write("plan.json", "{}")
        assert.include((yield* run("apply", "plan.json")).err, "plan.json is not a plan of this version")
        assert.include((yield* run("status", "x")).err, '"x" is not the id of a run.')
        assert.strictEqual(yield* emulator.writes.count(), 0)
      })
    )
  )

  it.live("shows the dangerous first, and is stopped by the guards", () =>
    Effect.scoped(
      Effect.gen(function* () {
        const { emulator, run, write } = yield* setUp(plants(2))
        write(
          "fleet.yaml",
          'version: 1\norgs:\n  plant-1: { description: "a|b <x> @me" }\n  plant-2: { limits: { member: 0 } }\n'
        )
        const markdown = yield* run("plan", "--markdown")
        assert.strictEqual(markdown.code, 0)
        assert.isBelow(markdown.out.indexOf("Plant 2"), markdown.out.indexOf("Plant 1"))
        assert.include(markdown.out, "**Dangerous: 1**")
        assert.include(markdown.out, "a\\|b \\<x\\> @\u200bme")
        const json = lines((yield* run("plan", "--json")).out).map((line) => JSON.parse(line))
        assert.deepInclude(json[0], {
          number: 0,
          operation: "update_org",
          org: "Plant 1",
          changes: { description: { after: "a|b <x> @me" } }
        })
        assert.deepInclude(json[2], { writes: 2, dangerous: 1 })

        assert.include((yield* run("apply")).err, "Nothing is applied: say --yes, or apply the file of a plan.")
        const refused = yield* run("apply", "--yes")
        assert.strictEqual(refused.code, 3)
        assert.include(refused.err, "allow them for this run with --allow-dangerous.")
        assert.strictEqual(yield* emulator.writes.count(), 0)
        const applied = yield* run("apply", "--yes", "--allow-dangerous", "--json")
        assert.strictEqual(applied.code, 0)
        assert.deepInclude(JSON.parse(lines(applied.out).at(-1) ?? ""), { event: "finished" })
        assert.strictEqual(yield* emulator.writes.count(), 2)
      })
    )
  )

  it.live("is killed and goes on, refuses a second run, and leaves unknown emails to a person", () =>
    Effect.scoped(
      Effect.gen(function* () {
        const { emulator, run, start, write } = yield* setUp(plants(6))
        const invite = "{ invites: { jo@example.com: view } }"
        write(
          "fleet.yaml",
          `version: 1\nmanage: [settings, invites]\norgs:\n  plant-1: ${invite}\n${[2, 3, 4, 5, 6]
            .map((number) => `  plant-${number}: { description: new }\n`)
            .join("")}`
        )
        yield* run("plan", "--output", "plan.json")
        yield* run("plan", "--output", "other.json")
        // One change hangs, and the process is killed. Later the invitation gets no answer.
        yield* emulator.faults.next("reset-before-headers", { method: "POST" })
        yield* emulator.faults.next("hang-before-headers", { method: "PATCH", nth: 3 })
        const first = start("all", ["apply", "plan.json", "--concurrency", "1", "--json"])
        const early = Effect.flatMap(
          Effect.promise(() => first.ended),
          ({ out, err }) => Effect.die(new Error(`It ended before it was killed: ${out}${err}`))
        )
        yield* Effect.raceFirst(emulator.writes.applied(2), early)
        const second = yield* run("apply", "other.json")
        assert.strictEqual(second.code, 1)
        assert.match(second.err, /Another run is applied to this instance now\. .* by the process \d+ on /)
        first.child.kill("SIGKILL")
        yield* Effect.promise(() => first.ended)
        const [started] = lines(first.output.out)
        const id: string = JSON.parse(started ?? "{}").run
        const blocked = yield* run("apply", "other.json")
        assert.include(blocked.err, `The run ${id} is not finished: resume it, or cancel it`)

        const resumed = yield* run("resume", id, "--settle", "1")
        assert.strictEqual(resumed.code, 5)
        assert.match(resumed.out, /5 done, 1 unknown/)
        assert.include(resumed.out, '#5 unknown "Plant 1": invite jo@example.com as view, by email')
        assert.strictEqual((yield* run("resolve", id, "5", "done")).code, 0)
        assert.strictEqual((yield* run("resolve", id, "5", "again")).code, 1)
        assert.strictEqual((yield* run("cancel", id)).code, 0)
        assert.strictEqual(yield* emulator.writes.count(), 5)
      })
    )
  )
})
