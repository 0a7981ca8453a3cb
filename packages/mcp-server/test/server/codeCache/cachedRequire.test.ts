import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { createRequire } from "node:module"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterEach, assert, beforeEach, describe, it } from "@effect/vitest"
import { makeCachedRequire } from "../../../src/server/codeCache/cachedRequire.ts"

let folder: string
let chunks: string
let cache: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "effect-losant-"))
  chunks = join(folder, "chunks")
  cache = join(folder, "cache", "0.1.0")
  mkdirSync(chunks)
  writeFileSync(join(chunks, "package.json"), '{ "type": "commonjs" }')
})
afterEach(() => rmSync(folder, { recursive: true }))

const chunk = (name: string, text: string) => writeFileSync(join(chunks, name), text)
const loader = () => makeCachedRequire(chunks, cache, createRequire(join(chunks, "main.js")))

const twice = "exports.twice = (text) => text + text\nexports.place = [__filename, __dirname]"

describe("makeCachedRequire", () => {
  it("loads a chunk and its imports once, as Node does", () => {
    chunk("twice.js", twice)
    chunk("entry.js", 'exports.answer = require("./twice.js").twice("a"); exports.join = require("node:path").join')
    const { require } = loader()
    const entry = require("./entry.js")
    assert.deepStrictEqual(entry, { answer: "aa", join })
    assert.strictEqual(require("./entry.js"), entry)
    const { place } = require("./twice.js") as { readonly place: ReadonlyArray<string> }
    assert.deepStrictEqual(place, [join(chunks, "twice.js"), chunks])
  })

  it("supports chunks that require each other", () => {
    chunk("a.js", 'exports.first = 1; exports.seen = require("./b.js").seen')
    chunk("b.js", 'exports.seen = require("./a.js").first')
    assert.deepStrictEqual(loader().require("./a.js"), { first: 1, seen: 1 })
  })

  it("does not load again what Node has loaded", () => {
    chunk("main.js", "exports.own = {}")
    const native = createRequire(join(chunks, "main.js"))
    const own = native("./main.js")
    assert.strictEqual(makeCachedRequire(chunks, cache, native).require("./main.js"), own)
  })

  it("imports dynamically as Node does", async () => {
    chunk("lazy.js", 'exports.load = () => import("node:path")')
    const { load } = loader().require("./lazy.js") as { readonly load: () => Promise<{ readonly join: unknown }> }
    assert.strictEqual((await load()).join, join)
  })

  it("saves compiled code once, and uses it the next time", () => {
    chunk("twice.js", twice)
    const first = loader()
    first.require("./twice.js")
    first.keep()
    const kept = readFileSync(join(cache, "twice.js.bin"))
    const second = loader()
    const { twice: again } = second.require("./twice.js") as { readonly twice: (text: string) => string }
    assert.strictEqual(again("b"), "bb")
    rmSync(cache, { recursive: true })
    // Nothing was compiled, so nothing is saved.
    second.keep()
    assert.deepStrictEqual(readdirSync(join(folder, "cache")), [])
    assert.isAbove(kept.length, 32)
  })

  it("compiles a changed chunk, and a chunk with a broken cache", () => {
    for (const text of [twice, twice.replace("+", "/* as long */ +")]) {
      chunk("twice.js", text)
      const { require, keep } = loader()
      require("./twice.js")
      keep()
    }
    writeFileSync(join(cache, "twice.js.bin"), "broken")
    const { require, keep } = loader()
    assert.property(require("./twice.js"), "twice")
    keep()
    assert.isAbove(readFileSync(join(cache, "twice.js.bin")).length, 32)
  })

  it("reports the place of an error", () => {
    chunk("broken.js", 'exports.fail = () => { throw new Error("no") }')
    const { fail } = loader().require("./broken.js") as { readonly fail: () => never }
    assert.throws(fail, "no")
    const stack = (): string => {
      try {
        return fail()
      } catch (error) {
        return String(error instanceof Error ? error.stack : "")
      }
    }
    assert.include(stack(), join(chunks, "broken.js"))
  })
})
