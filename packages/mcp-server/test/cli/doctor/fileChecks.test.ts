import { existsSync, readdirSync, writeFileSync } from "node:fs"
import * as Path from "node:path"
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { checkFiles } from "../../../src/cli/doctor/fileChecks.ts"
import { noFlags } from "../../../src/config/Flags.ts"
import { folder } from "../../support/folder.ts"

const statuses = (environment: Readonly<Record<string, string>>, audit?: string) =>
  Effect.map(checkFiles(environment, { ...noFlags, audit }, true), (checks) =>
    checks.map(({ name, status }) => `${name} ${status}`)
  )

describe("checkFiles", () => {
  it.effect("makes the folder and the file like the server, and leaves nothing else", () =>
    Effect.gen(function* () {
      const path = yield* folder
      const journal = Path.join(path, "a", "journal")
      const audit = Path.join(path, "calls.jsonl")
      assert.deepEqual(yield* statuses({ LOSANT_MCP_JOURNAL: journal, LOSANT_MCP_AUDIT: audit }), [
        "journal ok",
        "audit ok"
      ])
      assert.isEmpty(readdirSync(journal))
      assert.isTrue(existsSync(audit))
    }).pipe(Effect.scoped)
  )

  it.effect("explains why they cannot be written", () =>
    Effect.gen(function* () {
      const path = yield* folder
      const file = Path.join(path, "notes")
      writeFileSync(file, "mine\n")
      const [journal, audit] = yield* checkFiles({ LOSANT_MCP_JOURNAL: file }, { ...noFlags, audit: file }, true)
      assert.deepInclude(journal, { status: "failed" })
      assert.include(journal?.message, "not a folder")
      assert.deepInclude(audit, { status: "failed" })
      assert.include(audit?.message, "it holds something else")
    }).pipe(Effect.scoped)
  )

  it.effect("reports wrong settings", () =>
    Effect.gen(function* () {
      const [journal, audit] = yield* checkFiles({ LOSANT_MCP_JOURNAL: "of" }, { ...noFlags, audit: "rel" }, true)
      assert.include(journal?.message, '"of"')
      assert.include(audit?.message, "--audit")
      assert.deepEqual([journal?.status, audit?.status], ["failed", "failed"])
    })
  )

  it.effect("makes no folder if no organization can be deleted", () =>
    Effect.gen(function* () {
      const journal = Path.join(yield* folder, "journal")
      const [check] = yield* checkFiles({ LOSANT_MCP_JOURNAL: journal }, noFlags, false)
      assert.strictEqual(check?.status, "notChecked")
      assert.isFalse(existsSync(journal))
    }).pipe(Effect.scoped)
  )

  it.effect("checks nothing if both are off", () =>
    Effect.gen(function* () {
      assert.deepEqual(yield* statuses({ LOSANT_MCP_JOURNAL: "off" }), ["journal notChecked", "audit notChecked"])
    })
  )
})
