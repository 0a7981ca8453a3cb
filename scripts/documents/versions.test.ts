// docs/effect-versions.md states the ranges of the manifests, and every unstable module of Effect that is used.
import { readdirSync } from "node:fs"
import { assert, describe, it } from "vitest"
import { codes, read, root, rows, section } from "./markdown.ts"

const document = read("docs/effect-versions.md")
const packages = ["core", "fleet", "emulator", "mcp-server"]

const sourcesOf = (name: string): ReadonlyArray<string> =>
  readdirSync(new URL(`packages/${name}/src`, root), { encoding: "utf8", recursive: true })
    .filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts"))
    .map((file) => read(`packages/${name}/src/${file}`))

describe("docs/effect-versions.md", () => {
  it("states the ranges of the manifests", () => {
    for (const name of packages) {
      const { engines, peerDependencies } = JSON.parse(read(`packages/${name}/package.json`))
      assert.include(document, `${engines.node.replace(">=", "")} or later`)
      if (peerDependencies !== undefined) assert.include(document, `(\`${peerDependencies.effect}\`)`)
    }
  })

  it("states the version of Losant's API that core asks for", () => {
    const [, version = ""] = /acceptVersion = "(.+)"/.exec(read("packages/core/src/internal/transport/send.ts")) ?? []
    assert.include(document, `\`${version}\``)
    assert.include(read("docs/migrating-from-losant-rest.md"), `\`${version}\``)
  })

  it("names the modules that Effect marks unstable, as far as the packages import them", () => {
    const imported = new Set(
      packages
        .flatMap(sourcesOf)
        .flatMap((source) => [...source.matchAll(/from "(effect\/[\w/]+)"/g)].map(([, module = ""]) => module))
    )
    assert.isAbove(imported.size, 20)
    // The comment at the head of a module marks the whole module. In other modules only single functions are unstable.
    const unstable = [...imported].filter((module) => {
      const source = read(`node_modules/effect/src/${module.slice("effect/".length)}.ts`)
      return source.slice(0, source.indexOf("*/")).includes("@stability unstable")
    })
    const told = rows(section(document, "## What is unstable in Effect, and how we use it")).flatMap(([cell = ""]) =>
      codes(cell)
    )
    const folders = new Set(unstable.map((module) => `${module.slice(0, module.lastIndexOf("/"))}/*`))
    assert.sameMembers(told, [...folders])
  })
})
