// The README is a promise: what it shows is what is there.
import { existsSync, readFileSync } from "node:fs"
import { actions } from "@effect-losant/core"
import { assert, describe, it } from "vitest"
import { tools } from "../packages/mcp-server/src/Tools.ts"

const read = (path: string) => readFileSync(new URL(`../${path}`, import.meta.url), "utf8")
const readme = read("README.md")

describe("the README", () => {
  it.each(["nearly-full", "promises"])("shows examples/%s.ts as it is", (name) => {
    assert.include(readme, `\`\`\`ts\n${read(`examples/${name}.ts`)}\`\`\``)
  })

  it("lists every tool with its action", () => {
    const rows = [...readme.matchAll(/^\| `(losant_\w+)`\s*\| `([\w.]+)`\s*\|/gm)].map(([, tool, action]) => [
      action,
      tool
    ])
    assert.deepEqual(
      Object.fromEntries(rows),
      Object.fromEntries(Object.entries(tools).map(([k, { name }]) => [k, name]))
    )
    assert.equal(rows.length, Object.keys(actions).length)
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

  it("names every variable that the code reads", () => {
    const sources = ["packages/core/src/LosantConfig.ts", "packages/mcp-server/src/ServerConfig.ts"]
    const variables = sources.flatMap((path) => [...read(path).matchAll(/"(LOSANT_[A-Z_]+)"/g)].map(([, name]) => name))
    for (const variable of new Set(variables)) assert.include(readme, `| \`${variable}\``)
  })
})

describe("the promises", () => {
  it.each(["docs/reliability.md", "docs/safety.md", "SECURITY.md"])("of %s name tests that exist", (path) => {
    const named = [...read(path).matchAll(/`((?:core|emulator|mcp-server)\/test[^`\s]*)`/g)].map(
      ([, name = ""]) => name
    )
    assert.isAbove(named.length, 10)
    for (const name of named) assert.isTrue(existsSync(new URL(`../packages/${name}`, import.meta.url)), name)
  })
})
