// A program with fleet. It uses the package as it is published.
import assert from "node:assert/strict"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { InstanceId } from "@effect-losant/core"
import { ChangeSet, ChangeSetId, FileLedger, Ledger } from "@effect-losant/fleet"
import * as Effect from "effect/Effect"

const folder = mkdtempSync(join(tmpdir(), "fleet-"))
const id = ChangeSetId.make("00000000-0000-4000-8000-000000000001")
const set = ChangeSet.make({
  id,
  instanceId: InstanceId.make("575ec8687ae143cd83dc4a97"),
  operation: "update_org",
  createdAt: 0,
  expiresAt: 3_600_000,
  organizations: 0,
  excluded: [],
  requests: 0
})

const program = Effect.gen(function* () {
  const ledger = yield* Ledger
  yield* ledger.create(set, [])
  return yield* ledger.list
}).pipe(Effect.provide(FileLedger.layer({ folder })))

const ids = await Effect.runPromise(program)
rmSync(folder, { recursive: true })
assert.deepEqual(ids, [id])
console.log(`${ids.length} change set in the ledger`)
