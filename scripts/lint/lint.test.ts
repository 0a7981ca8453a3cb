// Writes files that break the rules of the linter into a scratch folder with a copy of its configuration.
import { execFile } from "node:child_process"
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"
import { afterAll, assert, beforeAll, describe, it } from "vitest"

const root = fileURLToPath(new URL("../..", import.meta.url))
const biome = join(root, "node_modules/@biomejs/biome/bin/biome")

const planted: ReadonlyArray<readonly [file: string, line: string]> = [
  ["packages/core/src/Names.ts", 'import "@effect-losant/emulator"'],
  ["packages/core/src/Paths.ts", 'import "../../emulator/src/Emulator.ts"'],
  ["packages/core/src/Lazy.ts", 'export const lazy = () => import("@effect-losant/mcp-server")'],
  ["packages/core/src/Barrel.ts", 'import "effect"'],
  ["packages/core/src/Http.ts", 'import "effect/http/HttpClient"'],
  ["packages/core/src/internal/http.ts", 'import "effect/http/HttpClient"'],
  ["packages/core/src/internal/barrel.ts", 'import "effect"'],
  ["packages/core/src/Node.ts", 'import "node:fs"'],
  ["packages/core/src/internal/node.ts", 'import "node:fs"'],
  ["packages/core/src/internal/paths.ts", 'import "../../../mcp-server/src/Tools.ts"'],
  ["packages/core/test/Names.test.ts", 'import "@effect-losant/emulator"'],
  ["packages/core/test/Paths.test.ts", 'import "../../emulator/src/Emulator.ts"'],
  ["packages/core/test/Http.test.ts", 'import "effect/http/FetchHttpClient"'],
  ["packages/core/src/Fleet.ts", 'import "@effect-losant/fleet"'],
  ["packages/fleet/src/Server.ts", 'import "@effect-losant/mcp-server"'],
  ["packages/fleet/src/Emulator.ts", 'import "@effect-losant/emulator"'],
  ["packages/fleet/src/Barrel.ts", 'import "effect"'],
  ["packages/fleet/src/Http.ts", 'import "effect/http/HttpClient"'],
  ["packages/fleet/src/Paths.ts", 'import "../../core/src/Losant.ts"'],
  ["packages/fleet/src/Stdout.ts", 'process.stdout.write("x")'],
  ["packages/emulator/src/Fleet.ts", 'import "@effect-losant/fleet"'],
  ["packages/mcp-server/src/FleetPaths.ts", 'import "../../fleet/src/index.ts"'],
  ["packages/mcp-server/src/FleetSql.ts", 'import "@effect-losant/fleet/sql"'],
  ["packages/emulator/src/Http.ts", 'import "effect/http/HttpClient"'],
  ["packages/emulator/src/Names.ts", 'import "@effect-losant/mcp-server"'],
  ["packages/emulator/src/Paths.ts", 'import "../../mcp-server/src/Tools.ts"'],
  ["packages/mcp-server/src/Http.ts", 'import "effect/http/HttpClient"'],
  ["packages/mcp-server/src/Names.ts", 'import "@effect-losant/emulator"'],
  ["packages/mcp-server/src/Paths.ts", 'import "../../emulator/src/Emulator.ts"'],
  ["packages/core/src/Try.ts", "export const f = () => { try { return 1 } catch { return 2 } }"],
  ["packages/core/src/Now.ts", "export const now = Date.now()"],
  ["packages/core/src/Today.ts", "export const today = new Date()"],
  ["packages/core/src/Any.ts", "export const f = (value: any) => value"],
  ["packages/core/src/Console.ts", 'console.log("x")'],
  ["packages/mcp-server/src/Stdout.ts", 'process.stdout.write("x")'],
  ["packages/core/src/Server.test.ts", 'import "@effect-losant/mcp-server"']
]

const allowed: ReadonlyArray<readonly [file: string, line: string]> = [
  ["packages/mcp-server/src/observability/telemetry/internal/http.ts", 'import "effect/http/HttpClient"'],
  ["packages/fleet/src/Core.ts", 'import "@effect-losant/core"'],
  ["packages/fleet/src/Files.ts", 'import "node:fs/promises"'],
  ["packages/fleet/test/Emulated.test.ts", 'import "@effect-losant/emulator"'],
  ["packages/mcp-server/src/Fleet.ts", 'import "@effect-losant/fleet"'],
  ["packages/emulator/src/Core.ts", 'import "@effect-losant/core"'],
  ["packages/mcp-server/src/Core.ts", 'import "@effect-losant/core/Actions"'],
  ["packages/mcp-server/src/losant/emulated.ts", 'import "@effect-losant/emulator"'],
  ["packages/emulator/test/Core.test.ts", 'import "@effect-losant/core"'],
  ["packages/core/src/Node.test.ts", 'import "node:fs"'],
  ["packages/core/src/internal/Now.test.ts", "export const now = Date.now()"],
  ["packages/emulator/src/Try.test.ts", "export const f = () => { try { return 1 } catch { return 2 } }"],
  ["packages/mcp-server/src/Emulated.test.ts", 'import "@effect-losant/emulator"'],
  ["packages/mcp-server/src/Stdout.test.ts", 'process.stdout.write("x")'],
  ["packages/mcp-server/src/tools/Console.test.ts", 'console.log("x")']
]

describe("the lint", () => {
  const folder = mkdtempSync(join(tmpdir(), "effect-losant-lint-"))
  let refused: ReadonlySet<string>

  beforeAll(async () => {
    for (const name of ["biome.json", ".gitignore", "scripts/lint"]) {
      cpSync(join(root, name), join(folder, name), { recursive: true })
    }
    for (const [file, line] of [...planted, ...allowed]) {
      mkdirSync(dirname(join(folder, file)), { recursive: true })
      writeFileSync(join(folder, file), `${line}\n`)
    }
    const args = [biome, "lint", "--reporter=json", "--max-diagnostics=none", "packages"]
    const output = await new Promise<string>((resolve) =>
      execFile(process.execPath, args, { cwd: folder, maxBuffer: 1e8 }, (_, stdout) => resolve(stdout))
    )
    const { diagnostics }: { diagnostics: ReadonlyArray<{ location: { path: unknown } }> } = JSON.parse(output)
    refused = new Set(diagnostics.map(({ location }) => JSON.stringify(location.path)))
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  const isRefused = (file: string) => [...refused].some((path) => path.includes(file))

  it.each(planted)("refuses in %s: %s", (file) => assert.isTrue(isRefused(file)))
  it.each(allowed)("allows in %s: %s", (file) => assert.isFalse(isRefused(file)))
})
