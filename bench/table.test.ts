import { assert, describe, it } from "@effect/vitest"
import { atMost } from "./measure.ts"
import { render } from "./table.ts"

const reference = { name: "limit", value: 40 }

describe("table", () => {
  it("shows figures, ratios, goals, and whether they are reached", () => {
    const text = render({
      name: "start",
      title: "Start",
      rounds: 3,
      measures: [
        { id: "a", what: "start", unit: "ms", ours: 100, reference, goal: atMost("ratio", 2) },
        { id: "b", what: "exit", unit: "ms", ours: 4.256, goal: atMost("value", 20) }
      ]
    })
    assert.deepStrictEqual(
      text.split("\n").map((line) => line.trim().split(/\s{2,}/)),
      [
        ["Start (3 rounds)"],
        ["reference", "effect-losant", "ratio", "goal"],
        ["start", "40.0 ms", "100 ms", "2.50", "≤ 2", "not reached"],
        ["exit", "4.26 ms", "≤ 20 ms", "reached"]
      ]
    )
  })

  it("shows others as ratios to the same reference, and leaves out what was not measured of one", () => {
    const text = render({
      name: "start",
      title: "Start",
      measures: [
        { id: "a", what: "start", unit: "ms", ours: 100, reference, others: { one: 400, other: 80 } },
        { id: "b", what: "memory", unit: "MB", ours: 50, reference, others: { other: 60 } }
      ]
    })
    const [, peers = ""] = text.split("Others")
    assert.deepStrictEqual(
      peers
        .split("\n")
        .slice(1)
        .map((line) => line.trim().split(/\s+/)),
      [
        ["one", "other"],
        ["start", "10.00", "2.00"],
        ["memory", "1.50"]
      ]
    )
  })
})
