// The circuit: when it opens, what is said then, and how it closes.
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import type * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"
import type { ActionName } from "../../../src/Actions.ts"
import type { Losant } from "../../../src/Losant.ts"
import type { CallOptions, LosantOptions } from "../../../src/LosantOptions.ts"
import { expectError, run, sample, valueOf } from "../../support/calls.ts"
import * as ScriptedFetch from "../../support/ScriptedFetch.ts"
import { settle } from "../../support/Simulation.ts"
import { samples } from "../../support/samples.ts"

const ok = ScriptedFetch.json(200, samples["instanceOrg.get"].answer)
const down = ScriptedFetch.refuse(503)
const once = { retry: { times: 0 } }
const circuit = { failures: 3, openFor: "10 seconds" } as const

const call = (name: ActionName = "instanceOrg.get", options: CallOptions = once) => Effect.exit(sample(name, options))

/** Runs a program of several calls, and tells how many requests it sent. */
const runAll = <A>(
  replies: ReadonlyArray<ScriptedFetch.Reply>,
  program: Effect.Effect<A, never, Losant>,
  options: Partial<LosantOptions> = { circuit }
) =>
  Effect.gen(function* () {
    const network = yield* ScriptedFetch.make(...replies)
    const value = valueOf(yield* run(network, program, options))
    return { value, sent: network.requests.length }
  })

const tags = (exits: ReadonlyArray<Exit.Exit<unknown, unknown>>) =>
  exits.map((exit) => (exit._tag === "Success" ? "ok" : (/Losant\w+/.exec(String(exit))?.[0] ?? String(exit))))

describe("the circuit", () => {
  it.effect(
    "opens after so many failures in a row: then nothing is sent, and the error says why and for how long",
    () =>
      Effect.gen(function* () {
        const { value, sent } = yield* runAll(
          [down, ScriptedFetch.failWith("ECONNRESET"), down],
          Effect.gen(function* () {
            yield* Effect.replicateEffect(call(), 3)
            yield* Effect.sleep("4 seconds")
            return [yield* call(), yield* call("instanceOrgs.post")] as const
          })
        )
        assert.strictEqual(sent, 3)
        const [read, write] = value.map((exit) => expectError(exit, "LosantCircuitOpen"))
        assert.deepStrictEqual([read?.failures, read?.last, read?.retryAfter], [3, "LosantServerError", 6_000])
        assert.deepStrictEqual([read?.outcome, write?.outcome], [undefined, "notSent"])
        assert.deepStrictEqual([read?.isRetryable, write?.isRetryable], [false, false])
        for (const part of ["3 times", "LosantServerError", "6s"]) assert.include(read?.message, part)
      })
  )

  it.effect("counts only what says that Losant is in trouble", () =>
    Effect.gen(function* () {
      const replies = [
        ...[400, 401, 403, 404, 409, 429, 302].map((status) => ScriptedFetch.refuse(status)),
        ScriptedFetch.respond(200, "no JSON")
      ]
      const { value } = yield* runAll([...replies, ok], Effect.replicateEffect(call(), 9))
      assert.strictEqual(tags(value).at(-1), "ok")
    })
  )

  it.effect("starts to count anew after any other answer", () =>
    Effect.gen(function* () {
      const replies = [down, down, ok, down, down, ScriptedFetch.refuse(404), down, down, ok]
      assert.strictEqual((yield* runAll(replies, Effect.replicateEffect(call(), 9))).sent, 9)
    })
  )

  it.effect("counts timeouts, and every attempt of a call", () =>
    Effect.gen(function* () {
      const retried = call("instanceOrg.get", { timeout: "1 second", totalTimeout: "1 minute" })
      const { value, sent } = yield* runAll([ScriptedFetch.hang, ScriptedFetch.hang, ScriptedFetch.hang], retried)
      assert.strictEqual(sent, 3)
      assert.strictEqual(expectError(value, "LosantCircuitOpen").last, "LosantTimeout")
    })
  )

  it.effect("lets one attempt through after its time: its success closes it", () =>
    Effect.gen(function* () {
      const { value, sent } = yield* runAll(
        [down, down, down, ok, ok, ok],
        Effect.gen(function* () {
          yield* Effect.replicateEffect(call(), 3)
          yield* Effect.sleep("10 seconds")
          const together = yield* Effect.all([call(), call()], { concurrency: "unbounded" })
          return [...together, yield* call(), yield* call()]
        })
      )
      assert.deepStrictEqual(tags(value), ["ok", "LosantCircuitOpen", "ok", "ok"])
      assert.strictEqual(sent, 6)
    })
  )

  it.effect("and its failure keeps it open for as long again", () =>
    Effect.gen(function* () {
      const { value, sent } = yield* runAll(
        [down, down, down, down, ok],
        Effect.gen(function* () {
          yield* Effect.replicateEffect(call(), 3)
          yield* Effect.sleep("10 seconds")
          const probe = yield* call()
          yield* Effect.sleep("9 seconds")
          const early = yield* call()
          yield* Effect.sleep("1 second")
          return [probe, early, yield* call()]
        })
      )
      assert.deepStrictEqual(tags(value), ["LosantServerError", "LosantCircuitOpen", "ok"])
      assert.strictEqual(sent, 5)
    })
  )

  it.effect("lets another attempt through when the one that was is interrupted", () =>
    Effect.gen(function* () {
      const { value } = yield* runAll(
        [down, down, down, ScriptedFetch.hang, ok],
        Effect.gen(function* () {
          yield* Effect.replicateEffect(call(), 3)
          yield* Effect.sleep("10 seconds")
          const probe = yield* Effect.forkChild(call())
          yield* settle
          yield* Fiber.interrupt(probe)
          return [yield* call()]
        })
      )
      assert.deepStrictEqual(tags(value), ["ok"])
    })
  )

  it.effect("tells how long to wait also while the one attempt is under way", () =>
    Effect.gen(function* () {
      const { value } = yield* runAll(
        [down, down, down, ScriptedFetch.hang],
        Effect.gen(function* () {
          yield* Effect.replicateEffect(call(), 3)
          yield* Effect.sleep("10 seconds")
          yield* Effect.forkChild(call())
          yield* settle
          yield* Effect.sleep("4 seconds")
          return yield* call()
        })
      )
      assert.strictEqual(expectError(value, "LosantCircuitOpen").retryAfter, 6_000)
    })
  )

  it.effect("does not listen to attempts from before it opened", () =>
    Effect.gen(function* () {
      let answer: (response: Response) => void = () => assert.fail("nothing was sent")
      const late = () =>
        new Promise<Response>((resolve) => {
          answer = resolve
        })
      const { value, sent } = yield* runAll(
        [late, down, down, down],
        Effect.gen(function* () {
          const old = yield* Effect.forkChild(call())
          yield* settle
          yield* Effect.replicateEffect(call(), 3)
          answer(Response.json(samples["instanceOrg.get"].answer))
          return [yield* Fiber.join(old), yield* call()]
        })
      )
      assert.deepStrictEqual(tags(value), ["ok", "LosantCircuitOpen"])
      assert.strictEqual(sent, 4)
    })
  )

  it.effect("stays open if the one attempt is answered 429, for as long as Losant asks", () =>
    Effect.gen(function* () {
      const busy = ScriptedFetch.refuse(429, { "retry-after": "30" })
      const { value, sent } = yield* runAll(
        [down, down, down, busy, ok],
        Effect.gen(function* () {
          yield* Effect.replicateEffect(call(), 3)
          yield* Effect.sleep("10 seconds")
          const probe = yield* call()
          yield* Effect.sleep("29 seconds")
          const early = yield* call()
          yield* Effect.sleep("1 second")
          return [probe, early, yield* call()]
        })
      )
      assert.deepStrictEqual(tags(value), ["LosantRateLimited", "LosantCircuitOpen", "ok"])
      assert.strictEqual(sent, 5)
    })
  )

  it.effect("leaves a write unknown that an earlier attempt may have applied", () =>
    Effect.gen(function* () {
      const write = call("instanceOrg.patch", { retryWrites: true })
      const { value, sent } = yield* runAll([down, down, down], write)
      assert.strictEqual(sent, 3)
      assert.strictEqual(expectError(value, "LosantCircuitOpen").outcome, "unknown")
    })
  )

  it.effect("opens after twenty failures, for ten seconds, by default", () =>
    Effect.gen(function* () {
      const { value, sent } = yield* runAll(
        Array.from({ length: 30 }, () => down),
        Effect.replicateEffect(call(), 21),
        {}
      )
      assert.strictEqual(sent, 20)
      assert.deepStrictEqual(
        value.slice(-1).map((exit) => expectError(exit, "LosantCircuitOpen").retryAfter),
        [10_000]
      )
    })
  )

  it.effect("can be left out", () =>
    Effect.gen(function* () {
      const replies = Array.from({ length: 30 }, () => down)
      assert.strictEqual((yield* runAll(replies, Effect.replicateEffect(call(), 30), { circuit: false })).sent, 30)
    })
  )
})
