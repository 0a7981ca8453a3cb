import { existsSync, readFileSync } from "node:fs"
import { assert, describe, it } from "vitest"
import { modules } from "../modules.ts"

const known = [...modules()]

describe("the modules of the reference", () => {
  it("are those that a program can import, by their names", () => {
    const names = known.map(([, name]) => name)
    assert.includeMembers(names, [
      "@effect-losant/core",
      "@effect-losant/core/InstanceOrg",
      "@effect-losant/core/schemas/Org",
      "@effect-losant/fleet",
      "@effect-losant/emulator"
    ])
    assert.isEmpty(names.filter((name) => name.includes("internal") || name.endsWith("/index.ts")))
    assert.strictEqual(new Set(names).size, names.length)
  })

  it("say at their beginning what they are", () => {
    for (const [path] of known) {
      assert.isTrue(existsSync(path))
      const [comment = ""] = /^\/\*\*[\s\S]*?\*\//.exec(readFileSync(path, "utf8")) ?? []
      assert.include(comment, " * @module\n", path)
    }
  })
})
