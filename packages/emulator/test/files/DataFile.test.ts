import * as Fs from "node:fs"
import * as Path from "node:path"
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"
import * as Option from "effect/Option"
import * as Scope from "effect/Scope"
import * as DataFile from "../../src/files/DataFile.ts"
import { toState } from "../../src/seed/Seed.ts"
import { folder } from "../support/folder.ts"
import { now, seed } from "../support/seed.ts"

const state = toState(seed, now.getTime())
const dataFile = Effect.map(folder, (path) => Path.join(path, "data.json"))

describe("open", () => {
  it.effect("loads what was saved, in place of what was there before", () =>
    Effect.gen(function* () {
      const file = yield* dataFile
      const storage = yield* DataFile.open(file)
      assert.deepStrictEqual(yield* storage.load, Option.none())
      yield* storage.save(state)
      yield* storage.save({ ...state, created: 7_777 })
      assert.deepStrictEqual(yield* storage.load, Option.some({ ...state, created: 7_777 }))
      assert.deepStrictEqual(Fs.readdirSync(Path.dirname(file)).sort(), ["data.json", "data.json.lock"])
    }).pipe(Effect.scoped)
  )

  it.effect("never shows a file that is half written", () =>
    Effect.gen(function* () {
      const file = yield* dataFile
      const storage = yield* DataFile.open(file)
      yield* storage.save(state)
      const before = Fs.statSync(file).ino
      yield* storage.save(state)
      // Another file took the name: the one before was never written to.
      assert.notStrictEqual(Fs.statSync(file).ino, before)
    }).pipe(Effect.scoped)
  )

  it.effect.each(["", "{", '{"version":1}', '{"version":2,"instances":[]}', "\u0000\u0000"])(
    "leaves a damaged file as it is: %j",
    (text) =>
      Effect.gen(function* () {
        const file = yield* dataFile
        Fs.writeFileSync(file, text)
        const storage = yield* DataFile.open(file)
        const error = yield* Effect.flip(storage.load)
        assert.include(error.message, `${file} is damaged, or not a data file of the emulator. It was left as it is`)
        assert.strictEqual(Fs.readFileSync(file, "utf8"), text)
      }).pipe(Effect.scoped)
  )

  it.effect("says why a file cannot be read or written", () =>
    Effect.gen(function* () {
      const file = yield* dataFile
      const storage = yield* DataFile.open(file)
      Fs.mkdirSync(file)
      assert.match((yield* Effect.flip(storage.load)).message, /cannot be read: EISDIR/)
      assert.match(yield* Effect.flip(storage.save(state)), /^The state could not be written to .*data\.json: /)
    }).pipe(Effect.scoped)
  )

  it.effect("follows a link to the file", () =>
    Effect.gen(function* () {
      const file = yield* dataFile
      yield* Effect.scoped(Effect.flatMap(DataFile.open(file), (storage) => storage.save(state)))
      const link = `${file}.link`
      Fs.symlinkSync(file, link)
      const storage = yield* DataFile.open(link)
      yield* storage.save({ ...state, created: 7_777 })
      assert.isTrue(Fs.lstatSync(link).isSymbolicLink())
      assert.include(Fs.readFileSync(file, "utf8"), '"created":7777')
      assert.include((yield* Effect.flip(DataFile.open(file))).message, "is in use")
    }).pipe(Effect.scoped)
  )

  it.effect("does not write through a link in the place of its draft, and does not start with one", () =>
    Effect.gen(function* () {
      const file = yield* dataFile
      const victim = `${file}.victim`
      Fs.writeFileSync(victim, "precious")
      const storage = yield* DataFile.open(file)
      for (const link of [Fs.symlinkSync, () => Fs.mkdirSync(`${file}.tmp`)]) {
        link(victim, `${file}.tmp`)
        assert.include(yield* Effect.flip(storage.save(state)), `${file}.tmp is not a regular file`)
        Fs.rmSync(`${file}.tmp`, { recursive: true })
      }
      assert.isFalse(Fs.existsSync(file))
      yield* storage.save(state)
      const other = `${file}.other`
      Fs.symlinkSync(victim, `${other}.tmp`)
      assert.include((yield* Effect.flip(DataFile.open(other))).message, `${other}.tmp is not a regular file`)
      assert.strictEqual(Fs.readFileSync(victim, "utf8"), "precious")
    }).pipe(Effect.scoped)
  )

  it.effect("replaces the draft that a crash left, also when that is another name of some file", () =>
    Effect.gen(function* () {
      const file = yield* dataFile
      const victim = `${file}.victim`
      Fs.writeFileSync(victim, "precious")
      const storage = yield* DataFile.open(file)
      Fs.linkSync(victim, `${file}.tmp`)
      yield* storage.save(state)
      assert.deepStrictEqual(yield* storage.load, Option.some(state))
      assert.strictEqual(Fs.readFileSync(victim, "utf8"), "precious")
    }).pipe(Effect.scoped)
  )

  it.effect("finishes what it is writing before it gives the file free, and writes nothing after", () =>
    Effect.gen(function* () {
      const file = yield* dataFile
      const scope = yield* Scope.make()
      const storage = yield* Effect.provideService(DataFile.open(file), Scope.Scope, scope)
      const writing = yield* Effect.forkChild(storage.save(state), { startImmediately: true })
      yield* Scope.close(scope, Exit.void)
      assert.isTrue(Fs.existsSync(file))
      assert.isFalse(Fs.existsSync(`${file}.lock`))
      yield* Fiber.join(writing)
      assert.strictEqual(yield* Effect.flip(storage.save(state)), `${file} is closed`)
    }).pipe(Effect.scoped)
  )

  it.effect("is for one at a time", () =>
    Effect.gen(function* () {
      const file = yield* dataFile
      yield* DataFile.open(file)
      // By another way to the same file.
      const other = Path.join(Path.dirname(file), "..", Path.basename(Path.dirname(file)), "data.json")
      assert.include((yield* Effect.flip(DataFile.open(other))).message, "is in use")
    }).pipe(Effect.scoped)
  )
})
