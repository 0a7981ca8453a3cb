// A write that is applied after its connection has broken: what its caller sees, and what is true then and later.
import { assert, describe, it } from "@effect/vitest"
import { InstanceOrg, InstanceOrgs } from "@effect-losant/core"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Scope from "effect/Scope"
import * as TestClock from "effect/testing/TestClock"
import { Emulator } from "../../src/emulator/Emulator.ts"
import { overHttp } from "../support/core.ts"
import { inOrg, instanceId } from "../support/inputs.ts"
import { ids, now, seed } from "../support/seed.ts"

const descriptionOf = Effect.map(InstanceOrg.get(inOrg), ({ description }) => description)
const rename = (description: string) => InstanceOrg.patch({ ...inOrg, organization: { description } })

describe("reset-before-headers-late", () => {
  it.effect("applies the write when its delay is over, and not before", () =>
    Effect.gen(function* () {
      const { faults, writes } = yield* Emulator
      const before = yield* descriptionOf
      yield* faults.next({ fault: "reset-before-headers-late", delay: 9_000 }, { method: "PATCH" })
      const error = yield* Effect.flip(rename("late"))
      assert.deepInclude(error, { _tag: "LosantTransport", outcome: "unknown" })
      yield* TestClock.adjust(8_999)
      assert.strictEqual(yield* descriptionOf, before)
      assert.strictEqual(yield* writes.count(ids.plant), 0)
      yield* TestClock.adjust(1)
      yield* writes.applied(1, ids.plant)
      assert.strictEqual(yield* descriptionOf, "late")
    }).pipe(Effect.provide(overHttp()))
  )

  it.effect("overwrites what was written in the meantime", () =>
    Effect.gen(function* () {
      const { faults, writes } = yield* Emulator
      yield* faults.next("reset-before-headers-late", { method: "PATCH" })
      yield* Effect.flip(rename("late"))
      yield* rename("in time")
      yield* TestClock.adjust("5 seconds")
      yield* writes.applied(2, ids.plant)
      assert.strictEqual(yield* descriptionOf, "late")
      assert.deepStrictEqual(yield* writes.counts, { [ids.plant]: 2 })
    }).pipe(Effect.provide(overHttp()))
  )

  it.effect("counts nothing that is refused when its time comes", () =>
    Effect.gen(function* () {
      const { faults, writes } = yield* Emulator
      yield* faults.next("reset-before-headers-late", { method: "PATCH" })
      yield* Effect.flip(rename("late"))
      yield* InstanceOrg.delete(inOrg)
      yield* TestClock.adjust("5 seconds")
      yield* InstanceOrgs.post({ instanceId, orgConfig: { name: "Last" } })
      yield* writes.applied(2)
      assert.strictEqual(yield* writes.count(), 2)
      assert.strictEqual(yield* writes.count(ids.plant), 1)
    }).pipe(Effect.provide(overHttp()))
  )

  it.effect("ends with the emulator", () =>
    Effect.gen(function* () {
      const scope = yield* Scope.make()
      const emulator = yield* Scope.provide(Emulator.make({ seed, now, token: "t" }), scope)
      yield* emulator.faults.next("reset-before-headers-late")
      yield* emulator.respond({
        method: "DELETE",
        path: `/instances/${ids.instance}/orgs/${ids.plant}`,
        query: new URLSearchParams(),
        authorization: "Bearer t",
        body: ""
      })
      yield* Scope.close(scope, Exit.void)
      yield* TestClock.adjust("1 minute")
      assert.strictEqual(yield* emulator.writes.count(), 0)
    })
  )
})
