import { assert, describe, it } from "vitest"
import { filesIn } from "../files.ts"
import { brokenLinks } from "../links.ts"
import { root } from "../modules.ts"

const documents = filesIn(root, ".md")

describe("the documents of the project", () => {
  it("are found at any depth, and not if others' are installed", () => {
    assert.includeMembers(
      [...documents],
      ["README.md", "docs/privacy.md", "packages/core/README.md", ".changeset/README.md"]
    )
    assert.isEmpty(documents.filter((path) => /node_modules|dist/.test(path)))
  })

  it("link to files and headings that there are", () => {
    assert.deepEqual(brokenLinks(root, documents), [])
  })
})
