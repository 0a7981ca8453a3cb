import { assert, describe, it } from "@effect/vitest"
import { restOf, wanted } from "../../src/answers/fieldSelection.ts"

describe("wanted", () => {
  it("is nothing where nothing is asked for", () => {
    assert.isUndefined(wanted({}))
    assert.deepStrictEqual(wanted({ fields: [] }), [])
  })
  it("takes names, and from where on", () => {
    assert.deepStrictEqual(wanted({ fields: ["name", restOf("description", 2_000), "@1", "a@", "a@b"] }), [
      { name: "name", from: 0 },
      { name: "description", from: 2_000 },
      { name: "@1", from: 0 },
      { name: "a@", from: 0 },
      { name: "a@b", from: 0 }
    ])
  })
})
