// A layer slows down while Losant answers 429 and says when to come back.
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import type { CallOptions, LosantOptions } from "../src/LosantOptions.ts"
import { expectError, run, sample, valueOf } from "./support/calls.ts"
import { busy, ok } from "./support/retries.ts"
import * as ScriptedFetch from "./support/ScriptedFetch.ts"

/** A Losant that answers so many requests in each second, and refuses the others. */
const rateLimited = (perSecond: number, retryAfter?: string) => {
  const served = new Map<number, number>()
  return ScriptedFetch.make(
    ...Array.from(
      { length: 5_000 },
      (): ScriptedFetch.Reply => (request) => {
        const second = Math.floor(request.at / 1_000)
        const before = served.get(second) ?? 0
        served.set(second, before + 1)
        return before < perSecond ? ok("instanceOrg.get")(request) : busy(retryAfter)(request)
      }
    )
  )
}

const calls = (
  network: ScriptedFetch.ScriptedFetch,
  count: number,
  concurrency: number,
  { call = {}, layer = {} }: { readonly call?: CallOptions; readonly layer?: Partial<LosantOptions> } = {}
) =>
  Effect.gen(function* () {
    const one = Effect.exit(sample("instanceOrg.get", call))
    const all = Effect.all(
      Array.from({ length: count }, () => one),
      { concurrency }
    )
    const exits = valueOf(yield* run(network, all, layer))
    return exits.filter(Exit.isFailure).length
  })

describe("a layer that is answered 429 with Retry-After", () => {
  it.effect.each([16, 400])("does not fail any of 400 calls, %i at once, where 20 a second are served", (concurrency) =>
    Effect.gen(function* () {
      const network = yield* rateLimited(20, "1")
      assert.strictEqual(yield* calls(network, 400, concurrency), 0)
      // Each second of the 20 that it takes meets a few refusals.
      if (concurrency === 16) assert.isBelow(network.requests.length, 600)
    })
  )

  it.effect("sends nothing before the time for which Losant asked, also of other calls", () =>
    Effect.gen(function* () {
      const network = yield* ScriptedFetch.make(busy("3"), ...Array.from({ length: 10 }, () => ok("instanceOrg.get")))
      const later = Effect.andThen(Effect.sleep("1 second"), sample("instanceOrg.get"))
      yield* run(network, Effect.all([sample("instanceOrg.get"), later, later, later], { concurrency: 4 }))
      const [first = 0, ...others] = network.requests.map(({ at }) => at)
      assert.deepStrictEqual(
        others.map((at) => at - first >= 3_000),
        [true, true, true, true]
      )
    })
  )

  it.effect("goes on with one request at a time, and with more after each success", () =>
    Effect.gen(function* () {
      let open = 0
      const maxOpen: Array<number> = []
      const answer: ScriptedFetch.Reply = async (request) => {
        open += 1
        maxOpen.push(open)
        await new Promise((resolve) => setImmediate(resolve))
        open -= 1
        return ok("instanceOrg.get")(request)
      }
      const network = yield* ScriptedFetch.make(busy("1"), ...Array.from({ length: 40 }, () => answer))
      const many = Effect.all(
        Array.from({ length: 40 }, () => sample("instanceOrg.get")),
        { concurrency: "unbounded" }
      )
      yield* run(network, Effect.andThen(Effect.exit(sample("instanceOrg.get", { retry: { times: 0 } })), many))
      assert.deepStrictEqual(maxOpen.slice(0, 2), [1, 1])
      assert.isAbove(Math.max(...maxOpen), 2)
      assert.isBelow(Math.max(...maxOpen), 12)
    })
  )

  it.effect("leaves the call that is told to wait too long to its error, and the others alone", () =>
    Effect.gen(function* () {
      const network = yield* ScriptedFetch.make(busy("3600"), ok("instanceOrg.get"))
      const exits = valueOf(
        yield* run(
          network,
          Effect.all([Effect.exit(sample("instanceOrg.get")), Effect.exit(sample("instanceOrg.get"))])
        )
      )
      assert.deepStrictEqual(exits.map(Exit.isSuccess), [false, true])
      assert.strictEqual(network.requests[1]?.at, network.requests[0]?.at)
    })
  )

  it.effect("ends a call that has no time to wait, without sending it", () =>
    Effect.gen(function* () {
      const network = yield* ScriptedFetch.make(busy("30"), ok("instanceOrg.get"))
      const options = { totalTimeout: "2 seconds", timeout: "1 second" } as const
      const impatient = Effect.andThen(Effect.sleep("1 second"), Effect.exit(sample("instanceOrg.delete", options)))
      const [, exit] = valueOf(
        yield* run(network, Effect.all([Effect.exit(sample("instanceOrg.get")), impatient], { concurrency: 2 }))
      )
      const error = expectError(exit, "LosantTimeout")
      assert.deepStrictEqual([error.phase, error.outcome], ["total", "notSent"])
      assert.strictEqual(network.requests.length, 2)
    })
  )

  it.effect("makes room for another when a call that waits is interrupted", () =>
    Effect.gen(function* () {
      const network = yield* ScriptedFetch.make(busy("5"), ok("instanceOrg.get"), ok("instanceOrg.get"))
      const late = Effect.andThen(Effect.sleep("1 second"), sample("instanceOrg.get"))
      const waiting = Effect.timeoutOption(late, "2 seconds")
      const after = Effect.andThen(Effect.sleep("3 seconds"), sample("instanceOrg.get"))
      yield* run(network, Effect.all([sample("instanceOrg.get"), waiting, after], { concurrency: 3 }))
      assert.strictEqual(network.requests.length, 3)
    })
  )
})

describe("a layer that is answered 429 without Retry-After", () => {
  it.effect("does not wait for all its calls", () =>
    Effect.gen(function* () {
      const network = yield* ScriptedFetch.make(busy(), ok("instanceOrg.get"), ok("instanceOrg.get"))
      yield* run(network, Effect.all([sample("instanceOrg.get"), sample("instanceOrg.get")], { concurrency: 2 }))
      assert.strictEqual(network.requests[1]?.at, network.requests[0]?.at)
    })
  )
})
