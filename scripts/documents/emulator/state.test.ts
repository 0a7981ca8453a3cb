// The test decides what the emulator holds at first. Afterwards it holds what the program did.
import { InstanceOrgs } from "@effect-losant/core"
import { Emulator, type SeedData } from "@effect-losant/emulator"
import * as Effect from "effect/Effect"
import { assert, it } from "vitest"
import { quieten } from "./quieten.ts"

const busy = { days: 30, devices: 12, payloadsPerHour: 10, notebookRunsPerDay: 0 }
const seed: typeof SeedData.Type = {
  instances: [{ name: "Meridian", orgs: [{ name: "Old Mill" }, { name: "Northwind", usage: busy }] }]
}

const program = Effect.gen(function* () {
  const { instanceId } = yield* Emulator
  const names = yield* quieten(instanceId)
  const { items } = yield* InstanceOrgs.get({ instanceId })
  return { names, readOnly: items.filter(({ isReadOnly }) => isReadOnly).map(({ name }) => name) }
})

it("makes read-only what has no devices, and nothing else", async () => {
  const { names, readOnly } = await Effect.runPromise(Effect.provide(program, Emulator.layer({ seed })))
  assert.deepEqual(names, ["Old Mill"])
  assert.deepEqual(readOnly, ["Old Mill"])
})
