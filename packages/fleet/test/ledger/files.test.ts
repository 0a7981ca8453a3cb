import { existsSync } from "node:fs"
import { open } from "node:fs/promises"
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { writeAt } from "../../src/ledger/files.ts"

describe("a record on a full disk", () => {
  // Only Linux has a file that is always full.
  it.effect.skipIf(!existsSync("/dev/full"))("fails, and says so", () =>
    Effect.acquireUseRelease(
      Effect.promise(() => open("/dev/full", "r+")),
      (handle) =>
        Effect.gen(function* () {
          const failure = yield* Effect.flip(writeAt(handle, Buffer.from("record\n"), 0))
          assert.deepInclude(failure, { code: "ENOSPC", why: "the disk is full (ENOSPC)" })
        }),
      (handle) => Effect.promise(() => handle.close())
    )
  )
})
