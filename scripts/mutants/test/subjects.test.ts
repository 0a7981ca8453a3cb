import { existsSync, readFileSync } from "node:fs"
import { assert, describe, it } from "@effect/vitest"
import { equivalents } from "../equivalents.ts"
import { subjects } from "../subjects.ts"

const sources = subjects.flatMap((subject) => subject.sources)

describe("a subject of mutation testing", () => {
  it.each(subjects)("$name names sources and tests that exist", (subject) => {
    for (const path of [...subject.sources, ...subject.tests]) assert.isTrue(existsSync(path), path)
  })

  it("has its name and its sources for itself", () => {
    assert.strictEqual(new Set(subjects.map(({ name }) => name)).size, subjects.length)
    assert.strictEqual(new Set(sources).size, sources.length)
  })
})

describe("a mutant that does the same", () => {
  it("stands in a source of a subject as it is there", () => {
    for (const { source, original, on = "" } of equivalents) {
      assert.include(sources, source)
      const text = readFileSync(source, "utf8")
      assert.include(text.replace(/\s+/g, " "), original, source)
      assert.include(text, on, source)
    }
  })
})
