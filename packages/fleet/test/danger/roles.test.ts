import { assert, describe, it } from "@effect/vitest"
import { areLowerRoles, isLowerRole } from "../../src/danger/roles.ts"

describe("isLowerRole", () => {
  it("follows the order of the roles", () => {
    const roles = ["none", "view", "collaborate", "edit", "admin"]
    for (const [rank, before] of roles.entries()) {
      for (const [newRank, after] of roles.entries()) assert.strictEqual(isLowerRole(before, after), newRank < rank)
    }
  })

  it.each([undefined, "owner", "constructor"])("counts %j as a role that allows more, except than admin", (before) => {
    assert.isTrue(isLowerRole(before, "edit"))
    assert.isFalse(isLowerRole(before, "admin"))
    if (before !== undefined) assert.isFalse(isLowerRole(before, before))
  })
})

describe("areLowerRoles", () => {
  const before = [
    { resourceId: "a", role: "collaborate" },
    { resourceId: "b", role: "view" }
  ]

  it("is true if a role is lowered, or left out, because the new list replaces the old one", () => {
    assert.isTrue(areLowerRoles(before, [{ resourceId: "a", role: "view" }, ...before.slice(1)]))
    assert.isTrue(areLowerRoles(before, before.slice(1)))
    assert.isTrue(areLowerRoles(before, []))
  })

  it("is false if roles are added or raised, or are not part of the call", () => {
    assert.isFalse(areLowerRoles(before, [...before, { resourceId: "c", role: "view" }]))
    assert.isFalse(areLowerRoles(before.slice(1), [{ resourceId: "b", role: "collaborate" }]))
    assert.isFalse(areLowerRoles(before, undefined))
    assert.isFalse(areLowerRoles([], before))
    assert.isFalse(areLowerRoles([{ resourceId: "a", role: "none" }], []))
  })

  it("is true if Losant did not answer the old roles", () => {
    assert.isTrue(areLowerRoles(undefined, before))
  })
})
