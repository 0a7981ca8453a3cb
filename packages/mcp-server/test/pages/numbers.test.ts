import { assert, describe, it } from "vitest"
import { makeFormats } from "../../src/pages/numbers.ts"

describe("the numbers and dates of a page", () => {
  it("are written in the host's locale", () => {
    const { number, text, count, percent, date } = makeFormats("de-DE")
    assert.strictEqual(number(1_234_567.5), "1.234.567,5")
    assert.strictEqual(text("1,200"), "1.200")
    assert.strictEqual(count(1, "row", "rows"), "1 row")
    assert.strictEqual(count(1_200, "row", "rows"), "1.200 rows")
    assert.strictEqual(percent(92.25), "92,3\u00A0%")
    assert.strictEqual(date("2026-03-09T12:00:00.000Z"), "09.03.2026")
  })

  it("leave a text that is no number, and no date, as it is", () => {
    const { text, date } = makeFormats("de-DE")
    assert.strictEqual(text("1,2"), "1,2")
    assert.strictEqual(text("Plant 1,200"), "Plant 1,200")
    assert.strictEqual(date("never"), "never")
  })

  it.each([
    ["en_GB", "1,200"],
    ["fr-FR-u-nu-latn", "1\u202F200"],
    ["de-DE@euro", "1.200"]
  ])("take the language and the region of %s", (locale, expected) => {
    assert.strictEqual(makeFormats(locale).number(1_200), expected)
  })

  it.each(["qq", "<script>", "toolonglanguage", "", undefined])(
    "are the browser's where the host says %s",
    (locale) => {
      assert.strictEqual(makeFormats(locale).number(1_200), (1_200).toLocaleString())
    }
  )

  it("order texts by the numbers in them, and letters as people do", () => {
    const { compare } = makeFormats("en")
    assert.deepEqual(["Plant 10", "plant 9", "Ärger", "Zug", "Plant 2"].toSorted(compare), [
      "Ärger",
      "Plant 2",
      "plant 9",
      "Plant 10",
      "Zug"
    ])
  })
})
