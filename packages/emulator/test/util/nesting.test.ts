import { assert, describe, it } from "@effect/vitest"
import { isTooDeep, maxDepth } from "../../src/util/nesting.ts"

const nested = (depth: number) => `${'{"a":['.repeat(depth / 2)}1${"]}".repeat(depth / 2)}`

describe("isTooDeep", () => {
  it("counts objects and arrays", () => {
    assert.isFalse(isTooDeep(nested(maxDepth)))
    assert.isTrue(isTooDeep(nested(maxDepth + 2)))
    assert.isTrue(isTooDeep("[".repeat(1_000_000)))
  })

  it("counts levels, not brackets", () => {
    assert.isFalse(isTooDeep(`[${"[],".repeat(1_000)}{}]`))
  })

  it("takes the brackets in texts for what they are", () => {
    assert.isFalse(isTooDeep(JSON.stringify({ name: `\\"${"[{".repeat(1_000)}` })))
    assert.isFalse(isTooDeep(JSON.stringify([`\n${"[".repeat(1_000)}`, "\\"])))
  })

  it("reads a text that has no end once", () => {
    assert.isFalse(isTooDeep(`"${'\\"['.repeat(300_000)}`))
  })
})
