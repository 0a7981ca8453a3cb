// The program as it is started: a process of its own.
import { type ChildProcess, spawn } from "node:child_process"
import { once } from "node:events"
import * as Fs from "node:fs"
import * as Path from "node:path"
import { createInterface } from "node:readline"
import { fileURLToPath } from "node:url"
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import type { Scope } from "effect/Scope"
import { fileWith, folder } from "./support/folder.ts"

const main = fileURLToPath(new URL("../src/main.ts", import.meta.url))
const packageJson: { readonly version: string } = JSON.parse(
  Fs.readFileSync(new URL("../package.json", import.meta.url), "utf8")
)

interface Program {
  readonly child: ChildProcess
  readonly output: { out: string; err: string }
  /** The exit code, or the signal. */
  readonly ended: Promise<number | string | null>
}

const start = (...args: ReadonlyArray<string>): Effect.Effect<Program, never, Scope> =>
  Effect.acquireRelease(
    Effect.sync(() => {
      const child = spawn(process.execPath, ["--conditions=@effect-losant/source", "--import", "tsx", main, ...args], {
        stdio: ["ignore", "pipe", "pipe"]
      })
      const output = { out: "", err: "" }
      child.stdout.on("data", (chunk) => {
        output.out += String(chunk)
      })
      child.stderr.on("data", (chunk) => {
        output.err += String(chunk)
      })
      const ended = once(child, "close").then(([code, signal]) => code ?? signal)
      return { child, output, ended }
    }),
    ({ child }) => Effect.sync(() => child.kill("SIGKILL"))
  )

const run = (...args: ReadonlyArray<string>) =>
  Effect.scoped(
    Effect.flatMap(start(...args), ({ output, ended }) =>
      Effect.promise(async () => ({ code: await ended, ...output }))
    )
  )

interface Ready {
  readonly url: string
  readonly instanceId: string
  readonly token: string
  readonly readToken: string
}

/** Starts the program, and waits for its line. */
const serve = Effect.fnUntraced(function* (...args: ReadonlyArray<string>) {
  const program = yield* start(...args)
  const ready = yield* Effect.promise(async (): Promise<Ready> => {
    const { stdout } = program.child
    if (stdout === null) throw new Error("standard output is a pipe")
    const line = await Promise.race([
      once(createInterface(stdout), "line").then(([text]) => String(text)),
      program.ended
    ])
    if (typeof line !== "string" || !line.startsWith("{")) throw new Error(program.output.err)
    return JSON.parse(line)
  })
  return { ...program, ready }
})

const orgs = ({ url, instanceId, token }: Ready, init: RequestInit = {}, query = "") =>
  Effect.promise(async () => {
    const response = await fetch(`${url}/instances/${instanceId}/orgs?_links=false${query}`, {
      ...init,
      headers: { authorization: `Bearer ${token}` }
    })
    const json: {
      readonly id: string
      readonly totalCount: number
      readonly items: ReadonlyArray<{ readonly name: string }>
    } = await response.json()
    return { status: response.status, ...json }
  })

const stop = ({ child, ended }: Program, signal: NodeJS.Signals) =>
  Effect.promise(() => {
    child.kill(signal)
    return ended
  })

// Each start of a process takes a while on a busy machine.
describe("losant-emulator", { timeout: 60_000 }, () => {
  it.live.each(["SIGTERM", "SIGINT"] as const)("prints one line when it is ready, and ends on %s with 0", (signal) =>
    Effect.gen(function* () {
      const program = yield* serve("--token", "t-1")
      assert.deepStrictEqual(Object.keys(program.ready), ["url", "instanceId", "token", "readToken"])
      assert.match(program.ready.url, /^http:\/\/127\.0\.0\.1:\d+$/)
      assert.deepInclude(program.ready, { token: "t-1", readToken: "t-1-read" })
      assert.strictEqual((yield* orgs(program.ready)).status, 200)
      assert.strictEqual(
        (yield* orgs({ ...program.ready, token: "t-1-read" }, { method: "POST", body: '{"name":"New"}' })).status,
        403
      )
      assert.strictEqual(yield* stop(program, signal), 0)
      assert.match(program.output.out, /^\{[^\n]*\}\n$/)
      assert.match(program.output.err, /message=ready/)
      assert.notInclude(program.output.err, "t-1")
    }).pipe(Effect.scoped)
  )

  it.live("keeps what was answered, whatever ends it, and takes over from who is gone", () =>
    Effect.gen(function* () {
      const file = Path.join(yield* folder, "data.json")
      const first = yield* serve("--data", file, "--seed", "empty", "--now", "2026-03-31")
      yield* orgs(first.ready, { method: "POST", body: '{"name":"Kept"}' })
      assert.strictEqual(yield* stop(first, "SIGKILL"), "SIGKILL")
      assert.isTrue(Fs.existsSync(`${file}.lock`))

      const second = yield* serve("--data", file, "--seed", "demo")
      assert.strictEqual(second.ready.instanceId, first.ready.instanceId)
      const kept = yield* orgs(second.ready)
      assert.deepStrictEqual(
        kept.items.map(({ name }) => name),
        ["Kept"]
      )
      assert.match(JSON.stringify(kept), /"creationDate":"2026-03-31T/)
      yield* orgs(second.ready, { method: "POST", body: '{"name":"Also"}' })
      assert.strictEqual(yield* stop(second, "SIGTERM"), 0)
      assert.deepStrictEqual(Fs.readdirSync(Path.dirname(file)), ["data.json"])

      const third = yield* serve("--data", file)
      assert.strictEqual((yield* orgs(third.ready)).totalCount, 2)
    }).pipe(Effect.scoped)
  )

  it.live("refuses a file that another process uses, or that is damaged, and leaves both alone", () =>
    Effect.gen(function* () {
      const file = Path.join(yield* folder, "data.json")
      const first = yield* serve("--data", file)
      const before = Fs.readFileSync(file, "utf8")
      const second = yield* run("--data", file)
      assert.strictEqual(second.code, 1)
      assert.strictEqual(second.out, "")
      assert.include(second.err, `${file} is in use by the process ${first.child.pid}.`)
      assert.strictEqual(Fs.readFileSync(file, "utf8"), before)
      assert.strictEqual((yield* orgs(first.ready)).status, 200)
      yield* stop(first, "SIGTERM")

      const torn = before.slice(0, before.length / 2)
      Fs.writeFileSync(file, torn)
      const third = yield* run("--data", file)
      assert.strictEqual(third.code, 1)
      assert.include(third.err, "is damaged")
      assert.notMatch(third.err, /\n\s+at /)
      assert.strictEqual(Fs.readFileSync(file, "utf8"), torn)
      assert.isFalse(Fs.existsSync(`${file}.lock`))
    }).pipe(Effect.scoped)
  )

  it.live("lets one of two take over that start at the same time", () =>
    Effect.gen(function* () {
      const file = Path.join(yield* folder, "data.json")
      const gone = yield* serve("--data", file)
      yield* stop(gone, "SIGKILL")
      const exits = yield* Effect.all([Effect.exit(serve("--data", file)), Effect.exit(serve("--data", file))], {
        concurrency: 2
      })
      assert.deepStrictEqual(exits.map(({ _tag }) => _tag).sort(), ["Failure", "Success"])
    }).pipe(Effect.scoped)
  )

  it.live("starts from a file", () =>
    Effect.gen(function* () {
      const file = Path.join(yield* folder, "seed.json")
      Fs.writeFileSync(file, '{"instances":[{"name":"Mine","orgs":[{"name":"One"},{"name":"Two"}]}]}')
      const program = yield* serve("--seed", file)
      assert.strictEqual((yield* orgs(program.ready)).totalCount, 2)
    }).pipe(Effect.scoped)
  )

  it.live("lets go wrong what a file says, and refuses one that is wrong", () =>
    Effect.gen(function* () {
      const rules = { rules: [{ fault: "rate-limited-seconds", action: "instanceOrgs.get", nth: 2, seconds: 3 }] }
      const program = yield* serve("--faults", yield* fileWith(JSON.stringify(rules)))
      assert.strictEqual((yield* orgs(program.ready)).status, 200)
      assert.strictEqual((yield* orgs(program.ready)).status, 429)
      assert.strictEqual((yield* orgs(program.ready)).status, 200)
      const wrong = yield* run("--faults", yield* fileWith('{"rules":[{"fault":"hang"}]}'))
      assert.strictEqual(wrong.code, 1)
      assert.strictEqual(wrong.out, "")
      assert.match(wrong.err, /^losant-emulator: The faults ".*" cannot be used: "hang" is no fault\. Did you mean /)
      assert.notMatch(wrong.err, /\n\s+at \S+:\d+/)
    }).pipe(Effect.scoped)
  )

  it.live("says on standard error what is wrong, and nothing on standard output", () =>
    Effect.gen(function* () {
      const [flag, seed, help, version] = yield* Effect.all(
        [run("--sed", "demo"), run("--seed", "/no/such/file"), run("--help"), run("--version")],
        { concurrency: 2 }
      )
      assert.deepStrictEqual(flag, {
        code: 2,
        out: "",
        err: "losant-emulator: --sed is not an option. Did you mean --seed? See losant-emulator --help.\n"
      })
      assert.strictEqual(seed.code, 1)
      assert.strictEqual(seed.out, "")
      assert.match(seed.err, /^losant-emulator: The seed "\/no\/such\/file" is neither/)
      assert.strictEqual(help.code, 0)
      assert.match(help.out, /^losant-emulator: .*Usage:/s)
      assert.deepStrictEqual(version, { code: 0, out: `${packageJson.version}\n`, err: "" })
    })
  )
})
