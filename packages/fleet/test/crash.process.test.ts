import * as Effect from "effect/Effect"
import { assert, describe, it } from "vitest"
import { countDoubled, crash, rivals, wrongOf } from "./support/crash.ts"
import { crashChanges } from "./support/fleetCrash.ts"

for (const [kind, isSqlite] of [
  ["a ledger in files", false],
  ["a ledger in SQLite", true]
] as const) {
  describe(`with ${kind}, a process that is killed while it applies sets`, () => {
    for (const [what, isBroken] of [
      ["", false],
      [", while one answer in twenty is cut off, and more goes wrong", true]
    ] as const) {
      it(`applies each write once, or lists it as unknown${what}`, { timeout: 300_000 }, async () => {
        const options = { orgs: 30, kills: 5, seed: "crash", isSqlite, isBroken }
        const { killed, results } = await Effect.runPromise(crash(options))
        assert.deepEqual(wrongOf(results), [])
        assert.strictEqual(countDoubled(results), 0)
        assert.lengthOf(results, 90)
        assert.strictEqual(killed, 5)
        // Only emails may be left to a person.
        const unknown = results.filter(({ entry }) => entry.state === "unknown")
        assert.isEmpty(unknown.filter(({ entry }) => entry.write._tag !== "invite"))
      })
    }
  })

  describe(`with ${kind}, a process that is killed while it applies desired state`, () => {
    it("applies each write once, and loses none", { timeout: 300_000 }, async () => {
      const results = await Effect.runPromise(crashChanges({ orgs: 40, kills: 3, seed: "crash", isSqlite }))
      assert.deepEqual(results, [{ name: "changes", writes: 40, kills: 3, doubled: 0, lost: 0 }])
    })
  })

  describe(`with ${kind}, two processes`, () => {
    it("do not apply a set together: the second says that it is in use", { timeout: 120_000 }, async () => {
      const { first, second, results } = await Effect.runPromise(rivals(6, isSqlite))
      assert.strictEqual(second, 75)
      assert.strictEqual(first, 0)
      assert.deepEqual(wrongOf(results), [])
      assert.lengthOf(results, 18)
    })
  })
}
