// The engine of change sets in the bundle: a server loads it with the first set.
import { fileURLToPath } from "node:url"
import { assert, beforeAll, describe, it } from "@effect/vitest"
import { type OutputChunk, rolldown } from "rolldown"
import config from "../../rolldown.config.mjs"

const server = fileURLToPath(new URL("../..", import.meta.url))
const ofEngine = /fleet[\\/]src[\\/](?:ledger|plan|apply|ChangeSets)/

describe("the bundle", () => {
  let chunks: ReadonlyMap<string, OutputChunk>
  beforeAll(async () => {
    const build = await rolldown({ ...config, cwd: server })
    const { output } = await build.generate([config.output].flat()[0])
    await build.close()
    chunks = new Map(output.flatMap((file) => (file.type === "chunk" ? [[file.fileName, file]] : [])))
  }, 60_000)

  /** The chunks that a chunk loads at once. */
  const loadedWith = (name: string, loaded: ReadonlySet<string> = new Set()): ReadonlySet<string> =>
    (chunks.get(name)?.imports ?? []).reduce<ReadonlySet<string>>(
      (all, next) => (all.has(next) ? all : loadedWith(next, all)),
      new Set([...loaded, name])
    )
  const hasEngine = (name: string) => (chunks.get(name)?.moduleIds ?? []).some((id) => ofEngine.test(id))

  it("has the engine", () => {
    assert.lengthOf([...chunks.keys()].filter(hasEngine), 1)
  })
  it.each(["main", "start", "calls"])("loads it neither with %s nor with what that loads", (start) => {
    const names = [...chunks.keys()].filter((name) => name.startsWith(start))
    assert.isNotEmpty(names)
    assert.isEmpty(names.flatMap((name) => [...loadedWith(name)]).filter(hasEngine))
  })
})
