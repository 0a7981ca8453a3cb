import { assert, describe, it } from "@effect/vitest"
import { didYouMean, nearest } from "../../src/text/nearestName.ts"

const names = ["orgId", "instanceId", "name", "limits"]

describe("nearest", () => {
  it.each([
    ["orgID", "orgId"],
    ["orgid", "orgId"],
    ["org_id", "orgId"],
    ["instanceld", "instanceId"],
    ["nmae", "name"],
    ["limit", "limits"]
  ])("takes %s for %s", (text, name) => {
    assert.strictEqual(nearest(text, names), name)
  })
  it.each([
    ["name", "page"],
    ["chart", "start"]
  ])("takes %s for no %s", (text, name) => {
    assert.isUndefined(nearest(text, [name]))
  })
  it.each([["banner"], [""], ["x".repeat(10_000)]])("finds nothing like %s", (text) => {
    assert.isUndefined(nearest(text, names))
  })
})

describe("didYouMean", () => {
  it("is put behind a message, or is nothing", () => {
    assert.strictEqual(didYouMean("pagee", ["page"]), " (did you mean page?)")
    assert.strictEqual(didYouMean("elephant", ["page"]), "")
  })
})
