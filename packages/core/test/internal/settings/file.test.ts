import { assert, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { vi } from "vitest"
import { readTextFile } from "../../../src/internal/settings/file.ts"

it.effect("reads a file", () =>
  Effect.gen(function* () {
    const { pathname } = new URL("./file.test.ts", import.meta.url)
    assert.include(yield* readTextFile(pathname), "this very text")
  })
)

it.effect("says why a file cannot be read, without its path", () =>
  Effect.gen(function* () {
    assert.strictEqual(yield* Effect.flip(readTextFile("/nowhere/at/all")), "ENOENT")
  })
)

it.effect("says so if there are no files, as in a browser", () =>
  Effect.gen(function* () {
    yield* Effect.acquireRelease(
      Effect.sync(() => vi.stubGlobal("process", undefined)),
      () => Effect.sync(() => vi.unstubAllGlobals())
    )
    assert.include(yield* Effect.flip(readTextFile("/some/file")), "no files")
  })
)
