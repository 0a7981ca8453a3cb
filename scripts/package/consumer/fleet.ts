// A program with fleet. It uses the package as it is published.
import assert from "node:assert/strict"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { Emulator } from "@effect-losant/emulator"
import { ChangeSets, countStates, FileLedger } from "@effect-losant/fleet"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Stream from "effect/Stream"

const folder = mkdtempSync(join(tmpdir(), "fleet-"))
const layer = Layer.provideMerge(
  ChangeSets.layer,
  Layer.merge(Emulator.layer({ seed: "demo" }), FileLedger.layer({ folder }))
)

const program = Effect.gen(function* () {
  const { instanceId, writes } = yield* Emulator
  const sets = yield* ChangeSets
  const { set, entries } = yield* sets.plan(instanceId, {
    operation: "update_org",
    changes: { tags: { add: [{ key: "audited", value: "2026" }] } },
    targets: { all: true }
  })
  yield* Stream.runDrain(sets.apply(set.id))
  const counts = countStates((yield* sets.status(set.id)).entries)
  return { planned: entries.length, done: counts.done, applied: yield* writes.count() }
})

const { planned, done, applied } = await Effect.runPromise(Effect.provide(program, layer))
rmSync(folder, { recursive: true })
assert.ok(planned > 0)
assert.deepEqual({ done, applied }, { done: planned, applied: planned })
console.log(`${done} organizations changed`)
