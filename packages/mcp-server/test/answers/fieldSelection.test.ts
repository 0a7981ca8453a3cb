import { assert, describe, it } from "@effect/vitest"
import { formatField, getFieldNames, parseFields } from "../../src/answers/fieldSelection.ts"

describe("parseFields", () => {
  it("is nothing if nothing is asked for", () => {
    assert.isUndefined(parseFields(undefined))
    assert.deepStrictEqual(parseFields([]), [])
  })
  it("takes names, and the position from which a field is read", () => {
    assert.deepStrictEqual(parseFields(["name", formatField("description", 2_000), "@1", "a@", "a@b"]), [
      { name: "name", from: 0 },
      { name: "description", from: 2_000 },
      { name: "@1", from: 0 },
      { name: "a@", from: 0 },
      { name: "a@b", from: 0 }
    ])
  })
})

describe("getFieldNames", () => {
  it("is nothing if a call has no fields", () => {
    assert.isUndefined(getFieldNames({}))
    assert.isUndefined(parseFields(getFieldNames({ fields: true })))
  })
  it("is the names that were asked for", () => {
    assert.deepStrictEqual(getFieldNames({ fields: ["name", formatField("tags", 40)] }), ["name", "tags@40"])
    assert.deepStrictEqual(parseFields(getFieldNames({ fields: [] })), [])
  })
})
