// The circuit and attempts that overlap: each attempt is judged by the era in which it began.
import { assert, describe, it } from "@effect/vitest"
import { type Circuit, make } from "../../../src/internal/guards/circuit.ts"
import { LosantConflict, LosantRateLimited, LosantServerError } from "../../../src/LosantError.ts"

const fields = { action: "a", method: "GET", path: "/", message: "m" } as const
const down = new LosantServerError({ ...fields, status: 503 })
const busy = new LosantRateLimited({ ...fields, status: 429 })
const conflict = new LosantConflict({ ...fields, status: 409 })

const openFor = 10_000

/** A circuit that opens after two failures, with a clock that the test sets. */
const circuitAt = () => {
  let time = 0
  const now = () => time
  const circuit: Circuit = make({ failures: 2, openFor })
  const begin = () => {
    const era = circuit.admit(now)
    assert(typeof era === "number", "an attempt is let through")
    return { ends: (ending: Parameters<Circuit["record"]>[1]) => circuit.record(era, ending, now) }
  }
  return {
    begin,
    isRefused: () => typeof circuit.admit(now) !== "number",
    refuses: () => circuit.refuses(time),
    refusal: () => circuit.admit(now),
    goTo: (to: number) => {
      time = to
    }
  }
}

describe("attempts that overlap", () => {
  it("count all, in whatever order they end", () => {
    const { begin, isRefused, refusal } = circuitAt()
    const attempts = [begin(), begin(), begin()]
    attempts[0]?.ends(down)
    assert.isFalse(isRefused())
    attempts[2]?.ends(down)
    assert.isTrue(isRefused())
    attempts[1]?.ends("success")
    assert.deepStrictEqual(refusal(), { failures: 2, last: "LosantServerError", retryAfter: openFor })
  })

  it.each(["success", "stopped", busy, conflict] as const)(
    "count as well beside one that ends otherwise: %s",
    (ending) => {
      const { begin, isRefused } = circuitAt()
      const attempts = [begin(), begin(), begin()]
      attempts[0]?.ends(ending)
      attempts[1]?.ends(down)
      assert.isFalse(isRefused())
      attempts[2]?.ends(down)
      assert.isTrue(isRefused())
    }
  )

  it.each([
    ["stopped", true],
    [busy, true],
    ["success", false],
    [conflict, false]
  ] as const)("keep or lose the count of earlier failures: %s", (ending, isKept) => {
    const { begin, isRefused } = circuitAt()
    begin().ends(down)
    begin().ends(ending)
    begin().ends(down)
    assert.strictEqual(isRefused(), isKept)
  })

  it("say nothing of the time after the circuit opened and closed again", () => {
    const { begin, isRefused, goTo } = circuitAt()
    const old = [begin(), begin(), begin(), begin()]
    old[0]?.ends(down)
    old[1]?.ends(down)
    goTo(openFor)
    begin().ends("success")
    old[2]?.ends(down)
    old[3]?.ends(down)
    assert.isFalse(isRefused())
    begin().ends(down)
    begin().ends(down)
    assert.isTrue(isRefused())
  })

  it("say nothing if they are a probe after which another came", () => {
    const { begin, isRefused, goTo } = circuitAt()
    begin().ends(down)
    begin().ends(down)
    goTo(openFor)
    const slow = begin()
    goTo(2 * openFor)
    const second = begin()
    slow.ends("success")
    assert.isTrue(isRefused())
    second.ends("success")
    assert.isFalse(isRefused())
  })

  it("leave the circuit open if the probe was stopped, and the next one fails", () => {
    const { begin, isRefused, goTo } = circuitAt()
    begin().ends(down)
    begin().ends(down)
    goTo(openFor)
    begin().ends("stopped")
    const next = begin()
    assert.isTrue(isRefused())
    next.ends(down)
    assert.isTrue(isRefused())
  })
})

describe("refuses", () => {
  it("is true from the opening on until the moment of the probe", () => {
    const { begin, refuses, goTo } = circuitAt()
    assert.isFalse(refuses())
    begin().ends(down)
    assert.isFalse(refuses())
    begin().ends(down)
    assert.isTrue(refuses())
    goTo(openFor - 1)
    assert.isTrue(refuses())
    goTo(openFor)
    assert.isFalse(refuses())
  })
})
