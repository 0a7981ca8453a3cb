import { assert, describe, it } from "@effect/vitest"
import { OrgId } from "@effect-losant/core"
import { toState } from "../../src/seed/Seed.ts"
import { makeOrgTable } from "../../src/state/OrgTable.ts"
import { ids, now, seed } from "../support/seed.ts"

const { orgs } = toState(seed, now.getTime())
const table = makeOrgTable(orgs)
const [first] = orgs
if (first === undefined) throw new Error("expected an organization in the seed")
const idOf = (index: number) => OrgId.make(index.toString(16).padStart(24, "0"))
const newOrg = (index: number) => ({ ...first, id: idOf(index), name: `New ${index}` })
const names = (of: typeof table) => of.all().map(({ name }) => name)

describe("makeOrgTable", () => {
  it("finds, changes and adds, and leaves the table before as it is", () => {
    const changed = table
      .set({ ...first, name: "Changed" })
      .set(newOrg(1))
      .set(newOrg(2))
      .set({ ...newOrg(1), name: "One" })
    assert.strictEqual(changed.get(first.id)?.name, "Changed")
    assert.strictEqual(changed.get(idOf(1))?.name, "One")
    assert.isUndefined(changed.get(ids.unknown))
    assert.deepStrictEqual(names(changed), ["Changed", ...orgs.slice(1).map(({ name }) => name), "One", "New 2"])
    assert.strictEqual(table.get(first.id), first)
    assert.strictEqual(table.all(), orgs)
  })

  it("removes what was there, what was changed and what was added", () => {
    const changed = table
      .set({ ...first, name: "Changed" })
      .set(newOrg(1))
      .set(newOrg(2))
    const left = changed.remove(first.id).remove(idOf(1))
    assert.isUndefined(left.get(first.id))
    assert.isUndefined(left.get(idOf(1)))
    assert.deepStrictEqual(names(left), [...orgs.slice(1).map(({ name }) => name), "New 2"])
    assert.deepStrictEqual(names(left.set(newOrg(1))).at(-1), "New 1")
  })

  it("keeps the order over more changes than it holds beside its list", () => {
    let many = table
    for (let index = 1; index <= 2_500; index++) many = many.set(newOrg(index)).set({ ...first, name: String(index) })
    assert.strictEqual(many.get(first.id)?.name, "2500")
    const all = names(many)
    assert.lengthOf(all, orgs.length + 2_500)
    assert.deepStrictEqual(all.slice(-2), ["New 2499", "New 2500"])
  })

  it("makes its list once", () => {
    const changed = table.set(newOrg(1))
    assert.strictEqual(changed.all(), changed.all())
  })
})
