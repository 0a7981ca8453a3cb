// The generated parts of the documents are current.
import { readdirSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { assert, describe, it } from "vitest"
import { documents, render, wholeFiles } from "../documents.ts"
import { blocksIn, insert, table } from "../markdown.ts"
import { sources, withoutBlocks } from "../modules.ts"
import { read } from "../sources.ts"

describe("the generated parts of the documents", () => {
  it.each(Object.keys(documents))("of %s are as npm run tables writes them", async (path) => {
    const text = read(path)
    assert.strictEqual(text, await render(path, text), `${path} is not current: run npm run tables.`)
  })

  it.each(Object.entries(wholeFiles))("and %s as a whole", (path, write) => {
    assert.strictEqual(read(path), write(), `${path} is not current: run npm run tables.`)
  })

  it("are all written by a function", () => {
    const root = new URL("../../..", import.meta.url)
    const names = readdirSync(new URL("docs", root)).filter((name) => name.endsWith(".md"))
    const files = ["README.md", "CONTRIBUTING.md", ...names.map((name) => `docs/${name}`)]
    for (const path of new Set([...files, ...Object.keys(documents)])) {
      assert.sameMembers([...blocksIn(read(path))], Object.keys(documents[path] ?? {}), path)
    }
  })
})

describe("the lists of modules in the sources", () => {
  const root = fileURLToPath(new URL("../../..", import.meta.url))

  it.each(Object.entries(sources))("of %s are as npm run tables writes them", (path, write) => {
    const text = read(path)
    assert.strictEqual(text, write(text, root), `${path} is not current: run npm run tables.`)
    assert.notInclude(withoutBlocks(text), '"./InstanceOrg.ts"')
  })
})

describe("a block", () => {
  const document = "Before.\n\n<!-- x: written by npm run tables -->\n\nold\n\n<!-- end of x -->\n\nAfter.\n"

  it("is replaced between its marks, and nothing else is", () => {
    assert.strictEqual(insert(document, "x", "new"), document.replace("old", "new"))
    assert.deepEqual(blocksIn(document), ["x"])
  })

  it("needs both marks", () => {
    assert.throws(() => insert(document, "y", "new"), "The document does not mark where y is.")
    assert.throws(() => insert(document.replace("<!-- end of x -->", ""), "x", "new"), "does not mark where x is")
  })
})

describe("a table", () => {
  it("has columns as wide as their cells, and no cell ends at a bar in its text", () => {
    assert.strictEqual(table(["a", "long"], [["x|y", 1]]), "| a    | long |\n| ---- | ---- |\n| x\\|y | 1    |")
  })
})
