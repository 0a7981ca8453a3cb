import { assert, describe, it } from "@effect/vitest"
import { hash, hashBelow, hashFraction, hashText, toHex } from "../../src/util/Hash.ts"

describe("hash", () => {
  it("gives the same for the same, and something else for anything else", () => {
    assert.strictEqual(hash(1, 2, 3, 4), hash(1, 2, 3, 4))
    const values = [hash(1), hash(2), hash(0, 1), hash(1, 1), hash(0, 0, 1), hash(0, 0, 0, 1), hash(-1)]
    assert.strictEqual(new Set(values).size, values.length)
  })

  it("gives 32 bits without a sign", () => {
    for (let value = 0; value < 1_000; value++) {
      assert.isTrue(Number.isInteger(hash(value)) && hash(value) >= 0 && hash(value) < 2 ** 32)
    }
  })

  it("does not repeat itself for one number", () => {
    assert.strictEqual(new Set(Array.from({ length: 10_000 }, (_, value) => hash(value))).size, 10_000)
  })
})

describe("hashFraction and hashBelow", () => {
  it("are spread evenly", () => {
    const counts = Array.from({ length: 10 }, () => 0)
    for (let value = 0; value < 10_000; value++) counts[hashBelow(10, value)] = (counts[hashBelow(10, value)] ?? 0) + 1
    for (const count of counts) assert.isTrue(count > 850 && count < 1_150, String(count))
    const mean =
      Array.from({ length: 10_000 }, (_, value) => hashFraction(value)).reduce((sum, one) => sum + one) / 10_000
    assert.closeTo(mean, 0.5, 0.02)
  })
})

describe("hashText", () => {
  it("tells texts apart", () => {
    const texts = ["", "a", "b", "ab", "ba", "Harbor", "harbor", "Björn", "Bjorn"]
    assert.strictEqual(new Set(texts.map(hashText)).size, texts.length)
  })
})

describe("toHex", () => {
  it("has as many digits as asked for", () => {
    assert.strictEqual(toHex(255, 4), "00ff")
    assert.strictEqual(toHex(0x12345, 4), "2345")
  })
})
