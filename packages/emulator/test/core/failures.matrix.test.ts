// Every action through all of core, over real HTTP, against failures after which a call may wait and try again. All
// waits are virtual, and the clock moves only once the emulator, or the call itself, has said how far things are.

import { assert, describe, it } from "@effect/vitest"
import { type ActionName, actions, type LosantError } from "@effect-losant/core"
import * as Effect from "effect/Effect"
import type * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"
import * as Latch from "effect/Latch"
import * as TestClock from "effect/testing/TestClock"
import { Emulator } from "../../src/emulator/Emulator.ts"
import type { Fault } from "../../src/faults/FaultInjector.ts"
import { servedNames } from "../../src/resources/served.ts"
import { type Applied, arrivals, errorOf, execute, overHttp, watchedFetch } from "../support/core.ts"
import * as Waits from "../support/Waits.ts"

const names = servedNames
const reads = names.filter((name) => actions[name].method === "GET")
const writes = names.filter((name) => actions[name].method !== "GET")

/** Shorter than any deadline: so long only waits before a repetition are. */
const beforeRepetition = 20_000

const limited: Fault = {
  kind: "answer",
  status: 429,
  headers: { "retry-after": "7" },
  body: '{"type":"RateLimited","message":"slow down"}'
}

const failures: Readonly<Record<string, Fault>> = {
  "500": { kind: "answer", status: 500, body: '{"type":"Internal","message":"oops"}' },
  "500 after the work was done": { kind: "answer", status: 500, body: "{}", handled: true },
  "502 with HTML": {
    kind: "answer",
    status: 502,
    headers: { "content-type": "text/html" },
    body: "<h1>Bad Gateway</h1>"
  },
  "a connection cut before the work": { kind: "cut", at: "request" },
  "a connection cut after the work": { kind: "cut", at: "handled" },
  "a connection cut in the answer": { kind: "cut", at: "body" },
  "a hang before the work": { kind: "hang", at: "request" },
  "a hang after the work": { kind: "hang", at: "handled" },
  "a hang in the answer": { kind: "hang", at: "body" }
}

// Opens when a call has seen the headers of an answer.
const seen = Latch.makeUnsafe()
const losant = { fetch: watchedFetch(seen) }

/** Runs a call into a fault, up to its end or the wait before it tries again. */
const run = Effect.fnUntraced(function* (name: ActionName, fault: Fault) {
  const { faults, requests } = yield* Emulator
  const waits = yield* Waits.make
  yield* seen.close
  yield* faults.next(fault)
  const fiber = yield* Effect.forkChild(waits.watch(Effect.exit(execute(name))))
  yield* requests.handled(1)
  if (fault.kind === "hang") {
    if (fault.at === "body") yield* seen.await
    yield* TestClock.adjust("30 seconds")
    yield* requests.abandoned(1)
  }
  return { waits, exit: Fiber.join(fiber) }
})

const succeeded = (exit: Exit.Exit<unknown, LosantError>) => assert.strictEqual(exit._tag, "Success", String(exit))

describe.each(reads)("%s", (name) => {
  it.effect("429: waits as long as Retry-After says, then succeeds", () =>
    Effect.gen(function* () {
      const { waits, exit } = yield* run(name, limited)
      assert.isAtLeast(yield* waits.pass(beforeRepetition), 7_000)
      succeeded(yield* exit)
      assert.strictEqual(yield* arrivals(name), 2)
    }).pipe(Effect.provide(overHttp({ losant })))
  )

  it.effect.each(Object.entries(failures))("%s: tries again, and succeeds", ([, fault]) =>
    Effect.gen(function* () {
      const { waits, exit } = yield* run(name, fault)
      yield* waits.pass(beforeRepetition)
      succeeded(yield* exit)
      assert.strictEqual(yield* arrivals(name), 2)
    }).pipe(Effect.provide(overHttp({ losant })))
  )
})

describe.each(writes)("%s", (name) => {
  const applied: Applied = { count: 0 }

  it.effect("429: waits as long as Retry-After says, and is applied once", () =>
    Effect.gen(function* () {
      const { waits, exit } = yield* run(name, limited)
      assert.strictEqual(applied.count, 0)
      assert.isAtLeast(yield* waits.pass(beforeRepetition), 7_000)
      succeeded(yield* exit)
      assert.strictEqual(yield* arrivals(name), 2)
      assert.strictEqual(applied.count, 1)
    }).pipe(Effect.provide(overHttp({ applied, losant })))
  )

  it.effect.each(Object.entries(failures))("%s: is not sent again", ([, fault]) =>
    Effect.gen(function* () {
      const { exit } = yield* run(name, fault)
      const error = errorOf(yield* exit)
      const [tag, outcome] = expected(fault)
      assert.strictEqual(error._tag, tag)
      assert.strictEqual(error.outcome, outcome)
      assert.strictEqual(yield* arrivals(name), 1)
      const wasHandled = fault.kind === "answer" ? fault.handled === true : fault.at !== "request"
      assert.strictEqual(applied.count, wasHandled ? 1 : 0)
    }).pipe(Effect.provide(overHttp({ applied, losant })))
  )
})

const expected = (fault: Fault): readonly [tag: LosantError["_tag"], outcome: LosantError["outcome"]] => {
  if (fault.kind === "answer") return ["LosantServerError", "unknown"]
  return [fault.kind === "cut" ? "LosantTransport" : "LosantTimeout", fault.at === "body" ? "applied" : "unknown"]
}
