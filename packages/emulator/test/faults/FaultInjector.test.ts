import { assert, describe, it } from "@effect/vitest"
import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import { EmulatorError } from "../../src/errors/EmulatorError.ts"
import { type Call, makeFaults } from "../../src/faults/FaultInjector.ts"
import type { FaultPlan } from "../../src/faults/FaultRule.ts"

const cut = { kind: "cut", at: "request" } as const
const hang = { kind: "hang", at: "body" } as const

const call = (action: Call["action"]) => ({ method: "GET", action })

describe("Faults", () => {
  it.effect("happen in the order of their planning, as often as planned", () =>
    Effect.gen(function* () {
      const faults = yield* makeFaults()
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
      const faults = yield* makeFaults()
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
      const faults = yield* makeFaults()
      yield* faults.next(cut, { times: 9 })
      yield* faults.clear
      assert.isUndefined(yield* faults.take(call("instances.get")))
    })
  )

  it.effect("of the catalogue are taken by name, or with parameters", () =>
    Effect.gen(function* () {
      const faults = yield* makeFaults()
      yield* faults.next("status-500")
      yield* faults.next({ fault: "huge-body", bytes: 10 })
      assert.deepStrictEqual(yield* faults.take(call(undefined)), { fault: "status-500" })
      assert.deepStrictEqual(yield* faults.take(call(undefined)), { fault: "huge-body", bytes: 10 })
    })
  )

  it.effect("that are not in the catalogue are told at once, with the one that was meant", () =>
    Effect.gen(function* () {
      const faults = yield* makeFaults()
      // Most test runners do not look at types.
      const unknown = "status-50" as "status-500"
      const plan = { rules: [{ fault: unknown }] }
      for (const work of [faults.next(unknown), faults.next({ fault: unknown }), faults.plan(plan)]) {
        const told = Cause.squash(yield* Effect.flip(Effect.sandbox(work)))
        assert.instanceOf(told, EmulatorError)
        assert.include(told.message, '"status-50" is no fault. Did you mean status-500?')
      }
      assert.isUndefined(yield* faults.take(call(undefined)))
    })
  )
})

describe("rules", () => {
  /** The faults that happen to these calls. */
  const happen = Effect.fnUntraced(function* (plan: FaultPlan, calls: ReadonlyArray<Call>) {
    const faults = yield* makeFaults(plan)
    const taken = yield* Effect.forEach(calls, faults.take)
    return taken.map((fault) => (fault !== undefined && "fault" in fault ? fault.fault : undefined))
  })
  const get = call("instanceOrgs.get")
  const post = { method: "POST", action: "instanceOrgs.post" } as const

  it.effect("happen from the nth request that fits on, as often as they say", () =>
    Effect.gen(function* () {
      const plan: FaultPlan = { rules: [{ fault: "status-500", action: "instanceOrgs.get", nth: 2, times: 2 }] }
      assert.deepStrictEqual(yield* happen(plan, [get, post, get, call(undefined), get, get]), [
        undefined,
        undefined,
        "status-500",
        undefined,
        "status-500",
        undefined
      ])
    })
  )

  it.effect("fit by method, once unless they say how often", () =>
    Effect.gen(function* () {
      const plan: FaultPlan = { rules: [{ fault: "reset-in-body", method: "POST" }] }
      assert.deepStrictEqual(yield* happen(plan, [get, post, post]), [undefined, "reset-in-body", undefined])
    })
  )

  it.effect("happen in their order, of which one happens to a request; all count it", () =>
    Effect.gen(function* () {
      const plan: FaultPlan = { rules: [{ fault: "status-500" }, { fault: "status-503", nth: 2 }] }
      assert.deepStrictEqual(yield* happen(plan, [get, get, get]), ["status-500", "status-503", undefined])
      const both: FaultPlan = {
        rules: [
          { fault: "status-500", nth: 2 },
          { fault: "status-503", nth: 2 }
        ]
      }
      assert.deepStrictEqual(yield* happen(both, [get, get, get]), [undefined, "status-500", "status-503"])
    })
  )

  it.effect("happen with their probability, the same for the same seed", () =>
    Effect.gen(function* () {
      const count = 2_000
      const calls = Array.from({ length: count }, () => get)
      const plan = (seed: string): FaultPlan => ({ seed, rules: [{ fault: "status-500", probability: 0.05 }] })
      const first = yield* happen(plan("a"), calls)
      assert.deepStrictEqual(yield* happen(plan("a"), calls), first)
      assert.notDeepEqual(yield* happen(plan("b"), calls), first)
      const share = first.filter((fault) => fault !== undefined).length / count
      assert.isAbove(share, 0.03)
      assert.isBelow(share, 0.07)
    })
  )

  it.effect("with a probability leave alone what others do, and end when they say so", () =>
    Effect.gen(function* () {
      const calls = Array.from({ length: 500 }, () => get)
      const rare = { fault: "status-500", probability: 0.1 } as const
      const only = yield* happen({ rules: [rare] }, calls)
      const after = yield* happen({ rules: [rare, { fault: "status-503", times: 500 }] }, calls)
      assert.deepStrictEqual(
        after.map((fault) => (fault === "status-503" ? undefined : fault)),
        only
      )
      const twice = yield* happen({ rules: [{ ...rare, times: 2 }] }, calls)
      assert.strictEqual(twice.filter((fault) => fault !== undefined).length, 2)
      const never = yield* happen({ rules: [{ ...rare, probability: 0 }] }, calls)
      assert.isTrue(never.every((fault) => fault === undefined))
      const always = yield* happen({ rules: [{ ...rare, probability: 1 }] }, calls)
      assert.isTrue(always.every((fault) => fault === "status-500"))
    })
  )

  it.effect("can be added later, and called off", () =>
    Effect.gen(function* () {
      const faults = yield* makeFaults()
      yield* faults.plan({ rules: [{ fault: "status-500", times: 2 }] })
      assert.deepInclude(yield* faults.take(get), { fault: "status-500" })
      yield* faults.clear
      assert.isUndefined(yield* faults.take(get))
    })
  )
})
