import { assert, describe, it } from "@effect/vitest"
import { makePositions } from "../../src/state/positions.ts"

interface Item {
  readonly key: string
  readonly value: number
}

describe("makePositions", () => {
  it("looks at each record once, and from then on only at the one that it looks for", () => {
    let looked = 0
    const { find, append } = makePositions((item: Item) => {
      looked++
      return item.key
    })
    let list: ReadonlyArray<Item> = Array.from({ length: 100_000 }, (_, value) => ({ key: `k${value}`, value }))
    assert.strictEqual(find(list, "k99999")?.value, 99_999)
    looked = 0
    for (let round = 0; round < 100; round++) {
      const found = find(list, `k${round * 999}`)
      assert.strictEqual(found?.value, round * 999)
      list = append(list, { key: `new${round}`, value: round })
    }
    assert.isAtMost(looked, 500)
    assert.strictEqual(find(list, "new99")?.value, 99)
  })

  it("keeps lists apart that were made from the same one", () => {
    const { find, append } = makePositions((item: Item) => item.key)
    const first: ReadonlyArray<Item> = [{ key: "a", value: 1 }]
    // A change that could not be saved is dropped, and another is made in its place.
    const dropped = append(first, { key: "b", value: 2 })
    const kept = append(first, { key: "c", value: 3 })
    assert.strictEqual(find(dropped, "b")?.value, 2)
    assert.strictEqual(find(kept, "c")?.value, 3)
    for (const list of [first, kept]) assert.isUndefined(find(list, "b"))
    assert.isUndefined(find(first, "c"))
  })
})
