import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterEach, assert, beforeEach, describe, it } from "@effect/vitest"
import { readCompiled, removeOld, writeCompiled } from "../../../src/server/codeCache/codeCache.ts"

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "effect-losant-"))
})
afterEach(() => rmSync(folder, { recursive: true }))

const source = Buffer.from("1 + 1")
const data = Buffer.from("what V8 made of it")

describe("readCompiled", () => {
  it("gives what was written, readable for the user alone, and leaves nothing else behind", () => {
    const file = join(folder, "version", "chunk.bin")
    writeCompiled(file, source, data)
    assert.deepStrictEqual(readCompiled(file, source), data)
    assert.strictEqual(statSync(file).mode & 0o777, 0o600)
    assert.deepStrictEqual(readdirSync(join(folder, "version")), ["chunk.bin"])
  })
  it("gives nothing of another source, though it be as long", () => {
    const file = join(folder, "chunk.bin")
    writeCompiled(file, source, data)
    assert.isUndefined(readCompiled(file, Buffer.from("1 + 2")))
  })
  it("gives nothing of what is not whole, or was changed", () => {
    const file = join(folder, "chunk.bin")
    writeCompiled(file, source, data)
    const whole = readFileSync(file)
    for (const broken of [
      whole.subarray(0, -1),
      whole.subarray(0, 10),
      Buffer.alloc(0),
      Buffer.concat([whole, data])
    ]) {
      writeFileSync(file, broken)
      assert.isUndefined(readCompiled(file, source))
    }
    whole.writeUInt8(whole.readUInt8(whole.length - 1) ^ 1, whole.length - 1)
    writeFileSync(file, whole)
    assert.isUndefined(readCompiled(file, source))
  })
  it("gives nothing where there is nothing", () => {
    assert.isUndefined(readCompiled(join(folder, "chunk.bin"), source))
  })
})

describe("writeCompiled", () => {
  it("does nothing where it cannot", () => {
    writeFileSync(join(folder, "file"), "")
    writeCompiled(join(folder, "file", "chunk.bin"), source, data)
    assert.deepStrictEqual(readdirSync(folder), ["file"])
  })
  it("leaves no part behind where it cannot be put into its place", () => {
    const file = join(folder, "chunk.bin")
    mkdirSync(join(file, "inner"), { recursive: true })
    writeCompiled(file, source, data)
    assert.deepStrictEqual(readdirSync(folder), ["chunk.bin"])
  })
})

describe("removeOld", () => {
  it("removes what was written long ago, here and beside, and nothing that may be in use", () => {
    const own = join(folder, "0.1.0-v20")
    const old = new Date(Date.now() - 31 * 24 * 60 * 60 * 1_000)
    for (const name of ["0.0.9-v20", "0.1.0-v22", "0.1.0-v20"])
      mkdirSync(join(folder, name, "inner"), { recursive: true })
    for (const name of ["gone.js.bin", "gone.js.bin.123", "chunk.js.bin"]) writeFileSync(join(own, name), "")
    for (const name of ["0.0.9-v20", "0.1.0-v20/gone.js.bin", "0.1.0-v20/gone.js.bin.123"]) {
      utimesSync(join(folder, name), old, old)
    }
    removeOld(own)
    assert.deepStrictEqual(readdirSync(folder).toSorted(), ["0.1.0-v20", "0.1.0-v22"])
    assert.deepStrictEqual(readdirSync(own).toSorted(), ["chunk.js.bin", "inner"])
    removeOld(join(folder, "nothing", "0.1.0"))
  })
})
