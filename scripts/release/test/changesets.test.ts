import { spawnSync } from "node:child_process"
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { afterAll, assert, beforeAll, describe, it } from "vitest"

const root = fileURLToPath(new URL("../../../", import.meta.url))
const packages = readdirSync(join(root, "packages"))

/** The manifests of a copy, beginning with the one of core. */
const manifestsIn = (folder: string) =>
  packages.map((name) => JSON.parse(readFileSync(join(folder, "packages", name, "package.json"), "utf8")))

describe("a changeset", () => {
  const folder = mkdtempSync(join(tmpdir(), "effect-losant-changesets-"))

  const run = (command: string, ...args: ReadonlyArray<string>) => {
    const { status, stdout, stderr } = spawnSync(command, args, { cwd: folder, encoding: "utf8" })
    assert.strictEqual(status, 0, `${stdout}${stderr}`)
  }

  // Changesets runs in a repository of its own, with copies of the files that it reads.
  beforeAll(() => {
    const files = ["package.json", "pnpm-workspace.yaml", ".changeset/config.json"]
    for (const file of [...files, ...packages.map((name) => `packages/${name}/package.json`)]) {
      cpSync(join(root, file), join(folder, file))
    }
    mkdirSync(join(folder, ".changeset"), { recursive: true })
    writeFileSync(
      join(folder, ".changeset/kind-words.md"),
      '---\n"@effect-losant/core": minor\n---\n\nTell what is new.\n'
    )
    run("git", "init", "--quiet", "--initial-branch=main")
    run("git", "add", ".")
    run("git", "-c", "user.name=test", "-c", "user.email=test@example.com", "commit", "--quiet", "--message=test")
    run(process.execPath, join(root, "node_modules/@changesets/cli/bin.js"), "version")
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  it("of one package raises the version of all", () => {
    const [, minor = ""] = manifestsIn(root)[0].version.match(/^\d+\.(\d+)\.\d+$/) ?? []
    const versions = manifestsIn(folder).map(({ version }) => version)
    assert.strictEqual(new Set(versions).size, 1)
    assert.match(versions[0], new RegExp(`^\\d+\\.${Number(minor) + 1}\\.0$`))
  })

  it("is told in the changelog, and gone", () => {
    assert.include(readFileSync(join(folder, "packages/core/CHANGELOG.md"), "utf8"), "Tell what is new.")
    assert.deepEqual(readdirSync(join(folder, ".changeset")), ["config.json"])
  })

  it("leaves the ranges that only the workspace resolves", () => {
    const ranges = (folderOf: string) =>
      manifestsIn(folderOf).map(({ dependencies, peerDependencies }) => ({ dependencies, peerDependencies }))
    assert.deepEqual(ranges(folder), ranges(root))
  })
})
