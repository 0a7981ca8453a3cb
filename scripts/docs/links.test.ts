// A link into a document leads to a heading that is there.
import { readdirSync } from "node:fs"
import { assert, describe, it } from "vitest"
import { read, root } from "./markdown.ts"

const documents = [
  "README.md",
  "CONTRIBUTING.md",
  "SECURITY.md",
  ...readdirSync(new URL("docs", root)).map((name) => `docs/${name}`),
  ...["core", "emulator", "mcp-server"].map((name) => `packages/${name}/README.md`)
].filter((path) => path.endsWith(".md"))

/** The anchors of a document, as GitHub makes them of headings. */
const anchorsOf = (document: string): ReadonlyArray<string> =>
  [...document.matchAll(/^#+ (.+)$/gm)].map(([, heading = ""]) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, "")
      .replaceAll(" ", "-")
  )

describe("the documents", () => {
  it.each(documents)("%s links to headings that exist", (path) => {
    for (const [, file = "", anchor = ""] of read(path).matchAll(/\]\((?!https?:)([^)#\s]*)#([^)\s]+)\)/g)) {
      const target = file === "" ? path : new URL(file, new URL(path, root)).href.slice(root.href.length)
      if (target.endsWith(".md")) assert.include(anchorsOf(read(target)), anchor, `${path}: ${file}#${anchor}`)
    }
  })
})
