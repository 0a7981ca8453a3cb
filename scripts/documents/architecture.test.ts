// docs/architecture.md names errors that exist, and every document names files and folders that exist.
import { existsSync } from "node:fs"
import { fileURLToPath } from "node:url"
import * as core from "@effect-losant/core"
import { assert, describe, it } from "vitest"
import { filesIn } from "../docs/files.ts"
import { codes, read, root } from "./markdown.ts"

const path = /^(?:packages|scripts|docs|examples|bench)\/[\w./-]+$/

describe("docs/architecture.md", () => {
  it("names errors that core has", () => {
    const named = [...read("docs/architecture.md").matchAll(/\bLosant[A-Z]\w+/g)].map(([name]) => name)
    assert.isAbove(named.length, 4)
    for (const name of named) assert.property(core, name)
  })
})

describe("the documents", () => {
  it("name files and folders that exist", () => {
    const documents = ["README.md", "CONTRIBUTING.md", "SECURITY.md"].concat(
      ["docs", "packages", "examples", "bench"].flatMap((folder) => filesIn(fileURLToPath(root), ".md", folder))
    )
    const named = documents.flatMap((document) =>
      codes(read(document).replaceAll(/^ *```[\s\S]*?^ *```/gm, ""))
        .filter((text) => path.test(text))
        .map((text) => `${document} names ${text}`)
    )
    assert.isAbove(named.length, 20)
    assert.deepEqual(
      named.filter((line) => !existsSync(new URL(line.split(" names ")[1] ?? "", root))),
      []
    )
  })
})
