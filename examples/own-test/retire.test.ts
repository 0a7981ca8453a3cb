// A test of your own program: a Losant with state in the same process, a clock that the test moves, and faults.
//   npx vitest run own-test
import { InstanceOrg, InstanceOrgs } from "@effect-losant/core"
import { Emulator } from "@effect-losant/emulator"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as TestClock from "effect/testing/TestClock"
import { assert, it } from "vitest"
import { retire } from "./retire.ts"

// The emulator uses the clock of the test, which is provided below it.
const test = <A, E>(work: Effect.Effect<A, E, Effect.Services<typeof arranged>>) =>
  Effect.runPromise(work.pipe(Effect.provide(Emulator.layer({ seed: "empty" })), Effect.provide(TestClock.layer())))

const arranged = Effect.gen(function* () {
  const { instanceId } = yield* Emulator
  const { id: orgId } = yield* InstanceOrgs.post({ instanceId, orgConfig: { name: "Old Mill" } })
  return { instanceId, orgId }
})

it("makes the organization read-only at once, and disables it after a week", () =>
  test(
    Effect.gen(function* () {
      const { instanceId, orgId } = yield* arranged
      const { requests } = yield* Emulator
      const retiring = yield* Effect.forkChild(retire(instanceId, orgId))
      yield* requests.handled(2)
      const before = yield* InstanceOrg.get({ instanceId, orgId })
      assert.deepEqual([before.isReadOnly, before.disabledAt], [true, false])
      yield* TestClock.adjust("7 days")
      const after = yield* Fiber.join(retiring)
      assert.isString(after.disabledAt)
    })
  ))

it("repeats a change whose answer was lost", () =>
  test(
    Effect.gen(function* () {
      const { instanceId, orgId } = yield* arranged
      const { faults, requests } = yield* Emulator
      yield* faults.next("reset-before-headers-applied", { action: "instanceOrg.patch" })
      const retiring = yield* Effect.forkChild(retire(instanceId, orgId))
      yield* requests.handled(2)
      yield* TestClock.adjust("1 second")
      yield* requests.handled(3)
      assert.isTrue((yield* InstanceOrg.get({ instanceId, orgId })).isReadOnly)
      yield* TestClock.adjust("7 days")
      yield* Fiber.join(retiring)
      const patches = (yield* requests.all).filter(({ action }) => action === "instanceOrg.patch")
      assert.lengthOf(patches, 3)
    })
  ))

it("fails with what Losant said, and disables nothing", () =>
  test(
    Effect.gen(function* () {
      const { instanceId, orgId } = yield* arranged
      yield* InstanceOrg.delete({ instanceId, orgId })
      const error = yield* Effect.flip(retire(instanceId, orgId))
      assert.equal(error._tag, "LosantNotFound")
    })
  ))
