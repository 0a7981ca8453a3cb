// Reads the CSV that the example writes.
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { assert, describe, it } from "@effect/vitest"
import { InstanceOrgs, Pagination } from "@effect-losant/core"
import { Emulator } from "@effect-losant/emulator"
import { parse } from "csv-parse/sync"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import { emulator, emulatorWith, run } from "./run.ts"

const rowsOf = (csv: string): ReadonlyArray<Readonly<Record<string, string>>> => parse(csv, { columns: true })

const orgs = Effect.gen(function* () {
  const { instanceId } = yield* Emulator
  return yield* Stream.runCollect(Pagination.items(InstanceOrgs.get, { instanceId }))
})

const awkward = ['=HYPERLINK("http://elsewhere.example")', "+1", "-1", "@SUM(A1)", 'Say "hello", and\nmore', " ,;"]

const folder = Effect.acquireRelease(
  Effect.sync(() => mkdtempSync(join(tmpdir(), "effect-losant-csv-"))),
  (path) => Effect.sync(() => rmSync(path, { recursive: true }))
)

describe("orgs-to-csv.ts", () => {
  it.live("writes every organization, whatever its name holds, and no name that is a formula", () =>
    Effect.gen(function* () {
      const { instanceId } = yield* Emulator
      for (const name of awkward) yield* InstanceOrgs.post({ instanceId, orgConfig: { name } })
      const { stdout, stderr, code } = yield* run("orgs-to-csv.ts")
      assert.deepStrictEqual([stderr, code], ["", 0])
      const rows = rowsOf(stdout)
      const all = yield* orgs
      assert.lengthOf(all, 26 + awkward.length)
      assert.deepStrictEqual(
        rows.map(({ id, name = "" }) => [id, name.replace(/^'(?=[=+@-])/, "")]),
        all.map(({ id, name }) => [id, name])
      )
      for (const { name = "" } of rows) assert.notMatch(name, /^[=+@\t\r-]/)
      assert.lengthOf(
        rows.filter(({ name = "" }) => name.startsWith("'")),
        4
      )
    }).pipe(Effect.provide(emulator))
  )

  it.live("reads pages one after the other, and keeps none", () =>
    Effect.gen(function* () {
      const { requests } = yield* Emulator
      const { stdout } = yield* run("orgs-to-csv.ts")
      assert.lengthOf(rowsOf(stdout), 26)
      assert.lengthOf(yield* requests.all, 4)
    }).pipe(Effect.provide(emulatorWith({ maxPerPage: 8 })))
  )

  it.live("gives the file its name when all of it is written, and not if that fails", () =>
    Effect.gen(function* () {
      const { faults } = yield* Emulator
      const file = join(yield* folder, "organizations.csv")
      // The first attempt and all its retries fail.
      yield* faults.plan({ rules: [{ fault: "status-500", action: "instanceOrgs.get", nth: 2, times: 4 }] })
      const failed = yield* run("orgs-to-csv.ts", file)
      assert.strictEqual(failed.code, 1)
      assert.match(failed.stderr, /^instanceOrgs\.get: Losant answered 500[^\n]*\n$/)
      assert.isFalse(existsSync(file))

      const { stdout, stderr } = yield* run("orgs-to-csv.ts", file)
      assert.deepStrictEqual([stdout, stderr], ["", ""])
      assert.lengthOf(rowsOf(readFileSync(file, "utf8")), 26)
    }).pipe(Effect.scoped, Effect.provide(emulatorWith({ maxPerPage: 8 })))
  )
})
