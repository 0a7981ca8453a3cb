import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import { makeWriteLog } from "../../src/http/WriteLog.ts"

const mill = "5e0be1000fc1aea100000001"
const harbor = "5e0be1000fc1aea100000002"

describe("makeWriteLog", () => {
  it.effect("counts by organization and in all", () =>
    Effect.gen(function* () {
      const { writes, recorder } = yield* makeWriteLog
      assert.deepStrictEqual(yield* writes.counts, {})
      for (const orgId of [mill, mill, harbor, undefined]) yield* recorder.apply(orgId)
      assert.deepStrictEqual(yield* writes.counts, { [mill]: 2, [harbor]: 1 })
      assert.strictEqual(yield* writes.count(mill.toUpperCase()), 2)
      assert.strictEqual(yield* writes.count("5e0be1000fc1aea100000003"), 0)
      assert.strictEqual(yield* writes.count(), 4)
    })
  )

  it.effect("can be waited for, before and after they are applied", () =>
    Effect.gen(function* () {
      const { writes, recorder } = yield* makeWriteLog
      const second = yield* Effect.forkChild(writes.applied(2, mill), { startImmediately: true })
      const third = yield* Effect.forkChild(writes.applied(3), { startImmediately: true })
      yield* recorder.apply(harbor)
      yield* recorder.apply(mill)
      yield* writes.applied(1, mill)
      assert.isUndefined(second.pollUnsafe())
      yield* recorder.apply(mill)
      yield* Fiber.join(second)
      yield* Fiber.join(third)
    })
  )
})
