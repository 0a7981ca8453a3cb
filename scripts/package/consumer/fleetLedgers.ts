// A program with the ledgers of fleet that need a package of their own, `with` these packages or `without` them.
import assert from "node:assert/strict"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { Emulator } from "@effect-losant/emulator"
import { ChangeSets, countStates, type Ledger, type LedgerError } from "@effect-losant/fleet"
import { SqliteLedger } from "@effect-losant/fleet/sql"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Stream from "effect/Stream"

const program = Effect.gen(function* () {
  const { instanceId, writes } = yield* Emulator
  const sets = yield* ChangeSets
  const { set } = yield* sets.plan(instanceId, {
    operation: "update_org",
    changes: { description: "audited" },
    targets: { all: true }
  })
  yield* Stream.runDrain(sets.apply(set.id))
  assert.equal(countStates((yield* sets.status(set.id)).entries).done, yield* writes.count())
  return `${yield* writes.count()} organizations changed`
})

const runWith = (ledger: Layer.Layer<Ledger, LedgerError>) =>
  program.pipe(
    Effect.provide(Layer.provideMerge(ChangeSets.layer, Layer.merge(Emulator.layer({ seed: "demo" }), ledger))),
    Effect.catchTag("ChangeSetLedgerError", ({ message }) => Effect.succeed(message))
  )

const folder = mkdtempSync(join(tmpdir(), "fleet-"))
const answer = await Effect.runPromise(runWith(SqliteLedger.layer({ file: join(folder, "fleet.sqlite") })))
rmSync(folder, { recursive: true })
const expected =
  process.argv[2] === "with" ? /^\d+ organizations changed$/ : /is not installed: npm install libsql@0\.5$/
assert.match(answer, expected)
console.log(answer)
