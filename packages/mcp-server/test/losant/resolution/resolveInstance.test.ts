import { assert, describe, it } from "@effect/vitest"
import { InstanceId } from "@effect-losant/core/schemas/Ids"
import { Emulator } from "@effect-losant/emulator"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as Option from "effect/Option"
import { makeInstanceResolver } from "../../../src/losant/resolution/resolveInstance.ts"
import { Refusal } from "../../../src/model/Refusal.ts"
import { answeringGateway, gatewayOf } from "../../support/gateway.ts"
import { countRequests, TestGateway, testGatewayLayer } from "../../support/testGateway.ts"

const first = InstanceId.make("5f0000000000000000000001")
const second = InstanceId.make("5f0000000000000000000002")

const one = [{ id: first, name: "Acme" }] as const
const two = [...one, { id: second, name: "\u202eBeta" }] as const

const layerOf = (instances: typeof one | typeof two) =>
  testGatewayLayer({ seed: { instances }, losant: { retry: { times: 0 } } })

const unconfigured = Effect.gen(function* () {
  return yield* makeInstanceResolver({ ...(yield* TestGateway), instanceId: Option.none() })
})

const refused = <A, E, R>(effect: Effect.Effect<A, E, R>, reason: Refusal["reason"]) =>
  Effect.map(Effect.flip(effect), (error) => {
    assert(error instanceof Refusal)
    assert.strictEqual(error.reason, reason)
    return error
  })

const refusal = <A, E, R>(effect: Effect.Effect<A, E, R>) =>
  Effect.map(refused(effect, "instance"), ({ message }) => message)

describe("resolve", () => {
  it.effect("takes the configured instance, whatever is given, without a request", () =>
    Effect.gen(function* () {
      const { resolve } = yield* makeInstanceResolver(yield* TestGateway)
      for (const input of [undefined, second, "Beta"]) {
        assert.deepStrictEqual(yield* countRequests(resolve(input)), { result: first, requests: 0 })
      }
    }).pipe(Effect.provide(layerOf(two)))
  )
  it.effect("takes the id that is given, without a request", () =>
    Effect.gen(function* () {
      const { resolve } = yield* unconfigured
      assert.deepStrictEqual(yield* countRequests(resolve(second)), { result: second, requests: 0 })
    }).pipe(Effect.provide(layerOf(two)))
  )
  it.effect("finds the only instance, and asks for it once, however many calls ask at a time", () =>
    Effect.gen(function* () {
      const { resolve } = yield* unconfigured
      const calls = Array.from({ length: 20 }, () => resolve(undefined))
      const { result, requests } = yield* countRequests(Effect.all(calls, { concurrency: "unbounded" }))
      assert.deepStrictEqual(new Set(result), new Set([first]))
      assert.strictEqual(requests, 1)
      assert.deepStrictEqual(yield* countRequests(resolve(undefined)), { result: first, requests: 0 })
    }).pipe(Effect.provide(layerOf(one)))
  )
  it.effect("does not let one call that is cancelled cancel the others", () =>
    Effect.gen(function* () {
      const { resolve } = yield* unconfigured
      const cancelled = yield* Effect.forkChild(resolve(undefined), { startImmediately: true })
      const other = yield* Effect.forkChild(resolve(undefined), { startImmediately: true })
      yield* Fiber.interrupt(cancelled)
      assert.strictEqual(yield* Fiber.join(other), first)
    }).pipe(Effect.provide(layerOf(one)))
  )
  it.effect("lists the instances if there are several, and asks for them once", () =>
    Effect.gen(function* () {
      const { resolve } = yield* unconfigured
      const { result, requests } = yield* countRequests(refusal(resolve(undefined)))
      assert.include(result, `"Acme" (id ${first}, created "`)
      assert.include(result, `"\\\\u{202E}Beta" (id ${second}`)
      assert.include(result, "Call again with instanceId")
      assert.strictEqual(requests, 1)
      assert.strictEqual((yield* countRequests(refusal(resolve(undefined)))).requests, 0)
    }).pipe(Effect.provide(layerOf(two)))
  )
  it.effect("takes a name as it is, in another case, or as it begins, with the one request that is kept", () =>
    Effect.gen(function* () {
      const { resolve } = yield* unconfigured
      assert.deepStrictEqual(yield* countRequests(resolve("Acme")), { result: first, requests: 1 })
      for (const [input, result] of [
        ["acME", first],
        ["ac", first],
        ["\u202eB", second]
      ] as const) {
        assert.deepStrictEqual(yield* countRequests(resolve(input)), { result, requests: 0 })
      }
      // The name of another instance must not resolve to the only one.
      const { message } = yield* refused(resolve("Acne"), "noMatch")
      assert.include(message, 'instanceId "Acne" stands for no instance')
      assert.include(message, `Similar are "Acme" (id ${first}`)
    }).pipe(Effect.provide(layerOf(two)))
  )
  it.effect("does not choose if a name stands for several, or may do so on another page", () =>
    Effect.gen(function* () {
      const named = (names: ReadonlyArray<string>, totalCount: number) =>
        makeInstanceResolver(
          answeringGateway({ items: names.map((name, index) => ({ id: [first, second][index], name })), totalCount })
        )
      const twins = yield* refused((yield* named(["Acme", "Acme"], 2)).resolve("Acme"), "severalMatches")
      assert.include(twins.message, `"Acme" (id ${first}), "Acme" (id ${second})`)
      const cut = yield* refused((yield* named(["Acme", "Beta"], 200)).resolve("Acme"), "severalMatches")
      assert.include(cut.message, "and more")
    })
  )
  it.effect.each([401, 403])("says which variable to set if the token may not list instances (%i)", (status) =>
    Effect.gen(function* () {
      const { resolve } = yield* unconfigured
      const { faults } = yield* Emulator
      yield* faults.next({ kind: "answer", status })
      const message = yield* refusal(resolve(undefined))
      assert.include(message, "The person who runs this server has to set LOSANT_INSTANCE_ID")
      assert.include(message, `(${status})`)
      if (status === 403) assert.include(message, "lacks the scope instances.get")
      // The error is not cached.
      assert.strictEqual(yield* resolve(undefined), first)
    }).pipe(Effect.provide(layerOf(one)))
  )
  it.effect("keeps no failure", () =>
    Effect.gen(function* () {
      const { resolve } = yield* unconfigured
      const { faults } = yield* Emulator
      yield* faults.next({ kind: "answer", status: 500 })
      assert.strictEqual((yield* Effect.flip(resolve(undefined)))._tag, "LosantServerError")
      assert.strictEqual(yield* resolve(undefined), first)
    }).pipe(Effect.provide(layerOf(one)))
  )
  it.effect("says so if the token reaches none, and asks again", () =>
    Effect.gen(function* () {
      const pages = [{ items: [] }, { items: one, totalCount: 1 }]
      const { resolve } = yield* makeInstanceResolver(
        gatewayOf({ execute: () => Effect.sync(() => pages.shift() as never) }) // Sound: the test lists only instances.
      )
      assert.include(yield* refusal(resolve(undefined)), "The token reaches no instance.")
      assert.strictEqual(yield* resolve(undefined), first)
    })
  )
  it.effect("does not take the only one of a page that is cut", () =>
    Effect.gen(function* () {
      const { resolve } = yield* makeInstanceResolver(answeringGateway({ items: one, totalCount: 2 }))
      assert.include(yield* refusal(resolve(undefined)), "and 1 more.")
    })
  )
})
