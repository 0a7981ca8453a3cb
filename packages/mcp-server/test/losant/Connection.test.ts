import { assert, describe, it } from "@effect/vitest"
import { Losant } from "@effect-losant/core/Losant"
import { LosantConfigError } from "@effect-losant/core/LosantConfigError"
import { InstanceId } from "@effect-losant/core/schemas/Ids"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import { Connection } from "../../src/losant/Connection.ts"
import { noPolicy } from "../../src/policy/Policy.ts"
import { losantOf } from "../support/gateway.ts"

const instanceId = InstanceId.make("5f0000000000000000000001")
const service = losantOf({ instanceId: Option.some(instanceId) })

const counted = (make: (count: number) => Effect.Effect<Losant["Service"], LosantConfigError>) => {
  const counter = { count: 0 }
  const losant = Layer.effect(
    Losant,
    Effect.suspend(() => make(++counter.count))
  )
  return { counter, layer: Connection.layer(losant, noPolicy) }
}

const open = Effect.flatMap(Connection, (connection) => connection.open)
const wrong = new LosantConfigError({ variable: "LOSANT_API_TOKEN", message: "not set" })

describe("Connection", () => {
  it.effect("makes Losant on the first call, and once", () =>
    Effect.gen(function* () {
      const { counter, layer } = counted(() => Effect.succeed(service))
      yield* Effect.gen(function* () {
        yield* Connection
        assert.strictEqual(counter.count, 0)
        assert.deepStrictEqual((yield* open).instanceId, service.instanceId)
        yield* Effect.all([open, open], { concurrency: 2 })
        assert.strictEqual(counter.count, 1)
      }).pipe(Effect.provide(layer))
    })
  )
  it.effect("looks again after settings that were wrong", () =>
    Effect.gen(function* () {
      const { layer } = counted((count) => (count === 1 ? Effect.fail(wrong) : Effect.succeed(service)))
      yield* Effect.gen(function* () {
        assert.strictEqual(yield* Effect.flip(open), wrong)
        assert.deepStrictEqual((yield* open).instanceId, service.instanceId)
      }).pipe(Effect.provide(layer))
    })
  )
  it.effect("survives a call that is cancelled while Losant is made", () =>
    Effect.gen(function* () {
      const { layer } = counted((count) => (count === 1 ? Effect.never : Effect.succeed(service)))
      yield* Effect.gen(function* () {
        const first = yield* Effect.forkChild(open)
        yield* Effect.yieldNow
        yield* Fiber.interrupt(first)
        assert.isTrue(Exit.isFailure(yield* Fiber.await(first)))
        assert.deepStrictEqual((yield* open).instanceId, service.instanceId)
      }).pipe(Effect.provide(layer))
    })
  )
})
