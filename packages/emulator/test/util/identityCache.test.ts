import { assert, describe, it } from "@effect/vitest"
import { cacheByIdentity } from "../../src/util/identityCache.ts"

describe("cacheByIdentity", () => {
  it("computes once for each object and key", () => {
    const computed: Array<string> = []
    const join = cacheByIdentity((parts: ReadonlyArray<string>, separator) => {
      computed.push(separator)
      return parts.join(separator)
    })
    const parts = ["a", "b"]
    assert.deepStrictEqual(
      [join(parts, "-"), join(parts, "-"), join(parts, "+"), join(["a", "b"], "-")],
      ["a-b", "a-b", "a+b", "a-b"]
    )
    assert.deepStrictEqual(computed, ["-", "+", "-"])
  })
})
