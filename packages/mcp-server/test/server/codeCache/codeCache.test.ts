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
const data = Buffer.from("compiled code")

describe("readCompiled", () => {
  it("returns the written code, in a private file, and leaves no other file", () => {
    const file = join(folder, "version", "chunk.bin")
    writeCompiled(file, source, data)
    assert.deepStrictEqual(readCompiled(file, source), data)
    assert.strictEqual(statSync(file).mode & 0o777, 0o600)
    assert.deepStrictEqual(readdirSync(join(folder, "version")), ["chunk.bin"])
  })
  it("returns nothing for another source of the same length", () => {
    const file = join(folder, "chunk.bin")
    writeCompiled(file, source, data)
    assert.isUndefined(readCompiled(file, Buffer.from("1 + 2")))
  })
  it("returns nothing for an incomplete or changed file", () => {
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
  it("returns nothing without a file", () => {
    assert.isUndefined(readCompiled(join(folder, "chunk.bin"), source))
  })
})

describe("writeCompiled", () => {
  it("ignores a folder that cannot be written", () => {
    writeFileSync(join(folder, "file"), "")
    writeCompiled(join(folder, "file", "chunk.bin"), source, data)
    assert.deepStrictEqual(readdirSync(folder), ["file"])
  })
  it("leaves no part behind if the file cannot be replaced", () => {
    const file = join(folder, "chunk.bin")
    mkdirSync(join(file, "inner"), { recursive: true })
    writeCompiled(file, source, data)
    assert.deepStrictEqual(readdirSync(folder), ["chunk.bin"])
  })
})

describe("removeOld", () => {
  it("removes old files here and old folders beside it, and nothing that may be in use", () => {
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
