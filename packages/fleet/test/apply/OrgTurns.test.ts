// The writes to an organization run one after the other, whoever sends them.
import { assert, describe, it } from "@effect/vitest"
import { OrgTurns } from "@effect-losant/fleet"
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"

describe("the turns of organizations", () => {
  it.effect("let one effect run on an organization at a time, in order, and others beside it", () =>
    Effect.gen(function* () {
      const inTurn = yield* OrgTurns
      const events: Array<string> = []
      const gate = yield* Deferred.make<void>()
      const run = (key: string, name: string, wait: Effect.Effect<void> = Effect.void) =>
        Effect.forkChild(
          inTurn(key)(
            Effect.gen(function* () {
              events.push(`${name} begins`)
              yield* wait
              events.push(`${name} ends`)
            })
          ),
          { startImmediately: true }
        )
      const fibers = [
        yield* run("one", "first", Deferred.await(gate)),
        yield* run("one", "second"),
        yield* run("one", "third"),
        yield* run("other", "beside")
      ]
      assert.deepStrictEqual(events, ["first begins", "beside begins", "beside ends"])
      yield* Deferred.succeed(gate, undefined)
      yield* Effect.forEach(fibers, Fiber.join)
      assert.deepStrictEqual(events.slice(3), [
        "first ends",
        "second begins",
        "second ends",
        "third begins",
        "third ends"
      ])
    })
  )

  it.effect("are kept while anything waits, so that what comes later waits too", () =>
    Effect.gen(function* () {
      const inTurn = yield* OrgTurns
      const events: Array<string> = []
      const run = (name: string, gate: Deferred.Deferred<void>) =>
        Effect.forkChild(
          inTurn("one")(
            Effect.gen(function* () {
              events.push(name)
              yield* Deferred.await(gate)
            })
          ),
          { startImmediately: true }
        )
      const gates = [yield* Deferred.make<void>(), yield* Deferred.make<void>(), yield* Deferred.make<void>()] as const
      const first = yield* run("first", gates[0])
      const second = yield* run("second", gates[1])
      yield* Deferred.succeed(gates[0], undefined)
      yield* Fiber.join(first)
      yield* run("third", gates[2])
      yield* Effect.yieldNow
      assert.deepStrictEqual(events, ["first", "second"])
      yield* Deferred.succeed(gates[1], undefined)
      yield* Fiber.join(second)
      yield* Effect.yieldNow
      assert.deepStrictEqual(events, ["first", "second", "third"])
    })
  )

  it.effect("go on after a failure and after an interruption, and give the result", () =>
    Effect.gen(function* () {
      const inTurn = yield* OrgTurns
      assert.strictEqual(yield* Effect.flip(inTurn("one")(Effect.fail("no"))), "no")
      const hanging = yield* Effect.forkChild(inTurn("one")(Effect.never), { startImmediately: true })
      const waiting = yield* Effect.forkChild(inTurn("one")(Effect.succeed("never")), { startImmediately: true })
      const last = yield* Effect.forkChild(inTurn("one")(Effect.succeed("done")), { startImmediately: true })
      yield* Fiber.interrupt(waiting)
      assert.isUndefined(last.pollUnsafe())
      yield* Fiber.interrupt(hanging)
      assert.strictEqual(yield* Fiber.join(last), "done")
      assert.strictEqual(yield* inTurn("one")(Effect.succeed(7)), 7)
    })
  )
})
