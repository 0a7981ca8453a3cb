import * as Fs from "node:fs"
import * as Path from "node:path"
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { acquireFileLock } from "../../src/files/FileLock.ts"
import { folder } from "../support/folder.ts"

/** An id of no process: no system gives one as high as this. */
const goneProcess = 2 ** 31 - 1

describe("acquireFileLock", () => {
  it.effect("locks for as long as the scope lasts", () =>
    Effect.gen(function* () {
      const file = Path.join(yield* folder, "data.json")
      yield* Effect.scoped(
        Effect.gen(function* () {
          yield* acquireFileLock(file)
          assert.strictEqual(Fs.readFileSync(`${file}.lock`, "utf8"), `${process.pid}\n`)
          const error = yield* Effect.flip(Effect.scoped(acquireFileLock(file)))
          assert.include(error.message, `${file} is in use by another emulator of this process.`)
        })
      )
      assert.deepStrictEqual(Fs.readdirSync(Path.dirname(file)), [])
      yield* Effect.scoped(acquireFileLock(file))
    }).pipe(Effect.scoped)
  )

  it.effect("refuses while the process of the lock runs, and says which that is", () =>
    Effect.gen(function* () {
      const file = Path.join(yield* folder, "data.json")
      Fs.writeFileSync(`${file}.lock`, `${process.ppid}\n`)
      const error = yield* Effect.flip(Effect.scoped(acquireFileLock(file)))
      assert.include(error.message, `${file} is in use by the process ${process.ppid}.`)
      assert.include(error.message, `delete ${file}.lock`)
      assert.strictEqual(Fs.readFileSync(`${file}.lock`, "utf8"), `${process.ppid}\n`)
    }).pipe(Effect.scoped)
  )

  it.effect("refuses if the lock names no process", () =>
    Effect.gen(function* () {
      const file = Path.join(yield* folder, "data.json")
      Fs.writeFileSync(`${file}.lock`, "")
      const error = yield* Effect.flip(Effect.scoped(acquireFileLock(file)))
      assert.include(error.message, "a process that its lock does not name")
    }).pipe(Effect.scoped)
  )

  it.effect.each(["a process that is gone", "this process, before its id was given to it"])(
    "takes over from %s",
    (whose) =>
      Effect.gen(function* () {
        const file = Path.join(yield* folder, "data.json")
        Fs.writeFileSync(`${file}.lock`, `${whose.startsWith("this") ? process.pid : goneProcess}\n`)
        yield* Effect.scoped(
          Effect.gen(function* () {
            yield* acquireFileLock(file)
            assert.deepStrictEqual(Fs.readdirSync(Path.dirname(file)), ["data.json.lock"])
            assert.strictEqual(Fs.readFileSync(`${file}.lock`, "utf8"), `${process.pid}\n`)
          })
        )
      }).pipe(Effect.scoped)
  )

  it.effect("writes through no link in the place of its draft", () =>
    Effect.gen(function* () {
      const file = Path.join(yield* folder, "data.json")
      const victim = `${file}.victim`
      Fs.writeFileSync(victim, "precious")
      for (const link of [Fs.symlinkSync, Fs.linkSync]) {
        link(victim, `${file}.lock.${process.pid}`)
        yield* Effect.scoped(acquireFileLock(file))
        assert.strictEqual(Fs.readFileSync(victim, "utf8"), "precious")
      }
    }).pipe(Effect.scoped)
  )

  it.effect("says when the lock cannot be made", () =>
    Effect.gen(function* () {
      const file = Path.join(yield* folder, "missing", "data.json")
      const error = yield* Effect.flip(Effect.scoped(acquireFileLock(file)))
      assert.match(error.message, /cannot be made: .*ENOENT/)
    }).pipe(Effect.scoped)
  )
})
