// docs/errors.md has a row for each error, with its fields. One that is added without a row fails here.
import * as core from "@effect-losant/core"
import * as Predicate from "effect/Predicate"
import { assert, describe, it } from "vitest"
import { codes, read, rows, section } from "./markdown.ts"

const document = read("docs/errors.md")

const tables = {
  actions: rows(section(document, "### The errors of actions")),
  others: rows(section(document, "### Other errors"))
}

/** The names of an error's fields, by its tag. */
const fieldsByTag = new Map(
  Object.values(core).flatMap((value): ReadonlyArray<readonly [string, ReadonlyArray<string>]> => {
    if (typeof value !== "function" || !(value.prototype instanceof Error)) return []
    const fields: unknown = "fields" in value ? value.fields : undefined
    return [[value.name, Predicate.isObject(fields) ? Object.keys(fields) : []]]
  })
)

const named = (title: string) => rows(section(document, title)).flatMap(([cell = ""]) => codes(cell))

const common = new Set(
  ["### What all errors of an action have", "### `outcome`: what became of a write"].flatMap(named)
)

describe("docs/errors.md", () => {
  it("has a row for each error that core exports, and no other", () => {
    const told = [...tables.actions, ...tables.others].flatMap(([tag = ""]) => codes(tag))
    assert.isAbove(fieldsByTag.size, 10)
    assert.sameMembers(told, [...fieldsByTag.keys()])
  })

  it("names every field of each, and no other", () => {
    for (const [cell = "", , fields = ""] of tables.actions) {
      const [tag = ""] = codes(cell)
      const all = fieldsByTag.get(tag) ?? []
      const own = all.filter((field) => field !== "_tag" && !common.has(field))
      // Beside its fields a row names what is inside of them.
      const told = codes(fields).filter((name) => all.includes(name) && !common.has(name))
      assert.sameMembers(told, own, tag)
    }
  })

  it("names the outcomes that there are", () => {
    const source = read("packages/core/src/internal/errorFields.ts")
    const [, list = ""] = /outcome: .*\[(.*)\]/.exec(source) ?? []
    const told = rows(section(document, "### `outcome`: what became of a write")).flatMap(([cell = ""]) => codes(cell))
    assert.deepEqual(
      told,
      [...list.matchAll(/"(\w+)"/g)].map(([, name]) => name)
    )
  })

  it("names the reasons for which the server refuses, and no others", () => {
    const source = read("packages/mcp-server/src/model/Refusal.ts")
    const [, union = ""] = /export type Reason =([\s\S]*?)\n\n/.exec(source) ?? []
    const reasons = [...union.matchAll(/"(\w+)"/g)].map(([, name]) => name)
    assert.isAbove(reasons.length, 5)
    const told = rows(section(document, "## In an assistant")).flatMap(([cell = ""]) => codes(cell))
    assert.deepEqual(told, reasons)
  })
})
