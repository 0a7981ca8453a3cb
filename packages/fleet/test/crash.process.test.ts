import * as Effect from "effect/Effect"
import { assert, describe, it } from "vitest"
import { brokenConnections, crash, wrongOf } from "./support/crash.ts"

describe("a process that is killed while it applies sets", () => {
  for (const [what, faults] of [
    ["", {}],
    [", while one request in twenty goes wrong", { faults: brokenConnections("crash") }]
  ] as const) {
    it(`applies each write once, or lists it as unknown${what}`, { timeout: 300_000 }, async () => {
      const { killed, results } = await Effect.runPromise(crash({ orgs: 30, kills: 5, seed: "crash", ...faults }))
      assert.deepEqual(wrongOf(results), [])
      assert.lengthOf(results, 90)
      assert.strictEqual(killed, 5)
      // Only emails may be left to a person.
      const unknown = results.filter(({ entry }) => entry.state === "unknown")
      assert.isEmpty(unknown.filter(({ entry }) => entry.write._tag !== "invite"))
    })
  }
})
