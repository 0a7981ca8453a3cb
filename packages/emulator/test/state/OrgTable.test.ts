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

  describe("in an order", () => {
    const count = 100_000
    const many = Array.from({ length: count }, (_, index) => newOrg(index))
    /** The order by name, and the number of times that it was asked for a text. */
    const byName = () => {
      const asked = { count: 0 }
      const textOf = ({ name }: typeof first): string | undefined => {
        asked.count += 1
        return name
      }
      return { asked, order: { name: "name", textOf } }
    }
    const namesIn = (of: typeof table, order: ReturnType<typeof byName>["order"]) => {
      const sorted = of.inOrder(order)
      return sorted.slice(0, sorted.length).map(({ name }) => name)
    }

    it("sorts once, and from then on asks only for what has changed", () => {
      const { asked, order } = byName()
      let changed = makeOrgTable(many)
      changed.inOrder(order)
      assert.strictEqual(asked.count, count)
      asked.count = 0
      for (let index = 0; index < 3_000; index += 1) {
        changed = changed.set({ ...newOrg(index), name: `Renamed ${count - index}` })
        if (index % 100 === 0) changed.inOrder(order)
      }
      // Thirty reads, each after at most 1,000 changes, whose texts are asked for as they were and as they are.
      assert.isAtMost(asked.count, 33 * 2 * 1_000)
      assert.deepStrictEqual(changed.inOrder(order).slice(count - 2, count), [
        { ...newOrg(2), name: "Renamed 99998" },
        { ...newOrg(1), name: "Renamed 99999" }
      ])
    })

    it("has the order that sorting all of them gives, after any changes", () => {
      const { order } = byName()
      let changed = makeOrgTable(many.slice(0, 2_000))
      changed.inOrder(order)
      for (let step = 0; step < 6_000; step += 1) {
        const index = (step * 7_919) % 3_000
        changed =
          step % 3 === 0
            ? changed.remove(idOf(index))
            : changed.set({ ...newOrg(index), name: `${(step * 104_729) % 500} of ${index}` })
        if (step % 1_000 !== 0) continue
        assert.deepStrictEqual(
          namesIn(changed, order),
          changed
            .all()
            .map(({ name }) => name)
            .toSorted()
        )
      }
      assert.strictEqual(changed.inOrder(order).length, changed.all().length)
    })

    it("leaves out those that the order does not have", () => {
      const order = { name: "changed", textOf: (org: typeof first) => (org.isReadOnly ? org.name : undefined) }
      const changed = makeOrgTable(many.slice(0, 3)).set({ ...newOrg(1), isReadOnly: true })
      assert.deepStrictEqual(namesIn(changed, order), ["New 1"])
      assert.deepStrictEqual(namesIn(changed.set(newOrg(1)), order), [])
    })
  })

  it("puts an organization that comes back at the end", () => {
    const back = table.remove(first.id).set(first)
    assert.deepStrictEqual(names(back), [...orgs.slice(1).map(({ name }) => name), first.name])
    assert.strictEqual(table.remove(ids.unknown), table)
  })
})
