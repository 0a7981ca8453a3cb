import { assert, describe, it } from "@effect/vitest"
import { fieldsIn, restOf, wanted } from "../../src/answers/fieldSelection.ts"

describe("wanted", () => {
  it("is nothing where nothing is asked for", () => {
    assert.isUndefined(wanted(undefined))
    assert.deepStrictEqual(wanted([]), [])
  })
  it("takes names, and from where on", () => {
    assert.deepStrictEqual(wanted(["name", restOf("description", 2_000), "@1", "a@", "a@b"]), [
      { name: "name", from: 0 },
      { name: "description", from: 2_000 },
      { name: "@1", from: 0 },
      { name: "a@", from: 0 },
      { name: "a@b", from: 0 }
    ])
  })
})

describe("fieldsIn", () => {
  it("is nothing where a call has no fields", () => {
    assert.isUndefined(fieldsIn({}))
    assert.isUndefined(wanted(fieldsIn({ chart: true })))
  })
  it("is the names that were asked for", () => {
    assert.deepStrictEqual(fieldsIn({ fields: ["name", restOf("tags", 40)] }), ["name", "tags@40"])
    assert.deepStrictEqual(wanted(fieldsIn({ fields: [] })), [])
  })
})
