import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { assert, describe, it, onTestFinished } from "vitest"
import { brokenLinks } from "../links.ts"

/** The broken links in a folder of these files. */
const broken = (files: Readonly<Record<string, string>>): ReadonlyArray<string> => {
  const root = mkdtempSync(join(tmpdir(), "effect-losant-links-"))
  onTestFinished(() => rmSync(root, { recursive: true }))
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
  return brokenLinks(root, Object.keys(files))
}

describe("links in Markdown", () => {
  const page = "# First page\n\n## `--flags` & [more](b.md)\n\n## Twice\n\n## Twice\n"

  it("lead to files, folders, other sites, and headings as GitHub names them", () => {
    const links = ["b.md", "./docs/", "docs/c.md", "https://x.test/y#z", "#first-page", "b.md#--flags--more"]
    const a = `${page}${[...links, "b.md#twice-1", 'b.md "a title"'].map((link) => `[text](${link})`).join("\n")}`
    assert.deepEqual(broken({ "a.md": a, "b.md": page, "docs/c.md": "[back](../a.md)" }), [])
  })

  it.each(["c.md", "docs/", "b.md#third", "#third", "../outside.md"])("that lead nowhere are told: %s", (link) => {
    assert.deepEqual(broken({ "a.md": `[text](${link})`, "b.md": page }), [`a.md links to ${link}`])
  })

  it("are found where they are named below too", () => {
    assert.deepEqual(broken({ "a.md": "[text][name]\n\n[name]: c.md" }), ["a.md links to c.md"])
  })

  it("are none in code, and a heading there is no place", () => {
    const code = "```md\n# Code\n[text](c.md)\n```\n\n`[text](c.md)`\n"
    assert.deepEqual(broken({ "a.md": code }), [])
    assert.deepEqual(broken({ "a.md": `${code}[text](#code)` }), ["a.md links to #code"])
  })
})

describe("links in HTML", () => {
  it("lead to files, and to places with that id", () => {
    const a = '<a class="x" href="b.html#one%20two">b</a> <a href="#here">here</a><h2 id="here"></h2>'
    const b = '<h1 id="one two"></h1><a href="a.html?x=1&amp;y#here">a</a><a href="mailto:a@b.test">m</a>'
    assert.deepEqual(broken({ "a.html": a, "b.html": b, "c.js": "" }), [])
  })

  it("that lead nowhere are told", () => {
    const a = '<a href="b.html#three">b</a> <a href="c.html">c</a> <link href="d.css">'
    assert.deepEqual(broken({ "a.html": a, "b.html": '<h1 id="one"></h1>' }), [
      "a.html links to b.html#three",
      "a.html links to c.html"
    ])
  })
})
