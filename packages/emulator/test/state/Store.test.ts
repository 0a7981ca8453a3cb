import { assert, describe, it } from "@effect/vitest"
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import { conflict } from "../../src/errors/ApiError.ts"
import { emptySeed, toState } from "../../src/seed/Seed.ts"
import { Store } from "../../src/state/Store.ts"

const initial = toState(emptySeed, 0)
const count = (store: Store["Service"]) =>
  store.modify((state) => Effect.succeed([state.created + 1, { ...state, created: state.created + 1 }]))

describe("Store", () => {
  it.effect("makes changes one after the other", () =>
    Effect.gen(function* () {
      const store = yield* Store.make(initial, () => Effect.yieldNow)
      const answers = yield* Effect.all(
        Array.from({ length: 20 }, () => count(store)),
        { concurrency: "unbounded" }
      )
      assert.strictEqual(new Set(answers).size, 20)
      assert.strictEqual((yield* store.get).created, initial.created + 20)
    })
  )

  it.effect("shows a change only once it is persisted", () =>
    Effect.gen(function* () {
      const written = yield* Deferred.make<void>()
      const store = yield* Store.make(initial, () => Deferred.await(written))
      const before = yield* store.get
      const fiber = yield* Effect.forkChild(count(store), { startImmediately: true })
      assert.strictEqual(yield* store.get, before)
      yield* Deferred.succeed(written, undefined)
      yield* Fiber.join(fiber)
      assert.strictEqual((yield* store.get).created, initial.created + 1)
    })
  )

  it.effect("stays as it is if a change fails or cannot be persisted", () =>
    Effect.gen(function* () {
      const store = yield* Store.make(initial, () => Effect.fail("the disk is full"))
      const before = yield* store.get
      const full = yield* Effect.flip(count(store))
      assert.strictEqual(full.status, 500)
      assert.strictEqual(full.message, "the disk is full")
      assert.strictEqual((yield* Effect.flip(store.modify(() => Effect.fail(conflict("no"))))).status, 409)
      assert.strictEqual(yield* store.get, before)
    })
  )

  it.effect("finishes a change that it has begun, though it is interrupted", () =>
    Effect.gen(function* () {
      const begun = yield* Deferred.make<void>()
      const written = yield* Deferred.make<void>()
      const store = yield* Store.make(initial, () =>
        Effect.andThen(Deferred.succeed(begun, undefined), Deferred.await(written))
      )
      const fiber = yield* Effect.forkChild(count(store))
      yield* Deferred.await(begun)
      const interruption = yield* Effect.forkChild(Fiber.interrupt(fiber))
      yield* Deferred.succeed(written, undefined)
      yield* Fiber.join(interruption)
      assert.strictEqual((yield* store.get).created, initial.created + 1)
    })
  )
})
