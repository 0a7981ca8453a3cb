import { assert, describe, it } from "@effect/vitest"
import { actions } from "@effect-losant/core/Actions"
import { actionArgumentOverrides } from "../../src/arguments/actionArgumentOverrides.ts"

describe("ofAction", () => {
  it("leaves out only what the action takes, and none of its ids", () => {
    for (const action of Object.values(actions)) {
      for (const name of actionArgumentOverrides(action.action).omits ?? []) {
        assert.property(action.query, name)
        assert.notProperty(action.params, name)
      }
    }
  })
  it("says nothing of an action that is like all others", () => {
    assert.deepStrictEqual(actionArgumentOverrides("instanceOrg.get"), {})
    assert.deepStrictEqual(actionArgumentOverrides("toString"), {})
  })
})
