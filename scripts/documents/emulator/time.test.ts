// The emulator uses the clock below it: with a TestClock months pass at once.
import { InstanceOrgInvites, InstanceOrgs } from "@effect-losant/core"
import { Emulator } from "@effect-losant/emulator"
import * as Effect from "effect/Effect"
import * as TestClock from "effect/testing/TestClock"
import { assert, it } from "vitest"

const program = Effect.gen(function* () {
  const { instanceId } = yield* Emulator
  const { id: orgId } = yield* InstanceOrgs.post({ instanceId, orgConfig: { name: "Old Mill" } })
  const invite = { email: "ada@example.com", role: "view" } as const
  yield* InstanceOrgInvites.post({ instanceId, orgId, invite })
  const open = Effect.map(InstanceOrgs.get({ instanceId }), ({ items }) => items[0]?.summary?.pendingInviteCount)
  const before = yield* open
  yield* TestClock.adjust("60 days")
  return [before, yield* open]
})

it("lets an invitation expire", async () => {
  const emulator = Emulator.layer({ seed: "empty" })
  const work = program.pipe(Effect.provide(emulator), Effect.provide(TestClock.layer()))
  assert.deepEqual(await Effect.runPromise(work), [1, 0])
})
