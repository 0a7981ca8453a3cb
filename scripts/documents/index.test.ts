// docs/README.md leads to every document.
import { readdirSync } from "node:fs"
import { assert, it } from "vitest"
import { read, root } from "./markdown.ts"

it("docs/README.md links to each document beside it", () => {
  const index = read("docs/README.md")
  const documents = readdirSync(new URL("docs", root)).filter((name) => name.endsWith(".md") && name !== "README.md")
  assert.isAbove(documents.length, 10)
  for (const name of documents) assert.match(index, new RegExp(`\\]\\(${name}[#)]`), name)
})
