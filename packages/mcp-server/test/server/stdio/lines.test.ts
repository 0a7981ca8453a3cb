import { assert, describe, it } from "@effect/vitest"
import { makeLines } from "../../../src/server/stdio/lines.ts"

const split = (maxLineBytes: number, ...pieces: ReadonlyArray<string | Buffer>) => {
  const lines = makeLines(maxLineBytes)
  const given = pieces.flatMap((piece) => lines.add(Buffer.from(piece)))
  return { given, isTooLong: lines.isTooLong() }
}

describe("makeLines", () => {
  it("returns the lines of a piece without line ends", () => {
    assert.deepStrictEqual(split(10, "one\ntwo\r\n\nthree\n").given, ["one", "two", "", "three"])
  })
  it("joins a line of many pieces, even with a divided character", () => {
    const bytes = Buffer.from("äöü\nß\n")
    const singly = [...bytes].map((byte) => Buffer.of(byte))
    assert.deepStrictEqual(split(10, ...singly).given, ["äöü", "ß"])
  })
  it("keeps a line without an end", () => {
    assert.deepStrictEqual(split(10, "one\ntw"), { given: ["one"], isTooLong: false })
  })
  it("accepts a line of exactly the maximum length", () => {
    assert.deepStrictEqual(split(3, "abc\nde", "f\n"), { given: ["abc", "def"], isTooLong: false })
  })
  for (const pieces of [["abc\nabcd\nab\n"], ["abc\nab", "cd", "\nab\n"], ["abc\nabcd"]]) {
    it(`returns nothing after a longer line: ${JSON.stringify(pieces)}`, () => {
      assert.deepStrictEqual(split(3, ...pieces), { given: ["abc"], isTooLong: true })
    })
  }
})
