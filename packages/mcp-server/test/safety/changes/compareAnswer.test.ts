import { assert, describe, it } from "@effect/vitest"
import { compareAnswer } from "../../../src/safety/changes/compareAnswer.ts"

const tag = (key: string, value: string) => ({ key, value })

describe("compareAnswer", () => {
  const before = { name: "A", limits: { device: 1, flow: 1 }, tags: [tag("a", "1")] }

  it("says what is different now, and what Losant made something else of", () => {
    const sent = { name: "B", limits: { device: 2, flow: 3 }, tags: [tag("a", "1")] }
    assert.deepStrictEqual(compareAnswer(before, sent, { ...sent, limits: { device: 2, flow: 1 } }), {
      changed: { name: { before: "A", after: "B" }, "limits.device": { before: 1, after: 2 } },
      notApplied: { "limits.flow": { before: 3, after: 1 } }
    })
  })
  it("says nothing of fields that the answer does not have", () => {
    assert.deepStrictEqual(compareAnswer(before, { name: "B", description: "C" }, { name: "B" }), {
      changed: { name: { before: "A", after: "B" } },
      notApplied: {}
    })
  })
  it("shortens what changed, and not what was not applied", () => {
    const long = "b".repeat(1_000)
    const { changed, notApplied } = compareAnswer({}, { description: "c" }, { description: long })
    assert.isBelow(String(changed["description"]?.after).length, 300)
    assert.deepStrictEqual(notApplied, { description: { before: "c", after: long } })
  })
})
