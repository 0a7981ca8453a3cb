// The test also decides what goes wrong. Afterwards it reads which requests arrived.
import { InstanceOrgs } from "@effect-losant/core"
import { Emulator } from "@effect-losant/emulator"
import * as Effect from "effect/Effect"
import { assert, it } from "vitest"
import { quieten } from "./quieten.ts"

const seed = { instances: [{ name: "Meridian", orgs: [{ name: "Old Mill" }] }] } as const

const program = Effect.gen(function* () {
  const { instanceId, faults, requests } = yield* Emulator
  // The change is carried out, and then the connection breaks before anybody is told.
  yield* faults.next("reset-before-headers-applied", { action: "instanceOrg.patch" })
  const error = yield* Effect.flip(quieten(instanceId))
  const { items } = yield* InstanceOrgs.get({ instanceId })
  const sent = yield* requests.all
  return { error, items, patches: sent.filter(({ action }) => action === "instanceOrg.patch").length }
})

it("says that nobody knows what became of a change, and does not send it again", async () => {
  const { error, items, patches } = await Effect.runPromise(Effect.provide(program, Emulator.layer({ seed })))
  assert.deepInclude(error, { _tag: "LosantTransport", outcome: "unknown" })
  assert.isTrue(items[0]?.isReadOnly)
  assert.equal(patches, 1)
})
