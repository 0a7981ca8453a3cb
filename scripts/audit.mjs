// Looks the runtime dependencies up among the known vulnerabilities: Effect, and the SDK and the renderer that are
// bundled into the server, with their own dependencies. Users do not install them, so they are listed under
// devDependencies, and `npm audit --omit=dev` would skip them.
import { execFileSync, spawnSync } from "node:child_process"
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"

const bundled = ["effect", "@modelcontextprotocol/server", "@resvg/resvg-wasm", "commander", "leven"]

const workspace = readFileSync(fileURLToPath(new URL("../pnpm-workspace.yaml", import.meta.url)), "utf8")

/** @type {(name: string) => string} */
const versionOf = (name) => {
  const [, version] = workspace.match(new RegExp(`^ +"?${name}"?: (\\S+)$`, "m")) ?? []
  if (version === undefined) throw new Error(`The catalog of pnpm-workspace.yaml has no ${name}.`)
  return version
}

const folder = mkdtempSync(join(tmpdir(), "effect-losant-audit-"))
const shell = process.platform === "win32"
const dependencies = Object.fromEntries(bundled.map((name) => [name, versionOf(name)]))
writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "audit", version: "0.0.0", dependencies }))
execFileSync("npm", ["install", "--package-lock-only", "--silent"], { cwd: folder, shell })
const { stdout } = spawnSync("npm", ["audit", "--json"], { cwd: folder, encoding: "utf8", shell })
rmSync(folder, { recursive: true })

const report = JSON.parse(stdout)
if (report.metadata === undefined) {
  // Some registries have no list of vulnerabilities. Then the audit does not fail, but says that it could not run.
  console.log(
    `audit skipped: ${report.message ?? "the registry gave no answer"}`.replace(/https?:\/\/\S+/g, "the registry")
  )
} else {
  const { total } = report.metadata.vulnerabilities
  console.log(`audit: ${total} known vulnerabilities in ${report.metadata.dependencies.prod} runtime packages`)
  for (const [name, { severity }] of Object.entries(report.vulnerabilities)) console.log(`  ${name}: ${severity}`)
  process.exitCode = total === 0 ? 0 : 1
}
