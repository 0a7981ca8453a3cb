import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Faults from "../src/Faults.ts"

const cut = { kind: "cut", at: "request" } as const
const hang = { kind: "hang", at: "body" } as const

const call = (action: Faults.Call["action"]) => ({ method: "GET", action })

describe("Faults", () => {
  it.effect("happen in the order of their planning, as often as planned", () =>
    Effect.gen(function* () {
      const faults = yield* Faults.make()
      yield* faults.next(cut, { times: 2 })
      yield* faults.next(hang)
      assert.strictEqual(yield* faults.take(call("instances.get")), cut)
      assert.strictEqual(yield* faults.take(call(undefined)), cut)
      assert.strictEqual(yield* faults.take(call("instances.get")), hang)
      assert.isUndefined(yield* faults.take(call("instances.get")))
    })
  )

  it.effect("happen only to the action that they are for", () =>
    Effect.gen(function* () {
      const faults = yield* Faults.make()
      yield* faults.next(cut, { action: "instanceOrg.get" })
      yield* faults.next(hang)
      assert.strictEqual(yield* faults.take(call("instances.get")), hang)
      assert.isUndefined(yield* faults.take(call(undefined)))
      assert.strictEqual(yield* faults.take(call("instanceOrg.get")), cut)
      assert.isUndefined(yield* faults.take(call("instanceOrg.get")))
    })
  )

  it.effect("can be called off", () =>
    Effect.gen(function* () {
      const faults = yield* Faults.make()
      yield* faults.next(cut, { times: 9 })
      yield* faults.clear
      assert.isUndefined(yield* faults.take(call("instances.get")))
    })
  )
})
