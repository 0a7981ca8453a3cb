import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as TestClock from "effect/testing/TestClock"
import { attempt, toFileFailure } from "../../../src/safety/files/FileFailure.ts"
import { systemError } from "../../support/folder.ts"

describe("fromError", () => {
  it.each([
    ["EACCES", "the server may not write there (EACCES)"],
    ["EROFS", "the file system is read-only (EROFS)"],
    ["ENOSPC", "the disk is full (ENOSPC)"],
    ["ENOTDIR", "a part of the path is a file, not a folder (ENOTDIR)"],
    ["ELOOP", "it is a symbolic link (ELOOP)"]
  ])("says %s in words", (code, why) => {
    assert.deepInclude(toFileFailure(systemError(code)), { _tag: "FileFailure", code, why })
  })
  it("quotes what it does not know", () => {
    assert.strictEqual(toFileFailure(systemError("EWEIRD")).why, '"EWEIRD: it failed"')
    assert.strictEqual(toFileFailure(systemError("constructor")).why, '"constructor: it failed"')
    assert.deepInclude(toFileFailure("gone\u202E"), { code: "", why: '"gone\\\\u{202E}"' })
  })
})

describe("attempt", () => {
  it.effect("fails with what the file system says", () =>
    Effect.gen(function* () {
      assert.strictEqual((yield* Effect.flip(attempt(() => Promise.reject(systemError("ENOSPC"))))).code, "ENOSPC")
      assert.strictEqual(yield* attempt(() => Promise.resolve(1)), 1)
    })
  )

  it.effect("fails where the file system never answers, also where nothing may interrupt it", () =>
    Effect.gen(function* () {
      const never = attempt(() => new Promise(() => {}))
      for (const waiting of [never, Effect.uninterruptible(never)]) {
        const fiber = yield* Effect.forkChild(Effect.flip(waiting))
        yield* TestClock.adjust("5 seconds")
        assert.strictEqual((yield* Fiber.join(fiber)).why, "the file system did not answer in 5s")
      }
    })
  )
})
