// docs/configuration.md lists the variables that the sources read. The tables of the server's variables and of the options
// are generated.
import { assert, describe, it } from "vitest"
import { codes, read, rows, section } from "./markdown.ts"

const document = read("docs/configuration.md")

const unique = (values: Iterable<string>) => [...new Set(values)].sort()

const matches = (text: string, pattern: RegExp) => unique([...text.matchAll(pattern)].map(([, name = ""]) => name))

describe("docs/configuration.md", () => {
  it("lists the variables that core reads", () => {
    const readByCore = matches(read("packages/core/src/LosantConfig.ts"), /"(LOSANT_[A-Z_]+)"/g)
    assert.isAbove(readByCore.length, 3)
    assert.deepEqual(matches(section(document, "## Core"), /`(LOSANT_[A-Z_]+)`/g), readByCore)
  })

  it("names variables of proxies that the server reads, and none else", () => {
    const source = read("packages/mcp-server/src/losant/http/proxy.ts")
    const known = matches(source, /"([A-Z]+_PROXY)"/g)
    const table = rows(section(document, "## Behind a proxy"))
    const used = table.filter(([, server = ""]) => !/^not /.test(server)).flatMap(([variable = ""]) => codes(variable))
    assert.deepEqual(unique(used.filter((name) => name.endsWith("_PROXY"))), known)
  })
})
