import { assert, describe, it } from "@effect/vitest"
import * as Schema from "effect/Schema"
import { fieldsText, flagText, listText, optionalText, positionText } from "./positionText.ts"

const codec = positionText({
  after: optionalText(Schema.String),
  isLast: flagText,
  best: listText(",", fieldsText("=", { orgId: Schema.String, value: Schema.FiniteFromString }))
})
const encode = Schema.encodeSync(codec)
const decode = Schema.decodeUnknownResult(codec)

describe("positionText", () => {
  it("writes the texts of the fields in the order of their declaration", () => {
    const best = [
      { orgId: "0a", value: 12 },
      { orgId: "0b", value: 1.5 }
    ]
    assert.strictEqual(encode({ best, isLast: true, after: "0c" }), "0c:1:0a=12,0b=1.5")
    assert.strictEqual(encode({ after: undefined, isLast: false, best: [] }), "::")
  })

  it.each([
    { after: "0c", isLast: false, best: [{ orgId: "0a", value: 0 }] },
    { after: undefined, isLast: true, best: [] }
  ])("reads %j from its text", (position) => {
    assert.deepStrictEqual(Schema.decodeSync(codec)(encode(position)), position)
  })

  it.each(["", "0c", "0c:1", "0c:1:0a", "0c:1:0a=x", "0c:1:0a=12,"])("refuses the text %j", (text) => {
    assert.strictEqual(decode(text)._tag, "Failure")
  })
})
