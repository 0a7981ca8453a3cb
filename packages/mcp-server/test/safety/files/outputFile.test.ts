import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { checkAbsent, checkFolder, writeOutput } from "../../../src/safety/files/outputFile.ts"
import { folder as makeFolder } from "../../support/folder.ts"

describe("writeOutput", () => {
  it.effect("writes a file that only the user may read, and leaves nothing beside it", () =>
    Effect.gen(function* () {
      const folder = yield* makeFolder
      const path = join(folder, "report.csv")
      yield* writeOutput(path, "a\r\n", false)
      assert.strictEqual(readFileSync(path, "utf8"), "a\r\n")
      assert.strictEqual(statSync(path).mode & 0o777, 0o600)
      assert.deepStrictEqual(readdirSync(folder), ["report.csv"])
    })
  )

  it.effect("replaces a file only on request", () =>
    Effect.gen(function* () {
      const path = join(yield* makeFolder, "report.csv")
      writeFileSync(path, "old")
      const refused = yield* Effect.flip(writeOutput(path, "new", false))
      assert.strictEqual(refused.why, "it exists already")
      assert.strictEqual(readFileSync(path, "utf8"), "old")
      yield* writeOutput(path, "new", true)
      assert.strictEqual(readFileSync(path, "utf8"), "new")
    })
  )

  it.effect("does not write through a link", () =>
    Effect.gen(function* () {
      const folder = yield* makeFolder
      const [target, link] = [join(folder, "target"), join(folder, "link")]
      writeFileSync(target, "kept")
      symlinkSync(target, link)
      yield* Effect.flip(writeOutput(link, "new", false))
      yield* writeOutput(link, "new", true)
      assert.strictEqual(readFileSync(target, "utf8"), "kept")
      assert.strictEqual(readFileSync(link, "utf8"), "new")
    })
  )
})

describe("the checks before a report", () => {
  it.effect("find a file that exists, and a folder that does not", () =>
    Effect.gen(function* () {
      const folder = yield* makeFolder
      yield* checkAbsent(join(folder, "new"))
      yield* checkFolder(join(folder, "new"))
      assert.isFalse(existsSync(join(folder, "new")))
      mkdirSync(join(folder, "there"))
      assert.strictEqual((yield* Effect.flip(checkAbsent(join(folder, "there")))).code, "EEXIST")
      assert.include((yield* Effect.flip(checkFolder(join(folder, "none", "new")))).why, "its folder does not exist")
    })
  )
})
