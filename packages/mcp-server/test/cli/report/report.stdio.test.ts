// Reports as a person or cron makes them: the built program, its output, its files and its exit codes.
import { execFile } from "node:child_process"
import { mkdtempSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, assert, beforeAll, describe, it } from "@effect/vitest"
import { parse } from "csv-parse/sync"
import { bareEnvironment, build, main } from "../../support/built.ts"

let folder = ""
beforeAll(() => {
  build()
  folder = mkdtempSync(join(tmpdir(), "effect-losant-"))
}, 60_000)
afterAll(() => rmSync(folder, { recursive: true }))

interface Ended {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

const run = (args: ReadonlyArray<string>, env: Readonly<Record<string, string>> = {}): Promise<Ended> =>
  new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [main, "report", ...args],
      { env: { ...bareEnvironment, ...env }, maxBuffer: 2 ** 24 },
      (_, stdout, stderr) => resolve({ code: child.exitCode ?? -1, stdout, stderr })
    )
  })

describe("report", { timeout: 60_000 }, () => {
  it("prints CSV and nothing else on stdout, and says on stderr what it read", async () => {
    const { code, stdout, stderr } = await run(["invites", "--emulator", "--format", "csv"])
    assert.strictEqual(code, 0)
    const rows: ReadonlyArray<Readonly<Record<string, string>>> = parse(stdout, { columns: true })
    assert.isNotEmpty(rows)
    assert.isTrue(rows.some(({ expired }) => expired === "true"))
    assert.match(stderr, /^26 organizations, \d+ rows, \d+ findings\.\n$/)
  })

  it("ends with 1 for findings, if it is told to", async () => {
    const { code, stdout } = await run(["limits", "--emulator", "--over", "50", "--fail-on-findings"])
    assert.strictEqual(code, 1)
    assert.match(stdout, /^orgId +organization +limit +used +allowed +percent +finding\n/)
    const none = await run(["limits", "--emulator", "--over", "9999", "--fail-on-findings"])
    assert.strictEqual(none.code, 0)
  })

  it("writes a file once, and replaces it only with --force", async () => {
    const file = join(folder, "usage.json")
    const args = ["usage", "--emulator", "--month", "2026-01", "--format", "json", "--output", file]
    const first = await run(args)
    assert.deepStrictEqual([first.code, first.stdout], [0, ""])
    assert.include(first.stderr, `Written to ${JSON.stringify(file)}.`)
    const { rows } = JSON.parse(readFileSync(file, "utf8"))
    assert.lengthOf(rows, 26)
    assert.deepInclude(rows[0], { start: "2026-01-01T00:00:00.000Z", end: "2026-02-01T00:00:00.000Z" })
    const second = await run(args)
    assert.strictEqual(second.code, 2)
    assert.include(second.stderr, "it exists already. --force replaces it.")
    assert.strictEqual((await run([...args, "--force"])).code, 0)
  })

  it("ends with 2 for a mistake, and with 3 if Losant does not answer", async () => {
    const missing = await run(["limits"])
    assert.strictEqual(missing.code, 2)
    assert.include(missing.stderr, "LOSANT_API_TOKEN")
    const unreachable = await run(["limits"], {
      LOSANT_API_TOKEN: "secret-token-of-a-test",
      LOSANT_API_URL: "http://127.0.0.1:9",
      LOSANT_INSTANCE_ID: "a".repeat(24)
    })
    assert.strictEqual(unreachable.code, 3)
    assert.notInclude(unreachable.stderr, "secret-token-of-a-test")
  })
})
