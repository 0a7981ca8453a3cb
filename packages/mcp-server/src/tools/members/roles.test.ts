import { assert, describe, it } from "@effect/vitest"
import { resourceRoleFacts } from "./roles.ts"

describe("resourceRoleFacts", () => {
  it("names each role and its resource, and nothing if there are none", () => {
    const roles = [{ resourceId: "a", role: "view" }]
    assert.deepStrictEqual(resourceRoleFacts("roles on applications", roles), [
      { label: "roles on applications", value: '"view" on a' }
    ])
    assert.deepStrictEqual([resourceRoleFacts("x", []), resourceRoleFacts("x", undefined)], [[], []])
  })
})
