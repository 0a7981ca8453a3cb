import { assert, describe, it } from "@effect/vitest"
import { type FaultName, faultCatalogue, faultNames, type NamedFault } from "../../src/faults/FaultCatalogue.ts"
import { applyFault } from "../../src/faults/FaultOutcome.ts"
import type { Outcome } from "../../src/http/Outcome.ts"

const real = { status: 200, headers: { "content-type": "application/json" }, body: '{"name":"Mill","items":[]}' }

const outcomeOf = (fault: NamedFault, now = 0): Outcome => {
  const made = applyFault(fault, now)
  return made.applied === true ? made.outcome(real) : made.outcome
}
const header = (outcome: Outcome, name: string) =>
  outcome.kind === "answer" ? outcome.answer.headers[name] : undefined
const body = (outcome: Outcome) => (outcome.kind === "answer" ? outcome.answer.body : undefined)

describe("applyFault", () => {
  it.each(faultNames)("%s is applied as the catalogue says", (fault: FaultName) => {
    assert.strictEqual(applyFault({ fault }, 0).applied, faultCatalogue[fault].applied)
  })

  it("takes the parameters", () => {
    assert.strictEqual(header(outcomeOf({ fault: "rate-limited-seconds", seconds: 60 }), "retry-after"), "60")
    assert.strictEqual(
      header(outcomeOf({ fault: "rate-limited-date", seconds: 60 }, Date.UTC(2026, 0, 1, 0, 0, 0, 1)), "retry-after"),
      "Thu, 01 Jan 2026 00:01:01 GMT"
    )
    const location = "http://127.0.0.1:1/x"
    assert.strictEqual(header(outcomeOf({ fault: "redirect-host", location }), "location"), location)
    assert.strictEqual(header(outcomeOf({ fault: "redirect-http", location }), "location"), location)
    assert.strictEqual(body(outcomeOf({ fault: "deep-json", depth: 2 })), "[[]]")
    assert.strictEqual(body(outcomeOf({ fault: "missing-fields", fields: ["name"] })), '{"items":[]}')
    assert.strictEqual(body(outcomeOf({ fault: "null-fields", fields: ["name"] })), '{"name":null,"items":[]}')
    const slow = outcomeOf({ fault: "slow-body", interval: 5 })
    assert.strictEqual(slow.kind === "raw" ? slow.answer?.interval : undefined, 5)
  })

  it("has defaults for them", () => {
    const slow = outcomeOf({ fault: "slow-body" })
    assert.strictEqual(slow.kind === "raw" ? slow.answer?.interval : undefined, 1_000)
    assert.strictEqual(body(outcomeOf({ fault: "deep-json" }))?.length, 200_000)
    const huge = outcomeOf({ fault: "huge-body" })
    let length = 0
    for (const piece of (huge.kind === "raw" ? huge.answer?.body : undefined) ?? []) length += piece.length
    assert.strictEqual(length, 200_000_000)
  })
})
