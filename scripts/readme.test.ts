// The documents are a promise: what they show is what is there.
import { existsSync, readdirSync, readFileSync } from "node:fs"
import { actions } from "@effect-losant/core"
import { assert, describe, it } from "vitest"
import { parse } from "../packages/mcp-server/src/cli/Program.ts"
import { prompts } from "../packages/mcp-server/src/prompts/register.ts"
import { makeTools } from "../packages/mcp-server/src/Tool.ts"

const root = new URL("..", import.meta.url)
const read = (path: string) => readFileSync(new URL(path, root), "utf8")
const readme = read("README.md")

/** The files of a folder, at any depth, whose names end so. */
const filesOf = (folder: string, end: string): ReadonlyArray<string> =>
  readdirSync(new URL(folder, root), { encoding: "utf8", recursive: true })
    .filter((name) => name.endsWith(end))
    .map((name) => `${folder}/${name}`)

const tools = makeTools(false)

/** What a document says between a heading and the next of the same depth. */
const section = (document: string, heading: string): string => {
  const [, rest = ""] = document.split(`\n${heading}\n`)
  const [mark] = heading.split(" ")
  return rest.split(`\n${mark} `)[0] ?? ""
}

describe("the README", () => {
  it.each(["nearly-full", "promises"])("shows examples/%s.ts as it is", (name) => {
    assert.include(readme, `\`\`\`ts\n${read(`examples/${name}.ts`)}\`\`\``)
  })

  it("lists every tool with its action, and those for jobs over many organizations", () => {
    const rows = [
      ...section(readme, "## The tools").matchAll(/^\| `(losant_\w+)`\s*\| (?:`([\w.]+)`|many calls)\s*\|/gm)
    ]
    assert.deepEqual(
      rows.map(([, tool, action]) => [tool, action]),
      tools.map((tool) => [tool.spec.name, tool.kind === "action" ? tool.action.action : undefined])
    )
    assert.equal(rows.filter(([, , action]) => action !== undefined).length, Object.keys(actions).length)
  })

  it("says how many tools there are", () => {
    assert.include(readme, `${tools.length} tools`)
  })

  it("gives a reason for every dependency of the workspace", () => {
    const manifests = [
      "package.json",
      ...["core", "emulator", "mcp-server"].map((name) => `packages/${name}/package.json`)
    ]
    const names = manifests.flatMap((path) => {
      const { dependencies, devDependencies, peerDependencies } = JSON.parse(read(path))
      return Object.keys({ ...dependencies, ...devDependencies, ...peerDependencies })
    })
    const [, table = ""] = readme.split("## Dependencies")
    for (const name of new Set(names)) {
      if (!name.startsWith("@effect-losant/")) assert.include(table, `\`${name}\``)
    }
  })

  const settings = section(readme, "## Configuration")

  it("names the variables that the sources read, and no others", () => {
    const sources = ["core", "mcp-server"].flatMap((name) => filesOf(`packages/${name}/src`, ".ts"))
    assert.isAbove(sources.length, 100)
    const variables = sources.flatMap((path) =>
      [...read(path).matchAll(/"(LOSANT_[A-Z_]*[A-Z])"/g)].map(([, name]) => name)
    )
    const named = [...settings.matchAll(/^\| `(LOSANT_[A-Z_]+)`/gm)].map(([, name]) => name)
    assert.deepEqual([...named].sort(), [...new Set(variables)].sort())
  })

  it("names the flags and the variables of --help, and no others", () => {
    const command = parse(["--help"])
    const usage = command.kind === "text" ? command.text : ""
    const namesIn = (text: string, pattern: RegExp) =>
      [...new Set([...text.matchAll(pattern)].map(([name]) => name))].sort()
    for (const pattern of [/--[a-z][a-z-]*/g, /LOSANT_[A-Z_]*[A-Z]\b(?!_)/g]) {
      assert.deepEqual(namesIn(settings, pattern), namesIn(usage, pattern))
    }
  })
})

describe("docs/tools.md", () => {
  const document = read("docs/tools.md")

  it("tells of every tool, and of no other, with all arguments", () => {
    const told = new Set([...document.matchAll(/`(losant_\w+)`/g)].map(([, name]) => name))
    assert.sameMembers(
      [...told],
      tools.map(({ spec }) => spec.name)
    )
    const named = new Set([...document.matchAll(/`(\w+)`/g)].map(([, name]) => name))
    const missing = tools.flatMap(({ spec, arguments: known }) =>
      known.filter(({ name }) => !named.has(name)).map(({ name }) => `${spec.name}: ${name}`)
    )
    assert.deepEqual(missing, [])
  })

  it("tells of every prompt with its arguments", () => {
    for (const { name, arguments: known } of prompts) {
      const row = document.split("\n").find((line) => line.startsWith(`| \`${name}\``)) ?? ""
      for (const argument of known) assert.include(row, `\`${argument.name}\``, name)
    }
  })
})

const documents = [
  "README.md",
  "SECURITY.md",
  "CONTRIBUTING.md",
  ...filesOf("docs", ".md"),
  ...["core", "emulator", "mcp-server"].map((name) => `packages/${name}/README.md`)
]

describe("the documents", () => {
  it.each(documents)("%s links to files that exist", (path) => {
    const links = [...read(path).matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)].map(([, link = ""]) => link)
    for (const link of links) assert.isTrue(existsSync(new URL(link, new URL(path, root))), link)
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
    const named = [...read(path).matchAll(/`((?:core|emulator|mcp-server)\/test[^`\s]*)`/g)].map(
      ([, name = ""]) => name
    )
    assert.isAbove(named.length, 10)
    for (const name of named) assert.isTrue(existsSync(new URL(`packages/${name}`, root)), name)
  })
})
