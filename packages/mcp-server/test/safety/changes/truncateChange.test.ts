import { assert, describe, it } from "@effect/vitest"
import { truncateChange } from "../../../src/safety/changes/truncateChange.ts"

describe("shortened", () => {
  it("leaves alone what is short", () => {
    const change = { before: "a".repeat(200), after: 3 }
    assert.deepStrictEqual(truncateChange(change), change)
    assert.deepStrictEqual(truncateChange({ after: ["a"] }), { after: ["a"] })
  })

  it("shows where two long texts begin to differ, and how long they are", () => {
    const same = "same ".repeat(100)
    const { before, after } = truncateChange({ before: `${same}old`, after: `${same}new${"x".repeat(1_000)}` })
    assert.match(String(before), /^….*old \(503 characters\)$/)
    assert.match(String(after), /^….*newx+… \(1503 characters\)$/)
    assert.isBelow(String(after).length, 230)
  })

  it("shows the beginning of a long text that has no other side", () => {
    assert.strictEqual(truncateChange({ after: "y".repeat(300) }).after, `${"y".repeat(200)}… (300 characters)`)
  })

  it("cuts no pair of surrogates in half", () => {
    const text = `a${"😀".repeat(300)}`
    const lone = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/
    const { before, after } = truncateChange({ before: text, after: `${text}!` })
    assert.notMatch(String(before), lone)
    assert.notMatch(String(after), lone)
    assert.notMatch(String(truncateChange({ after: text }).after), lone)
  })

  it("says how many items of a long list it leaves out", () => {
    const { after } = truncateChange({ after: Array.from({ length: 25 }, (_, index) => index) })
    assert.isArray(after)
    assert.deepStrictEqual(Array.isArray(after) ? after.slice(-2) : [], [19, "… and 5 more"])
  })
})
