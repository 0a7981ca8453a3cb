// The wait before a call is repeated, in milliseconds: as long as Losant asks for, otherwise longer each time.
import { assert, describe, it } from "@effect/vitest"
import type * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import { type FaultName, faultNames } from "../../src/index.ts"
import { errorOf } from "../support/core.ts"
import * as Cell from "./cell.ts"
import { expected } from "./expected.ts"

type Range = readonly [least: number, most: number]

// 200, 400 and 800, each a fifth less or more.
const growing: ReadonlyArray<Range> = [
  [160, 240],
  [320, 480],
  [640, 960]
]
const seven: Range = [7_000, 7_000]

/** The faults whose answers say how long to wait. */
const asked: { readonly [K in FaultName]?: ReadonlyArray<Range> } = {
  "rate-limited-seconds": [seven, seven, seven],
  "rate-limited-date": [seven, seven, seven]
}

/** The faults after which a call is repeated at once: not only when its attempt has taken too long. */
const repeated = (column: "reads" | "writes") =>
  faultNames.filter((fault) => /^(?!LosantTimeout).*4 requests/.test(expected[fault][column]))

const waitsOf = (sent: ReadonlyArray<number>) => sent.slice(1).map((time, index) => time - (sent[index] ?? 0))

describe.each([
  ["instanceOrg.get", repeated("reads")],
  ["instanceOrgs.post", repeated("writes")]
] as const)("%s", (name, faults) => {
  it.effect.each(faults)("%s", (fault) =>
    Effect.gen(function* () {
      const { sent } = yield* Cell.run(name, { fault: { fault }, times: Cell.always })
      const waits = waitsOf(sent)
      const ranges = asked[fault] ?? growing
      assert.lengthOf(waits, ranges.length)
      for (const [index, [least, most]] of ranges.entries()) {
        // The clock of the tests is exact, the waits are not whole milliseconds.
        assert.isAtLeast(waits[index] ?? -1, least - 1)
        assert.isAtMost(waits[index] ?? -1, most + 1)
      }
    })
  )

  it.effect("does not wait 31 years, and says that it should have", () =>
    Effect.gen(function* () {
      const { exit, sent } = yield* Cell.run(name, { fault: { fault: "rate-limited-absurd" }, times: Cell.always })
      assert.lengthOf(sent, 1)
      const error = errorOf(exit)
      assert.strictEqual("retryAfter" in error ? error.retryAfter : undefined, 999_999_999_000)
    })
  )

  it.effect("waits no longer than the program allows", () =>
    Effect.gen(function* () {
      const fault = { fault: "rate-limited-seconds", seconds: 3 } as const
      const bounded = (maxRetryAfter: Duration.Input) =>
        Cell.run(name, { fault, times: 1, losant: { retry: { maxRetryAfter } } })
      assert.deepStrictEqual(waitsOf((yield* bounded("3 seconds")).sent), [3_000])
      const refused = yield* bounded("2 seconds")
      assert.lengthOf(refused.sent, 1)
      assert.strictEqual(errorOf(refused.exit)._tag, "LosantRateLimited")
    })
  )
})
