import { assert, describe, it } from "@effect/vitest"
import { failure, success } from "../../../src/model/tool/ToolResult.ts"

describe("success", () => {
  it("holds the same in its text and in its structure, without indentation", () => {
    const result = success({ id: "1", tags: [{ key: "a", value: "b" }] })
    assert.deepStrictEqual(result, {
      content: [{ type: "text", text: '{"id":"1","tags":[{"key":"a","value":"b"}]}' }],
      structuredContent: { id: "1", tags: [{ key: "a", value: "b" }] }
    })
  })
})

describe("failure", () => {
  it("hides nothing in its text", () => {
    assert.deepStrictEqual(failure("a\u202eb").content, [{ type: "text", text: "a\\u{202E}b" }])
  })
  it("says everything in its text", () => {
    assert.deepStrictEqual(failure("why"), { content: [{ type: "text", text: "why" }], isError: true })
  })
})
