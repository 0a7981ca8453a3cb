import { assert, describe, it } from "@effect/vitest"
import type { JSONRPCMessage } from "@modelcontextprotocol/server"
import { readLines } from "../../../src/server/stdio/incoming.ts"

const invalid = -32600
const readLine = (line: string) => {
  const [incoming, ...others] = readLines(line)
  assert(incoming !== undefined)
  assert.isEmpty(others)
  return incoming
}
const read = (value: unknown) => readLine(JSON.stringify(value))

describe("readLine", () => {
  const request = { jsonrpc: "2.0" as const, id: 1, method: "ping" }

  const messages: ReadonlyArray<JSONRPCMessage> = [
    request,
    { ...request, id: "a", params: { _meta: { progressToken: 3 }, any: [1] } },
    { jsonrpc: "2.0", method: "notifications/initialized" },
    { jsonrpc: "2.0", id: 7, result: {} },
    { jsonrpc: "2.0", id: 7, error: { code: 1, message: "no" } }
  ]
  for (const message of messages) {
    it(`takes the message ${JSON.stringify(message)}`, () => {
      assert.deepStrictEqual(read(message), { kind: "message", message })
    })
  }

  const refused: ReadonlyArray<readonly [unknown, string, string | number | undefined]> = [
    [{ ...request, jsonrpc: "1.0" }, "jsonrpc has to be", 1],
    [{ id: "a", method: "ping" }, "jsonrpc has to be", "a"],
    [{ ...request, id: null }, "id has to be", undefined],
    [{ ...request, id: 1.5 }, "id has to be", undefined],
    [{ ...request, id: 2 ** 53 }, "id has to be", undefined],
    [{ ...request, id: [1] }, "id has to be", undefined],
    [{ ...request, method: 5 }, "method has to be", 1],
    [{ ...request, params: [1] }, "params has to be an object", 1],
    [{ ...request, more: true }, "its only members may be jsonrpc, id, method, params", 1],
    [{ ...request, params: { _meta: 3 } }, "params._meta", 1],
    [[], "a batch has to hold a message", undefined]
  ]
  for (const [value, reason, id] of refused) {
    it(`answers ${JSON.stringify(value)}, since ${reason}`, () => {
      const incoming = read(value)
      assert(incoming.kind === "refused")
      assert.strictEqual(incoming.answer.id, id)
      assert.strictEqual(incoming.answer.error.code, invalid)
      assert.include(incoming.answer.error.message, reason)
    })
  }

  const naming = (version: unknown, method = "tools/list") => ({
    jsonrpc: "2.0" as const,
    id: 1,
    method,
    params: { _meta: { "io.modelcontextprotocol/protocolVersion": version } }
  })
  for (const requested of ["2025-11-25", "2026-07-29", "v999.0.0", ""]) {
    it(`answers a request of the revision ${JSON.stringify(requested)} with the supported ones`, () => {
      const incoming = read(naming(requested))
      assert(incoming.kind === "refused")
      assert.strictEqual(incoming.answer.id, 1)
      assert.strictEqual(incoming.answer.error.code, -32022)
      assert.deepStrictEqual(incoming.answer.error.data, { supported: ["2026-07-28"], requested })
    })
  }
  it("leaves a supported revision, a revision that is no text, and a handshake to the SDK", () => {
    for (const message of [naming("2026-07-28"), naming(3), naming("2025-11-25", "initialize")]) {
      assert.deepStrictEqual(read(message), { kind: "message", message })
    }
  })

  const calls: ReadonlyArray<readonly [unknown, unknown]> = [
    [{ page: 1 }, { page: 1 }],
    ['{"page":1}', { page: 1 }],
    [null, {}],
    [[1], { arguments: [1] }],
    ["[1]", { arguments: "[1]" }],
    ["page", { arguments: "page" }],
    ["", { arguments: "" }],
    [3, { arguments: 3 }],
    [false, { arguments: false }]
  ]
  for (const [input, expected] of calls) {
    it(`takes ${JSON.stringify(input)} as the arguments ${JSON.stringify(expected)}`, () => {
      const toolCall = (args: unknown) => ({
        jsonrpc: "2.0" as const,
        id: 1,
        method: "tools/call",
        params: { name: "losant_list_orgs", _meta: {}, arguments: args }
      })
      assert.deepStrictEqual(read(toolCall(input)), { kind: "message", message: toolCall(expected) })
    })
  }
  it("does not change other messages, and calls without arguments", () => {
    const others = [
      { ...request, params: { arguments: "{}" } },
      { ...request, method: "tools/call", params: { name: "losant_list_orgs" } },
      { ...request, method: "tools/call" }
    ]
    for (const message of others) assert.deepStrictEqual(read(message), { kind: "message", message })
  })

  for (const line of ["no JSON", "{", "{}{}"]) {
    it(`answers ${line}, which is no JSON`, () => {
      const incoming = readLine(line)
      assert(incoming.kind === "refused")
      assert.deepStrictEqual(Object.keys(incoming.answer), ["jsonrpc", "error"])
      assert.strictEqual(incoming.answer.error.code, -32700)
      assert.notInclude(incoming.answer.error.message, line)
    })
  }
  it("reads a line with a byte order mark", () => {
    assert.deepStrictEqual(readLine(`\uFEFF${JSON.stringify(request)}`), { kind: "message", message: request })
  })
  it("serves the messages of a batch one by one, and refuses those that are wrong", () => {
    const notification = { jsonrpc: "2.0" as const, method: "notifications/initialized" }
    const [first, second, third] = readLines(JSON.stringify([request, notification, { ...request, id: 2, method: 5 }]))
    assert.deepStrictEqual(first, { kind: "message", message: request })
    assert.deepEqual(second, { kind: "message", message: notification })
    assert.strictEqual(third?.kind === "refused" ? third.answer.id : undefined, 2)
  })
  const version = "io.modelcontextprotocol/protocolVersion"
  const nulls = [
    ["tools/list", null, undefined],
    ["tools/list", { cursor: null, _meta: { progressToken: null } }, { _meta: {} }],
    ["tools/list", { cursor: null, _meta: { [version]: "2026-07-28" } }, { _meta: { [version]: "2026-07-28" } }],
    ["prompts/get", { name: "a", arguments: null }, { name: "a" }],
    [
      "initialize",
      { capabilities: { roots: null }, clientInfo: { title: null } },
      { capabilities: {}, clientInfo: {} }
    ],
    ["tools/call", { name: "a", arguments: { tag: null } }, { name: "a", arguments: { tag: null } }]
  ] as const
  for (const [method, params, cleaned] of nulls) {
    it(`takes null for a member that is not given: ${method} ${JSON.stringify(params)}`, () => {
      const message = { jsonrpc: "2.0", id: 1, method, ...(cleaned === undefined ? {} : { params: cleaned }) }
      assert.deepEqual<unknown>(read({ ...request, method, params }), { kind: "message", message })
    })
  }

  for (const line of ["3", "null", '"ping"', "{}", '{"jsonrpc":"2.0","method":3}', '{"id":1,"result":3}']) {
    it(`cannot answer ${line}`, () => {
      assert.deepStrictEqual(readLine(line), { kind: "unreadable" })
    })
  }
  it("ignores a blank line", () => {
    assert.deepStrictEqual(readLine(" \t"), { kind: "blank" })
  })
  it("reads a very deep value", () => {
    const deep = `${"[".repeat(100_000)}${"]".repeat(100_000)}`
    assert.strictEqual(readLine(`{"jsonrpc":"2.0","id":1,"method":"ping","params":{"deep":${deep}}}`).kind, "message")
    assert.strictEqual(readLine(`{"jsonrpc":"2.0","id":${deep},"method":"ping"}`).kind, "refused")
  })
})
