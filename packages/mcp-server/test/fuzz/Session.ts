// The built server as a process. Each answer is checked against the oracle.
import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process"
import { assert } from "@effect/vitest"
import * as Predicate from "effect/Predicate"
import { bareEnvironment, main } from "../support/built.ts"
import type { Input } from "./lines.ts"
import { type Expected, expectedOf, keyOf } from "./oracle.ts"

export interface Era {
  /** The first messages. */
  readonly greeting: ReadonlyArray<object>
  /** A request that always gets an answer. */
  readonly probe: object
  /** The methods whose answer may come at the end of the connection. */
  readonly open: ReadonlyArray<string>
}

interface Counts {
  answers: number
  results: number
  /** The requests with the id, and the other lines with it. */
  requests: number
  others: number
}

/** The number of probes after which an answer counts as missing. */
const patience = 1_000

const short = (key: string) => key.slice(0, 100)

export class Session {
  readonly #child: ChildProcessWithoutNullStreams
  readonly #era: Era
  readonly #counts = new Map<string, Counts>()
  /** The open requests, with the number of answers that their id had before. */
  readonly #open = new Map<string, number>()
  readonly #ended: Promise<number | null>
  #stderr = ""
  #rest = Buffer.alloc(0)
  #lines = 0
  #withoutId = 0
  #probes = 0
  #hasEnded = false
  #violation: unknown
  #wake: () => void = () => undefined

  constructor(era: Era) {
    this.#era = era
    this.#child = spawn(process.execPath, [main, "--emulator"], { env: bareEnvironment })
    this.#child.stdout.on("data", (piece: Buffer) => this.#take(piece))
    this.#child.stderr.on("data", (piece: Buffer) => {
      this.#stderr += String(piece)
    })
    this.#ended = new Promise((resolve) =>
      this.#child.on("close", (code) => {
        this.#hasEnded = true
        this.#wake()
        resolve(code)
      })
    )
    this.#child.stdin.on("error", () => undefined)
    for (const message of era.greeting) this.#child.stdin.write(`${JSON.stringify(message)}\n`)
    for (const [key, { requests, others }] of expectedOf(this.#bytes(era.greeting), [])) {
      this.#countsOf(key).requests += requests
      this.#countsOf(key).others += others
    }
  }

  /** Sends an input, and waits for all answers that it must get. */
  async attempt({ bytes, cut }: Input): Promise<void> {
    const expected = expectedOf(bytes, this.#era.open)
    const before = new Map([...expected.keys()].map((key) => [key, this.#countsOf(key).answers]))
    const missing = () =>
      [...expected].filter(([key, one]) => this.#countsOf(key).answers - (before.get(key) ?? 0) < this.#least(key, one))
    for (const [key, { requests, others }] of expected) {
      this.#countsOf(key).requests += requests
      this.#countsOf(key).others += others
    }
    this.#lines += bytes.toString("latin1").split("\n").length - 1
    this.#child.stdin.write(bytes.subarray(0, cut))
    // Without a pause, both pieces would be written together.
    await new Promise((resolve) => setImmediate(resolve))
    this.#child.stdin.write(bytes.subarray(cut))
    for (let probes = 0; probes < patience; probes++) {
      await this.#probe()
      if (missing().length === 0) break
    }
    const unanswered = missing().map(([key]) => short(key))
    assert.deepStrictEqual(unanswered, [], "requests without an answer")
    for (const [key, { isOpen, isCancelled }] of expected) {
      if (isCancelled) this.#open.delete(key)
      else if (isOpen && this.#countsOf(key).answers === before.get(key)) {
        this.#open.set(key, this.#open.get(key) ?? this.#countsOf(key).answers)
      }
    }
  }

  /** Ends the input in the middle of a line. */
  async end(): Promise<void> {
    await this.#probe()
    this.#child.stdin.end('{"jsonrpc":"2.0","id":"half","method":"pi')
    assert.strictEqual(await this.#ended, 0, this.#stderr.slice(-1_000))
    this.#throwViolation()
    assert.strictEqual(this.#rest.length, 0, "a line was cut")
    assert.isUndefined(this.#counts.get(keyOf("half")), "half a line was answered")
    for (const [key, before] of this.#open) {
      assert.strictEqual(this.#countsOf(key).answers, before + 1, `answers to ${short(key)}, which was open`)
    }
    assert.notMatch(this.#stderr, /^\s+at |mistake in this server/m, "a stack trace, or a defect")
  }

  kill(): void {
    this.#child.kill("SIGKILL")
  }

  #least(key: string, { requests, isCancelled, isOpen }: Expected): number {
    return requests > 0 && !isCancelled && !isOpen && !this.#open.has(key) ? 1 : 0
  }

  #bytes(messages: ReadonlyArray<object>): Buffer {
    return Buffer.from(messages.map((message) => `${JSON.stringify(message)}\n`).join(""))
  }

  #countsOf(key: string): Counts {
    const known = this.#counts.get(key) ?? { answers: 0, results: 0, requests: 0, others: 0 }
    this.#counts.set(key, known)
    return known
  }

  async #probe(): Promise<void> {
    const id = `probe ${this.#probes++}`
    const counts = this.#countsOf(keyOf(id))
    counts.requests++
    this.#child.stdin.write(this.#bytes([{ jsonrpc: "2.0", id, ...this.#era.probe }]))
    while (counts.answers === 0) {
      this.#throwViolation()
      assert.isFalse(this.#hasEnded, `the process ended: ${this.#stderr.slice(-1_000)}`)
      await new Promise<void>((resolve) => {
        this.#wake = resolve
      })
    }
    this.#throwViolation()
  }

  #throwViolation(): void {
    if (this.#violation !== undefined) throw this.#violation
  }

  /** Splits the output into lines. `readline` would split at other characters too. */
  #take(piece: Buffer): void {
    this.#rest = Buffer.concat([this.#rest, piece])
    for (let end = this.#rest.indexOf(0x0a); end !== -1; end = this.#rest.indexOf(0x0a)) {
      const line = this.#rest.toString("utf8", 0, end)
      this.#rest = this.#rest.subarray(end + 1)
      try {
        this.#check(line)
      } catch (error) {
        this.#violation ??= error
      }
    }
    this.#wake()
  }

  #check(line: string): void {
    const message: unknown = JSON.parse(line)
    assert(Predicate.isObject(message) && message["jsonrpc"] === "2.0", `no JSON-RPC: ${short(line)}`)
    if (typeof message["method"] === "string") {
      assert.notProperty(message, "id", "the server asks nothing")
    } else if (message["id"] === undefined) {
      assert.property(message, "error")
      assert.isAtMost(++this.#withoutId, this.#lines, "errors without an id")
    } else {
      const key = keyOf(message["id"])
      const counts = this.#countsOf(key)
      counts.answers++
      if ("result" in message) counts.results++
      else assert.property(message, "error")
      assert.isAtMost(counts.answers, counts.requests + counts.others, `answers to ${short(key)}`)
      assert.isAtMost(counts.results, counts.requests, `results to ${short(key)}`)
    }
  }
}
