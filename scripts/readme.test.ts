// The documents keep promises: what they name exists, and the README is short.

import { existsSync, readdirSync, readFileSync } from "node:fs"
import { assert, describe, it } from "vitest"
import { viewTool } from "../packages/mcp-server/src/model/views/names.ts"
import { filesIn } from "./docs/files.ts"
import { root as folder } from "./docs/modules.ts"
import { variables as declaredVariables, definitions } from "./tables/sources.ts"

const root = new URL("..", import.meta.url)
const read = (path: string) => readFileSync(new URL(path, root), "utf8")

/** The files of a folder, at any depth, whose names end so. */
const filesOf = (folder: string, end: string): ReadonlyArray<string> =>
  readdirSync(new URL(folder, root), { encoding: "utf8", recursive: true })
    .filter((name) => name.endsWith(end) && !name.endsWith(".test.ts"))
    .map((name) => `${folder}/${name}`)

describe("the README", () => {
  it("is short enough to be read", () => {
    assert.isBelow(read("README.md").split(/\s+/).length, 1_500)
  })
})

describe("the documents", () => {
  it("name no tool that does not exist", () => {
    // The tool of the views is in no toolset: only pages call it.
    const tools = new Set([...definitions.map(({ name }) => name), viewTool])
    const documents = ["README.md", "SECURITY.md", "CONTRIBUTING.md", ...filesIn(folder, ".md", "docs")]
    assert.isAbove(documents.length, 10)
    for (const path of documents) {
      const named = [...read(path).matchAll(/`(losant_\w+)`/g)].map(([, name = ""]) => name)
      assert.deepEqual(
        named.filter((name) => !tools.has(name)),
        [],
        path
      )
    }
  })
})

const generated = /<!-- (.+): written by npm run [\s\S]*?<!-- end of (?:\1|the summary) -->/g
const count =
  /\b(?:\d+|three|four|twenty|thirty|forty|sixty)(?:-\w+)? (?:further |more )?(?:tools|actions|faults|prompts)\b/gi

describe("the numbers of tools, actions, faults and prompts", () => {
  it("are written by hand nowhere, so that one more makes no document false", () => {
    const documents = ["README.md", "SECURITY.md", "CONTRIBUTING.md", "server.json"].concat(
      ["docs", "packages", "examples", "bench"].flatMap((path) => filesIn(folder, ".md", path))
    )
    const named = documents.flatMap((path) =>
      [...read(path).replaceAll(generated, "").matchAll(count)].map(([text]) => `${path}: ${text}`)
    )
    assert.deepEqual(named, [])
  })
})

describe("the variables that the sources read", () => {
  it("are those that the help and docs/configuration.md describe", () => {
    const sources = ["core", "mcp-server"].flatMap((name) => filesOf(`packages/${name}/src`, ".ts"))
    assert.isAbove(sources.length, 100)
    const variables = sources.flatMap((path) =>
      [...read(path).matchAll(/"((?:LOSANT|OTEL)_[A-Z_]*[A-Z])"/g)].map(([, name]) => name)
    )
    assert.sameMembers([...new Set(variables)], Object.keys(declaredVariables))
  })
})

describe("the promises", () => {
  it.each([
    "docs/reliability.md",
    "docs/safety.md",
    "docs/policy.md",
    "docs/privacy.md",
    "docs/tools.md",
    "SECURITY.md"
  ])("of %s name tests that exist", (path) => {
    const named = [...read(path).matchAll(/`((?:core|emulator|mcp-server)\/(?:test|src)[^`\s]*)`/g)].map(
      ([, name = ""]) => name
    )
    assert.isAbove(named.length, 10)
    for (const name of named) assert.isTrue(existsSync(new URL(`packages/${name}`, root)), name)
  })
})
