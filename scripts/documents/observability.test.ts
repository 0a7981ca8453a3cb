// docs/observability.md names the attributes of spans that there are.
import { assert, describe, it } from "vitest"
import { flushMillis } from "../../packages/mcp-server/src/config/telemetrySettings.ts"
import { codes, read, rows, section } from "./markdown.ts"

const document = read("docs/observability.md")
const server = section(document, "## Of the server")
const program = section(document, "## Of a program with core")

const names = (text: string, pattern: RegExp) => [...new Set([...text.matchAll(pattern)].map(([, name = ""]) => name))]

describe("docs/observability.md", () => {
  it("names the attributes of the server's spans, and no others", () => {
    const source = ["src/observability/telemetry/requestSpan.ts", "src/call/callTool.ts"]
      .map((file) => read(`packages/mcp-server/${file}`))
      .join("\n")
    const made = names(source, /"((?:mcp|network|jsonrpc|gen_ai|error|losant)\.[\w.]+)"/g)
    assert.isAbove(made.length, 6)
    const told = rows(server).flatMap(([, , cell = ""]) => names(cell, /`([a-z_]+\.[a-z_.]+)`/g))
    assert.sameMembers([...new Set(told)], made)
  })

  it("names the attributes of core's spans, and no others", () => {
    const made = names(read("packages/core/src/internal/call/observe.ts"), /"((?:losant|http)\.[\w.]+)"/g)
    assert.isAbove(made.length, 3)
    assert.sameMembers(
      rows(program).flatMap(([cell = ""]) => codes(cell)),
      made
    )
  })

  it("says how long the end waits", () => {
    assert.strictEqual(flushMillis, 500)
    assert.include(document, "waits half a second at most")
  })
})
