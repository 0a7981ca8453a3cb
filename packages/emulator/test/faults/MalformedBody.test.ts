import { assert, describe, it } from "@effect/vitest"
import {
  addRawField,
  addUnknownFields,
  corruptUtf8,
  nestArrays,
  padWithBlanks,
  removeFields,
  setFieldsToNull,
  splitIntoBytes
} from "../../src/faults/MalformedBody.ts"

const text = '{"name":"Mill","limits":{"device":1},"items":[{"id":"a","name":null}]}'
const bytes = new TextEncoder().encode(text)
const lengthOf = (pieces: Iterable<Uint8Array>) => Array.from(pieces).reduce((sum, { length }) => sum + length, 0)

describe("MalformedBody", () => {
  it("nests, deeper than any stack", () => {
    assert.strictEqual(nestArrays(3), "[[[]]]")
    assert.strictEqual(nestArrays(100_000).length, 200_000)
    assert.strictEqual(addRawField('{"a":1}', "[[]]"), '{"unknownField":[[]],"a":1}')
    assert.strictEqual(addRawField("{}", "[[]]"), '{"unknownField":[[]]}')
  })

  it("is not UTF-8, but as long as before", () => {
    const mangled = corruptUtf8(bytes)
    assert.strictEqual(mangled.length, bytes.length)
    assert.throws(() => new TextDecoder("utf-8", { fatal: true }).decode(mangled))
  })

  it("pads to the length asked for, but never cuts", () => {
    assert.strictEqual(lengthOf(padWithBlanks(bytes, 200_000)), 200_000)
    assert.strictEqual(lengthOf(padWithBlanks(bytes, 1)), bytes.length)
    const padded = Buffer.concat(Array.from(padWithBlanks(bytes, 200_000))).toString()
    assert.deepStrictEqual(JSON.parse(padded), JSON.parse(text))
  })

  it("makes padding only when it is asked for", () => {
    const pieces = padWithBlanks(bytes, Number.MAX_SAFE_INTEGER)[Symbol.iterator]()
    assert.deepStrictEqual(pieces.next().value, bytes)
    assert.strictEqual(pieces.next().value?.length, 65_536)
  })

  it("gives bytes one by one", () => {
    const single = Array.from(splitIntoBytes(bytes))
    assert.isTrue(single.every(({ length }) => length === 1))
    assert.strictEqual(Buffer.concat(single).toString(), text)
  })

  it("adds fields to every object, and numbers to tables of numbers", () => {
    const unknownField = { since: "tomorrow", list: [1, null] }
    assert.deepStrictEqual(JSON.parse(addUnknownFields(text)), {
      name: "Mill",
      limits: { device: 1, unknownField: 1 },
      items: [{ id: "a", name: null, unknownField }],
      unknownField
    })
  })

  it("leaves fields out: all of the outermost object, or some anywhere", () => {
    assert.strictEqual(removeFields(text), "{}")
    assert.strictEqual(removeFields(text, ["name", "limits"]), '{"items":[{"id":"a"}]}')
  })

  it("puts null for fields: all of the outermost object, or some anywhere", () => {
    assert.strictEqual(setFieldsToNull(text), '{"name":null,"limits":null,"items":null}')
    assert.strictEqual(
      setFieldsToNull(text, ["id", "limits"]),
      '{"name":"Mill","limits":null,"items":[{"id":null,"name":null}]}'
    )
  })
})
