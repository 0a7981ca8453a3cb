import * as Fs from "node:fs"
import * as Path from "node:path"
import { afterEach, assert, describe, it, vi } from "@effect/vitest"
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"
import { checkWritable, writeNewFile } from "../../../src/safety/files/newFile.ts"
import { fileHandle, folder, modeOf, systemError } from "../../support/folder.ts"

afterEach(() => {
  vi.restoreAllMocks()
})

describe("writeNewFile", () => {
  it.effect("writes a file for the user alone, in a folder for the user alone, whatever the process masks", () =>
    Effect.gen(function* () {
      const journal = Path.join(yield* folder, "a", "journal")
      const path = yield* writeNewFile(journal, "name", "text\n")
      assert.strictEqual(path, Path.join(journal, "name.json"))
      assert.strictEqual(Fs.readFileSync(path, "utf8"), "text\n")
      assert.strictEqual(modeOf(path), "600")
      assert.strictEqual(modeOf(journal), "700")
      assert.strictEqual(modeOf(Path.dirname(journal)), "700")
    }).pipe(Effect.scoped)
  )

  it.effect("sets the permissions itself, and syncs before it ends", () =>
    Effect.gen(function* () {
      const journal = yield* folder
      const handle = yield* fileHandle(journal)
      const chmod = vi.spyOn(handle, "chmod")
      const write = vi.spyOn(handle, "writeFile")
      const sync = vi.spyOn(handle, "sync")
      yield* writeNewFile(journal, "name", "text")
      assert.deepStrictEqual(chmod.mock.calls, [[0o600]])
      // The file, then the folder that has its name.
      assert.strictEqual(sync.mock.calls.length, 2)
      assert.isBelow(Number(write.mock.invocationCallOrder[0]), Number(sync.mock.invocationCallOrder[0]))
    }).pipe(Effect.scoped)
  )

  it.effect("takes another name where one is taken, and leaves what is there", () =>
    Effect.gen(function* () {
      const journal = yield* folder
      const paths = yield* Effect.all([1, 2, 3].map((n) => writeNewFile(journal, "name", `text ${n}`)))
      assert.deepStrictEqual(
        paths.map((path) => [Path.basename(path), Fs.readFileSync(path, "utf8")]),
        [
          ["name.json", "text 1"],
          ["name-2.json", "text 2"],
          ["name-3.json", "text 3"]
        ]
      )
    }).pipe(Effect.scoped)
  )

  it.effect.each([0o777, 0o770, 0o775, 0o1777, 0o702])("refuses a folder that others may write to: %i", (mode) =>
    Effect.gen(function* () {
      const journal = yield* folder
      Fs.chmodSync(journal, mode)
      const { why } = yield* Effect.flip(writeNewFile(journal, "name", "text"))
      assert.include(why, `others may write to the folder (mode ${(mode & 0o777).toString(8)})`)
      assert.include(why, "chmod 700")
      assert.isEmpty(Fs.readdirSync(journal))
    }).pipe(Effect.scoped)
  )

  it.effect.each([0o700, 0o755])("takes a folder that others may at most read: %i", (mode) =>
    Effect.gen(function* () {
      const journal = yield* folder
      Fs.chmodSync(journal, mode)
      assert.strictEqual(yield* writeNewFile(journal, "name", "text"), Path.join(journal, "name.json"))
    }).pipe(Effect.scoped)
  )

  it.effect("refuses a folder of another user, where the system tells users apart", () =>
    Effect.gen(function* () {
      const journal = yield* folder
      const getuid = vi.spyOn(process, "getuid").mockReturnValue(Fs.statSync(journal).uid + 1)
      assert.include((yield* Effect.flip(writeNewFile(journal, "name", "text"))).why, "belongs to another user")
      assert.isEmpty(Fs.readdirSync(journal))
      getuid.mockRestore()
    }).pipe(Effect.scoped)
  )

  it.effect("does not follow a link that has the file's name", () =>
    Effect.gen(function* () {
      const journal = yield* folder
      const target = Path.join(journal, "target")
      Fs.symlinkSync(target, Path.join(journal, "name.json"))
      assert.strictEqual(Path.basename(yield* writeNewFile(journal, "name", "text")), "name-2.json")
      assert.isFalse(Fs.existsSync(target))
    }).pipe(Effect.scoped)
  )

  it.effect("refuses a link in place of the folder", () =>
    Effect.gen(function* () {
      const parent = yield* folder
      const elsewhere = Path.join(parent, "elsewhere")
      Fs.mkdirSync(elsewhere)
      Fs.symlinkSync(elsewhere, Path.join(parent, "journal"))
      const { why } = yield* Effect.flip(writeNewFile(Path.join(parent, "journal"), "name", "text"))
      assert.include(why, "symbolic link")
      assert.isEmpty(Fs.readdirSync(elsewhere))
    }).pipe(Effect.scoped)
  )

  it.effect("fails where the folder is a file, or below one", () =>
    Effect.gen(function* () {
      const file = Path.join(yield* folder, "file")
      Fs.writeFileSync(file, "kept")
      for (const place of [file, Path.join(file, "journal")]) {
        assert.include((yield* Effect.flip(writeNewFile(place, "name", "text"))).why, "is a file, not a folder")
      }
      assert.strictEqual(Fs.readFileSync(file, "utf8"), "kept")
    }).pipe(Effect.scoped)
  )

  it.live.skipIf(process.platform !== "linux")("fails where the system lets nobody make a folder", () =>
    Effect.gen(function* () {
      for (const place of ["/proc/nope", "/proc/nope/a/b"]) {
        assert.include((yield* Effect.flip(writeNewFile(place, "name", "text"))).why, "no folder can be made there")
      }
    })
  )

  it.effect.each(["writeFile", "sync", "chmod"] as const)("leaves no file where %s fails", (method) =>
    Effect.gen(function* () {
      const journal = yield* folder
      const handle = yield* fileHandle(journal)
      const failing = vi.spyOn(handle, method).mockRejectedValueOnce(systemError("ENOSPC"))
      assert.strictEqual((yield* Effect.flip(writeNewFile(journal, "name", "text"))).why, "the disk is full (ENOSPC)")
      assert.strictEqual(failing.mock.calls.length, 1)
      assert.isEmpty(Fs.readdirSync(journal))
    }).pipe(Effect.scoped)
  )

  it.effect("ends well where the folder cannot be synced", () =>
    Effect.gen(function* () {
      const journal = yield* folder
      const handle = yield* fileHandle(journal)
      const sync = vi.spyOn(handle, "sync")
      sync.mockResolvedValueOnce(undefined).mockRejectedValueOnce(systemError("EINVAL"))
      const path = yield* writeNewFile(journal, "name", "text")
      assert.strictEqual(sync.mock.calls.length, 2)
      assert.strictEqual(Fs.readFileSync(path, "utf8"), "text")
    }).pipe(Effect.scoped)
  )

  it.live("leaves no file when it is interrupted", () =>
    Effect.gen(function* () {
      const journal = yield* folder
      const handle = yield* fileHandle(journal)
      const isWriting = yield* Deferred.make<void>()
      vi.spyOn(handle, "writeFile").mockImplementationOnce(() => {
        Deferred.doneUnsafe(isWriting, Effect.void)
        return new Promise(() => {})
      })
      const fiber = yield* Effect.forkChild(writeNewFile(journal, "name", "text"))
      yield* Deferred.await(isWriting)
      assert.deepStrictEqual(Fs.readdirSync(journal), ["name.json"])
      yield* Fiber.interrupt(fiber)
      assert.isTrue(Exit.hasInterrupts(yield* Fiber.await(fiber)))
      assert.isEmpty(Fs.readdirSync(journal))
    }).pipe(Effect.scoped)
  )
})

describe("checkWritable", () => {
  it.effect("makes the folder, and leaves it empty", () =>
    Effect.gen(function* () {
      const journal = Path.join(yield* folder, "a", "journal")
      yield* checkWritable(journal)
      assert.isEmpty(Fs.readdirSync(journal))
    }).pipe(Effect.scoped)
  )

  it.effect("fails as the writing would, and leaves nothing", () =>
    Effect.gen(function* () {
      const journal = yield* folder
      const handle = yield* fileHandle(journal)
      vi.spyOn(handle, "writeFile").mockRejectedValueOnce(systemError("ENOSPC"))
      assert.strictEqual((yield* Effect.flip(checkWritable(journal))).why, "the disk is full (ENOSPC)")
      assert.isEmpty(Fs.readdirSync(journal))
    }).pipe(Effect.scoped)
  )

  it.effect("tries as much as is to be written", () =>
    Effect.gen(function* () {
      const journal = yield* folder
      const write = vi.spyOn(yield* fileHandle(journal), "writeFile")
      yield* checkWritable(journal, 70_000)
      assert.deepStrictEqual(
        write.mock.calls.map(([content]) => (content instanceof Uint8Array ? content.length : content)),
        [70_000]
      )
    }).pipe(Effect.scoped)
  )

  it.effect("removes what killed try-outs left, and nothing else", () =>
    Effect.gen(function* () {
      const journal = yield* folder
      const leavings = Array.from({ length: 100 }, (_, index) => `writable${index === 0 ? "" : `-${index + 1}`}.json`)
      const others = ["writable.txt", "writable-of-mine.json", "my-writable.json", "2026-11-22T09-35-34.123Z-5.json"]
      for (const name of [...leavings, ".try-out-1a_B-.json", ...others]) {
        Fs.writeFileSync(Path.join(journal, name), "\n", { mode: 0o600 })
      }
      // A folder cannot be removed like a file, and stops no try-out.
      Fs.mkdirSync(Path.join(journal, "writable-101.json"))
      yield* checkWritable(journal)
      assert.deepStrictEqual(Fs.readdirSync(journal).sort(), [...others, "writable-101.json"].sort())
    }).pipe(Effect.scoped)
  )

  it.live("lets many try the same folder out at a time", () =>
    Effect.gen(function* () {
      const journal = yield* folder
      yield* Effect.forEach(Array(120), () => checkWritable(journal), { concurrency: "unbounded" })
      assert.isEmpty(Fs.readdirSync(journal))
    }).pipe(Effect.scoped)
  )
})
