// The token shows nowhere in what Node prints when a program fails, and handles no error.
import { execFile } from "node:child_process"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { afterAll, assert, beforeAll, describe, it } from "@effect/vitest"
import { rolldown } from "rolldown"
import { token } from "./support/calls.ts"

const runScript = (args: ReadonlyArray<string>): Promise<{ readonly code: unknown; readonly output: string }> =>
  new Promise((resolve) => {
    execFile(process.execPath, [...args], (error, stdout, stderr) =>
      resolve({ code: error?.code ?? 0, output: stdout + stderr })
    )
  })

describe("a program that handles nothing", () => {
  // One file of plain JavaScript: each process would take several times as long to translate core anew.
  let folder: string
  let script: string
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "effect-losant-"))
    script = join(folder, "uncaught.mjs")
    const input = fileURLToPath(new URL("./support/uncaught.ts", import.meta.url))
    const bundle = await rolldown({ input, platform: "node" })
    await bundle.write({ file: script, format: "esm", codeSplitting: false })
    await bundle.close()
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  it.concurrent.each(["rejection", "exception", "defect", "log"])("prints no token if it fails by: %s", async (way) => {
    const { code, output } = await runScript([script, way, token])
    assert.notStrictEqual(code, 0)
    assert.include(output, "LosantTransport")
    assert.include(output, "sent Bearer <redacted>")
    assert.notInclude(output, token)
  })
})
