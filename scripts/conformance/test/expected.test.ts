import { assert, describe, it } from "vitest"
import { parseExpected, readExpected } from "../expected.ts"
import { runs } from "../suite.ts"

describe("expected failures", () => {
  it("are read with their reasons", () => {
    assert.deepEqual(parseExpected("server:\n  - a # because\n  - a:b # of that\n"), [
      { entry: "a", reason: "because" },
      { entry: "a:b", reason: "of that" }
    ])
  })

  const wrong = [
    ["server:\n  - a # because\n  - b\n", "b has no reason"],
    ["server:\n  - a: b # because\n", "names no scenario"],
    ["client:\n  - a # because\n", "a list named server"]
  ] as const
  it.each(wrong)("%j is refused", (text, message) => assert.throws(() => parseExpected(text), message))

  it.each([...new Set(runs.map(({ revision }) => revision))])(
    "of revision %s have a reason each, and stand once",
    (one) => {
      const entries = readExpected(one).map(({ entry }) => entry)
      assert.isNotEmpty(entries)
      assert.lengthOf(new Set(entries), entries.length)
    }
  )
})
