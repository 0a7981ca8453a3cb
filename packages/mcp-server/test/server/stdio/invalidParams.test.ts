import { assert, describe, it } from "@effect/vitest"
import type { JSONRPCMessage } from "@modelcontextprotocol/server"
import { wordInvalidParams } from "../../../src/server/stdio/invalidParams.ts"

const errorOf = (message: string, code = -32_603): JSONRPCMessage => ({
  jsonrpc: "2.0",
  id: 1,
  error: { code, message }
})

const missing = {
  expected: "string",
  path: ["params", "uri"],
  message: "Invalid input: expected string, received undefined"
}

describe("wordInvalidParams", () => {
  it.each([
    [[missing], "uri is missing: it has to be a text."],
    [[{ ...missing, message: "Invalid input: expected string, received number" }], "uri has to be a text."],
    [[{ ...missing, expected: "object", path: ["params"] }], "params is missing: it has to be an object."],
    [
      [{ ...missing, path: ["params", "arguments", "a"], message: "Invalid input: expected string, received number" }],
      "arguments.a has to be a text."
    ],
    [
      [{ code: "invalid_union", errors: [], path: ["params", "ref"], message: "Invalid input" }],
      "ref does not match MCP's definition."
    ],
    [
      [missing, { ...missing, path: ["params", "name"] }],
      "uri is missing: it has to be a text; name is missing: it has to be a text."
    ],
    [
      Array(9).fill({ ...missing, expected: "?" }),
      `${Array(5).fill("uri is missing").join("; ")}; and 4 more problems.`
    ]
  ])("says of %j what is wrong", (issues, words) => {
    for (const prefix of ["", "Invalid tools/call request: "]) {
      assert.deepStrictEqual(wordInvalidParams(errorOf(`${prefix}${JSON.stringify(issues, null, 2)}`)), {
        jsonrpc: "2.0",
        id: 1,
        error: { code: -32_602, message: `Invalid params: ${words}` }
      })
    }
  })

  it.each([
    errorOf("Method not found", -32_601),
    errorOf("[not JSON {]"),
    errorOf('[{"other":1}]'),
    errorOf("[]"),
    { jsonrpc: "2.0" as const, id: 1, result: { text: JSON.stringify([missing]) } },
    { jsonrpc: "2.0" as const, method: "notifications/progress" }
  ])("leaves %j as it is", (message) => {
    assert.strictEqual(wordInvalidParams(message), message)
  })
})
