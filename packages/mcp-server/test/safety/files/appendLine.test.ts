import * as Fs from "node:fs"
import * as FsPromises from "node:fs/promises"
import * as Path from "node:path"
import { afterEach, assert, describe, it, vi } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as AppendLine from "../../../src/safety/files/appendLine.ts"
import { fileHandle, folder, modeOf, systemError } from "../../support/folder.ts"

const file = Effect.map(folder, (path) => Path.join(path, "trail.jsonl"))
const isOurs = (start: string) => start.startsWith("before")
const { prepareFile } = AppendLine
const anyStart = () => true
const appendLine = (path: string, line: string, starts: AppendLine.IsOurs = anyStart) =>
  AppendLine.appendLine(path, line, starts)
const read = (path: string) => Fs.readFileSync(path, "utf8")

afterEach(() => {
  vi.restoreAllMocks()
})

describe("prepare", () => {
  it.effect("makes a file for the user alone", () =>
    Effect.gen(function* () {
      const path = yield* file
      yield* prepareFile(path, isOurs)
      assert.strictEqual(read(path), "")
      assert.strictEqual(modeOf(path), "600")
    }).pipe(Effect.scoped)
  )

  it.effect("keeps what is in a file, and makes it the user's alone", () =>
    Effect.gen(function* () {
      const path = yield* file
      Fs.writeFileSync(path, "before\n", { mode: 0o644 })
      yield* prepareFile(path, isOurs)
      assert.strictEqual(read(path), "before\n")
      assert.strictEqual(modeOf(path), "600")
    }).pipe(Effect.scoped)
  )

  it.effect("leaves a file as it is that begins otherwise", () =>
    Effect.gen(function* () {
      const path = yield* file
      Fs.writeFileSync(path, "other\nbefore\n", { mode: 0o644 })
      assert.strictEqual((yield* Effect.flip(prepareFile(path, isOurs))).why, "it holds something else")
      assert.strictEqual(modeOf(path), "644")
    }).pipe(Effect.scoped)
  )

  it.effect("leaves a file as it is that has a second name, or another owner", () =>
    Effect.gen(function* () {
      const path = yield* file
      Fs.writeFileSync(path, "before\n", { mode: 0o644 })
      const getuid = vi.spyOn(process, "getuid").mockReturnValue(Fs.statSync(path).uid + 1)
      assert.strictEqual((yield* Effect.flip(prepareFile(path, isOurs))).why, "it belongs to another user")
      getuid.mockRestore()
      Fs.linkSync(path, `${path}.other`)
      assert.strictEqual((yield* Effect.flip(prepareFile(path, isOurs))).why, "it has a second name (a hard link)")
      assert.strictEqual(read(path), "before\n")
      assert.strictEqual(modeOf(path), "644")
    }).pipe(Effect.scoped)
  )

  it.effect("follows no link, and opens nothing that is no file", () =>
    Effect.gen(function* () {
      const parent = yield* folder
      const link = Path.join(parent, "link")
      Fs.symlinkSync(Path.join(parent, "target"), link)
      assert.strictEqual((yield* Effect.flip(prepareFile(link, isOurs))).why, "it is a symbolic link")
      assert.deepStrictEqual(Fs.readdirSync(parent), ["link"])
      assert.strictEqual((yield* Effect.flip(prepareFile(parent, isOurs))).why, "it is not a regular file")
      assert.strictEqual((yield* Effect.flip(prepareFile("/dev/null", isOurs))).why, "it is not a regular file")
      const missing = Path.join(parent, "missing", "trail")
      assert.include((yield* Effect.flip(prepareFile(missing, isOurs))).why, "its folder does not exist")
    }).pipe(Effect.scoped)
  )
})

describe("appendLine", () => {
  it.effect("appends, with one write, and syncs it", () =>
    Effect.gen(function* () {
      const path = yield* file
      yield* appendLine(path, "one")
      const handle = yield* fileHandle(path)
      const write = vi.spyOn(handle, "write")
      const sync = vi.spyOn(handle, "datasync")
      yield* appendLine(path, "two")
      assert.strictEqual(read(path), "one\ntwo\n")
      assert.strictEqual(write.mock.calls.length, 1)
      assert.strictEqual(sync.mock.calls.length, 1)
      assert.strictEqual(modeOf(path), "600")
    }).pipe(Effect.scoped)
  )

  it.live("lets no two lines come into each other", () =>
    Effect.gen(function* () {
      const path = yield* file
      const lines = Array.from({ length: 200 }, (_, index) => `${index}:`.padEnd(2_000, "x"))
      yield* Effect.forEach(lines, (line) => appendLine(path, line), { concurrency: "unbounded" })
      assert.deepStrictEqual(read(path).split("\n").sort(), ["", ...lines].sort())
    }).pipe(Effect.scoped)
  )

  it.effect("makes a new file when the old one was moved away", () =>
    Effect.gen(function* () {
      const path = yield* file
      yield* appendLine(path, "one")
      Fs.renameSync(path, `${path}.1`)
      yield* appendLine(path, "two")
      assert.strictEqual(read(path), "two\n")
      assert.strictEqual(modeOf(path), "600")
    }).pipe(Effect.scoped)
  )

  it.effect.each([0o666, 0o640, 0o604])(
    "makes a file that was put in the old one's place the user's alone: %i",
    (mode) =>
      Effect.gen(function* () {
        const path = yield* file
        yield* appendLine(path, "before 1", isOurs)
        Fs.renameSync(path, `${path}.1`)
        Fs.writeFileSync(path, "")
        Fs.chmodSync(path, mode)
        yield* appendLine(path, "before 2", isOurs)
        assert.strictEqual(read(path), "before 2\n")
        assert.strictEqual(modeOf(path), "600")
      }).pipe(Effect.scoped)
  )

  it.effect("writes nothing to another file that was put in the old one's place", () =>
    Effect.gen(function* () {
      const path = yield* file
      const put: ReadonlyArray<readonly [string, () => void]> = [
        ["it holds something else", () => Fs.writeFileSync(path, "key=1\n", { mode: 0o644 })],
        ["it is not a regular file", () => Fs.mkdirSync(path)],
        ["it is a symbolic link", () => Fs.symlinkSync(`${path}.target`, path)],
        [
          "it has a second name (a hard link)",
          () => {
            Fs.writeFileSync(`${path}.target`, "before\n", { mode: 0o644 })
            Fs.linkSync(`${path}.target`, path)
          }
        ]
      ]
      yield* appendLine(path, "before", isOurs)
      for (const [why, putThere] of put) {
        Fs.rmSync(path, { recursive: true })
        putThere()
        assert.strictEqual((yield* Effect.flip(appendLine(path, "before 2", isOurs))).why, why)
      }
      assert.strictEqual(read(path), "before\n")
      assert.strictEqual(modeOf(path), "644")
    }).pipe(Effect.scoped)
  )

  it.effect("fails where the disk is full, and leaves the half line alone on its line", () =>
    Effect.gen(function* () {
      const path = yield* file
      yield* appendLine(path, "one")
      const handle = yield* fileHandle(path)
      vi.spyOn(handle, "write").mockImplementationOnce((async () => {
        await FsPromises.appendFile(path, "tw")
        return { bytesWritten: 2, buffer: Buffer.alloc(0) }
      }) as never)
      assert.strictEqual((yield* Effect.flip(appendLine(path, "two"))).why, "the disk is full")
      yield* appendLine(path, "three")
      assert.strictEqual(read(path), "one\ntw\nthree\n")
    }).pipe(Effect.scoped)
  )

  it.effect("takes the line that another process still writes for no half line", () =>
    Effect.gen(function* () {
      const path = yield* file
      Fs.writeFileSync(path, "one\ntw")
      const handle = yield* fileHandle(path)
      const pieces = ["o, and its", " end\n"]
      vi.spyOn(handle, "chmod").mockImplementation(async () => {
        Fs.appendFileSync(path, pieces.shift() ?? "")
      })
      yield* appendLine(path, "three")
      assert.strictEqual(read(path), "one\ntwo, and its end\nthree\n")
    }).pipe(Effect.scoped)
  )

  it.live("leaves no empty line where many find the same half line", () =>
    Effect.gen(function* () {
      const path = yield* file
      Fs.writeFileSync(path, "half")
      const lines = Array.from({ length: 50 }, (_, index) => `line ${index}`)
      yield* Effect.forEach(lines, (line) => appendLine(path, line), { concurrency: "unbounded" })
      const [first, ...others] = read(path).split("\n")
      assert.strictEqual(first, "half")
      assert.deepStrictEqual(others.sort(), ["", ...lines].sort())
    }).pipe(Effect.scoped)
  )

  it.effect("ends no line of the file that took the place of one that was moved away", () =>
    Effect.gen(function* () {
      const path = yield* file
      Fs.writeFileSync(path, "half")
      const handle = yield* fileHandle(path)
      vi.spyOn(handle, "chmod").mockImplementationOnce(async () => {
        Fs.renameSync(path, `${path}.1`)
        Fs.writeFileSync(path, "new\n")
      })
      yield* appendLine(path, "line")
      assert.strictEqual(read(path), "new\n")
      assert.strictEqual(read(`${path}.1`), "halfline\n")
    }).pipe(Effect.scoped)
  )

  it.effect.each(["write", "datasync"] as const)("fails where %s fails", (method) =>
    Effect.gen(function* () {
      const path = yield* file
      vi.spyOn(yield* fileHandle("."), method).mockRejectedValueOnce(systemError("ENOSPC"))
      assert.strictEqual((yield* Effect.flip(appendLine(path, "one"))).why, "the disk is full (ENOSPC)")
    }).pipe(Effect.scoped)
  )
})
