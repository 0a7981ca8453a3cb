import { spawnSync } from "node:child_process"
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { afterAll, assert, beforeAll, describe, it } from "@effect/vitest"
import { rolldown } from "rolldown"
import config from "../../../../rolldown.config.mjs"
import { decodePng } from "../../../../test/support/pixels.ts"

const server = fileURLToPath(new URL("../../../..", import.meta.url))

// Not these sources are published, but the files that the build makes of them.
describe("built", () => {
  let folder: string
  beforeAll(async () => {
    folder = mkdtempSync(`${server}/node_modules/.chart-`)
    const build = await rolldown({ ...config, cwd: server, input: { entry: "test/support/chartEntry.ts" } })
    await build.write({ ...[config.output].flat()[0], dir: folder, cleanDir: false })
    await build.close()
  }, 60_000)
  afterAll(() => rmSync(folder, { recursive: true }))

  const run = () => spawnSync(process.execPath, [`${folder}/entry.js`], { encoding: "buffer" })

  it("finds the renderer and the typeface beside it, and draws", () => {
    const { stdout, stderr, status } = run()
    assert.equal(status, 0, stderr.toString())
    const { width, height } = decodePng(stdout)
    assert.deepEqual([width, height], [1000, 500])
  })

  it("keeps the charts in files that are loaded only on request", () => {
    const names = readdirSync(folder)
    assert.equal(names.filter((name) => /\.(wasm|woff2)$/.test(name)).length, 2)
    const entry = readFileSync(`${folder}/entry.js`, "utf8")
    assert.match(entry, /\.then\(\(\)\s*=>\s*\(?require\(["'`]\.\/renderChart-/)
    assert.lengthOf(entry.match(/\.\/renderChart-/g) ?? [], 1)
    assert.notInclude(entry, "WebAssembly")
  })

  it("says that the charts cannot be loaded if their files are missing", () => {
    for (const name of readdirSync(folder).filter((name) => name.startsWith("renderChart-"))) {
      rmSync(`${folder}/${name}`)
    }
    const { stderr, status } = run()
    assert.equal(status, 1)
    assert.equal(stderr.toString(), "the part of this server that draws charts cannot be loaded\n")
  })
})
