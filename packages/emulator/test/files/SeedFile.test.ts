import * as Fs from "node:fs"
import * as Path from "node:path"
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { readSeedFile } from "../../src/files/SeedFile.ts"
import { folder } from "../support/folder.ts"
import { seed } from "../support/seed.ts"

const fileWith = (text: string) =>
  Effect.map(folder, (path) => {
    const file = Path.join(path, "seed.json")
    Fs.writeFileSync(file, text)
    return file
  })

describe("readSeedFile", () => {
  it.effect("gives the seed", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual(yield* readSeedFile(yield* fileWith(JSON.stringify(seed))), seed)
    }).pipe(Effect.scoped)
  )

  it.effect("says what is wrong, and where", () =>
    Effect.gen(function* () {
      const misspelled = yield* fileWith('{"instances":[{"name":"x","orgz":[]}]}')
      const error = yield* Effect.flip(readSeedFile(misspelled))
      assert.include(error.message, `The seed "${misspelled}" cannot be used: `)
      assert.include(error.message, "orgz")
      const broken = yield* Effect.flip(readSeedFile(yield* fileWith("{")))
      assert.include(broken.message, "JSON")
    }).pipe(Effect.scoped)
  )

  it.effect("says that a word is neither a seed nor a file", () =>
    Effect.gen(function* () {
      const error = yield* Effect.flip(readSeedFile("dmeo"))
      assert.match(error.message, /^The seed "dmeo" is neither demo nor empty nor a file that can be read: ENOENT/)
    })
  )
})
