import { assert, describe, it } from "@effect/vitest"
import { countTokens } from "gpt-tokenizer/encoding/o200k_base"
import { fit } from "../../src/resources/Fit.ts"

const most = 8_500
const tokens = (value: unknown) => countTokens(JSON.stringify(value))

const person = (n: number) => ({
  userId: `5f${String(n * 7_919_311).padStart(22, "0")}`,
  email: `person${n}@example.com`,
  role: "edit"
})
const list = <A>(count: number, item: (n: number) => A) => Array.from({ length: count }, (_, index) => item(index))

describe("fit", () => {
  it("gives what is small itself", () => {
    const content = { orgId: "1", items: list(50, person) }
    assert.strictEqual(fit(content, "rest"), content)
  })
  it.each([
    ["people", list(2_000, person)],
    ["other scripts", list(2_000, (n) => ({ name: `株式会社${n} Ünïcödé 👩🏽‍🚀` }))],
    ["long texts", list(100, () => ({ name: "x".repeat(2_048) }))]
  ])("cuts a list of %s between items, and says how many are missing", (_, items) => {
    const cut = fit({ orgId: "1", count: items.length, items }, "see there")
    const kept = cut["items"]
    assert(Array.isArray(kept))
    assert.isAbove(kept.length, 0)
    assert.deepStrictEqual<ReadonlyArray<unknown>>(kept, items.slice(0, kept.length))
    assert.deepStrictEqual(cut, {
      orgId: "1",
      count: items.length,
      items: kept,
      leftOut: { items: items.length - kept.length },
      rest: "see there"
    })
    assert.isAtMost(tokens(cut), most)
  })
  it("fills an answer as far as it goes", () => {
    assert.isAtLeast(tokens(fit({ items: list(2_000, person) }, "rest")), most / 2)
  })
  it("cuts the largest list first, and leaves the others", () => {
    const tags = list(10, (n) => ({ key: `k${n}`, value: "v" }))
    const cut = fit({ id: "1", domains: list(5_000, (n) => `d${n}.example`), tags, name: "Acme" }, "rest")
    assert.deepStrictEqual(cut["tags"], tags)
    assert.hasAllKeys(cut["leftOut"], ["domains"])
  })
  it("leaves out whole fields where no list can be cut, never what says which organization it is", () => {
    const large = Object.fromEntries(list(2_000, (n) => [`field${n}`, n]))
    const cut = fit({ id: "1", orgId: "1", name: "Acme", limits: { device: 1 }, unknown: large }, "rest")
    assert.deepStrictEqual(cut, {
      id: "1",
      orgId: "1",
      name: "Acme",
      limits: { device: 1 },
      leftOut: { unknown: 1 },
      rest: "rest"
    })
  })
})
