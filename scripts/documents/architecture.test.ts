// docs/architecture.md names files and errors that exist.
import { existsSync } from "node:fs"
import * as core from "@effect-losant/core"
import { assert, describe, it } from "vitest"
import { codes, read, root, rows, section } from "./markdown.ts"

const document = read("docs/architecture.md")

/** The files that a section's table names, below the folder that its head names. */
const filesOf = (heading: string): ReadonlyArray<string> => {
  const text = section(document, heading)
  const [, folder = ""] = /file in `([^`]+)`/.exec(text) ?? []
  return rows(text).flatMap(([, file = ""]) => codes(file).map((name) => `${folder}/${name}`))
}

describe("docs/architecture.md", () => {
  it.each(["## An action, through core", "## A call, through the server"])("%s names files that exist", (heading) => {
    const files = filesOf(heading)
    assert.isAbove(files.length, 6)
    for (const file of files) assert.isTrue(existsSync(new URL(file, root)), file)
  })

  it("names errors that core has", () => {
    const named = [...document.matchAll(/\bLosant[A-Z]\w+/g)].map(([name]) => name)
    assert.isAbove(named.length, 4)
    for (const name of named) assert.property(core, name)
  })
})
