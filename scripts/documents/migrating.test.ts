// docs/migrating-from-losant-rest.md has a row for each action, with the names that core has.
import * as core from "@effect-losant/core"
import { assert, describe, it } from "vitest"
import { codes, read, rows, section } from "./markdown.ts"

const table = rows(section(read("docs/migrating-from-losant-rest.md"), "## Each action"))

describe("docs/migrating-from-losant-rest.md", () => {
  it("has a row for each action, and no other", () => {
    assert.deepEqual(
      table.flatMap(([name = ""]) => codes(name)),
      Object.keys(core.actions)
    )
  })

  it("names the Effect and the body of each", () => {
    const modules: Readonly<Record<string, unknown>> = core
    for (const [name = "", , , effect = "", body = ""] of table) {
      const action = Object.entries(core.actions).find(([one]) => codes(name).includes(one))?.[1]
      const [module = "", member = ""] = (codes(effect)[0] ?? "").split(".")
      assert.strictEqual(Reflect.get(Object(modules[module]), member), action, name)
      assert.deepEqual(codes(body), Object.keys(action?.body ?? {}), name)
    }
  })
})
