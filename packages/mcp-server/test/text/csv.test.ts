import { assert, describe, it } from "@effect/vitest"
import { parse } from "csv-parse/sync"
import { formatCsv } from "../../src/text/csv.ts"

describe("formatCsv", () => {
  it("is read again by a parser, whatever the texts hold", () => {
    const rows = [
      ["name", "count", "isOpen"],
      ['Acme, "Inc."', 3, true],
      ["two\nlines", -1.5, false],
      ["", 0, ""]
    ]
    const parsed: unknown = parse(formatCsv(rows))
    assert.deepStrictEqual(
      parsed,
      rows.map((row) => row.map(String))
    )
    assert.strictEqual(formatCsv([["a", 1]]), "a,1\r\n")
  })

  it.each(["=1+1", "+1", "-1", "@SUM(A1)", " =1+1", "\t=1+1", "\r=1", "\n=1", '=HYPERLINK("http://x","y")'])(
    "keeps %j from being a formula",
    (text) => {
      const [[cell]] = parse(formatCsv([[text]])) as ReadonlyArray<ReadonlyArray<string>> as [[string]]
      assert.strictEqual(cell, `'${text}`)
    }
  )

  it("leaves numbers, and texts with a sign inside, as they are", () => {
    assert.strictEqual(formatCsv([[-5, "a=b", "x@example.com", "2026-01-01"]]), "-5,a=b,x@example.com,2026-01-01\r\n")
  })
})
