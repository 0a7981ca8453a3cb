import { assert, describe, it } from "@effect/vitest"
import { changedRoles, hasRoles, isSameEmail, pickRoles, rolesMoved } from "../../src/writes/roles.ts"

const app = (role: string) => [{ resourceId: "a1", role }]

describe("roles", () => {
  it("are there if the state has all that are wanted", () => {
    const state = { role: "edit", applicationRoles: app("view") }
    assert.isTrue(hasRoles(state, {}))
    assert.isTrue(hasRoles(state, { role: "edit" }))
    assert.isTrue(hasRoles(state, { applicationRoles: app("view") }))
    assert.isTrue(hasRoles(state, { role: "edit", applicationRoles: app("view"), dashboardRoles: [] }))
    assert.isFalse(hasRoles(state, { role: "view" }))
    assert.isFalse(hasRoles(state, { role: "edit", applicationRoles: app("edit") }))
    assert.isFalse(hasRoles(state, { role: "edit", applicationRoles: [] }))
    assert.isFalse(hasRoles(state, { dashboardRoles: app("view") }))
  })

  it("are sent only where they change", () => {
    const state = { role: "edit", applicationRoles: app("view") }
    assert.deepStrictEqual(changedRoles(state, { role: "edit", applicationRoles: app("view") }), {})
    assert.deepStrictEqual(changedRoles(state, { role: "view", applicationRoles: app("view") }), { role: "view" })
    assert.deepStrictEqual(changedRoles(state, { applicationRoles: [], dashboardRoles: [] }), { applicationRoles: [] })
    assert.deepStrictEqual(changedRoles(state, { dashboardRoles: app("view") }), { dashboardRoles: app("view") })
  })

  it("moved if any is another than the plan saw", () => {
    const before = { role: "edit", applicationRoles: app("view") }
    assert.isUndefined(rolesMoved({ ...before, dashboardRoles: [] }, before))
    assert.strictEqual(
      rolesMoved({ ...before, role: "view" }, before),
      "the roles were changed since the plan (now view)"
    )
    assert.strictEqual(rolesMoved({}, before), "the roles were changed since the plan (now unknown)")
    assert.isDefined(rolesMoved({ role: "edit" }, before))
    assert.isDefined(rolesMoved({ ...before, dashboardRoles: app("view") }, before))
  })

  it("are recorded without what is empty", () => {
    assert.deepStrictEqual(pickRoles({}), {})
    assert.deepStrictEqual(pickRoles({ role: "edit", applicationRoles: [], dashboardRoles: [] }), { role: "edit" })
    const all = { role: "edit", applicationRoles: app("view"), dashboardRoles: app("edit") }
    assert.deepStrictEqual(pickRoles({ ...all }), all)
  })
})

describe("addresses", () => {
  it("are the same in any case, and none is the same as none", () => {
    assert.isTrue(isSameEmail("Jo@Example.com", "jo@example.COM"))
    assert.isFalse(isSameEmail("jo@example.com", "ada@example.com"))
    assert.isFalse(isSameEmail(undefined, "jo@example.com"))
    assert.isFalse(isSameEmail("jo@example.com", undefined))
    assert.isFalse(isSameEmail(undefined, undefined))
  })
})
