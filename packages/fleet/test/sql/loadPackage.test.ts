import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { loadPackage } from "../../src/sql/loadPackage.ts"

const wanted = { what: "A ledger in SQLite", wanted: "libsql@0.5" } as const
const messageFor = (load: () => Promise<unknown>) =>
  Effect.map(Effect.flip(loadPackage(load, wanted)), ({ message, reason }) => `${reason}: ${message}`)

describe("a package that not every installation has", () => {
  it.effect("is named with the command that installs it, where it is missing", () =>
    Effect.gen(function* () {
      const missing: string = "a-package-that-nobody-has"
      assert.strictEqual(
        yield* messageFor(() => import(/* @vite-ignore */ missing)),
        "unreadable: A ledger in SQLite needs a package that is not installed: npm install libsql@0.5"
      )
    })
  )

  it.effect("is told from one that does not run on this machine", () =>
    Effect.gen(function* () {
      const failure = Object.assign(new Error("wrong ELF class"), { code: "ERR_DLOPEN_FAILED" })
      assert.strictEqual(
        yield* messageFor(() => Promise.reject(failure)),
        "unreadable: A ledger in SQLite needs libsql@0.5, which cannot be loaded here (ERR_DLOPEN_FAILED). A ledger in files needs no package."
      )
    })
  )
})
