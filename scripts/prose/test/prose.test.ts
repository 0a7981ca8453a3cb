// Comments with the refused words are planted in code, and in files below a scratch folder.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { assert, describe, it } from "vitest"
import { check, countByFolder } from "../check.ts"
import { openings, refusedOpenings } from "../comments.ts"

describe("a comment", () => {
  it.each(refusedOpenings.flatMap((word) => [`// ${word} x`, `/* ${word} x */`, `/** ${word} x */`]))(
    "is refused: %s",
    (comment) => {
      const text = comment.replaceAll(/[/*]/g, "").trim()
      assert.deepEqual(openings("a.ts", `const a = "…"\n${comment}\nconst b = 1`), [{ line: 2, text }])
    }
  )

  it.each([
    ["of several lines", "/**\n * What it does.\n */", 1, "What it does."],
    ["behind code", "const a = 1 // where it is", 1, "where it is"],
    ["below one behind code", "const a = 1 // The first.\n// Who is second.", 2, "Who is second."],
    ["below an empty line", "// The first.\n\n// Of the second.", 3, "Of the second."],
    ["in a type", "interface A {\n  /** Whose it is. */\n  b: 1\n}", 2, "Whose it is."]
  ])("is refused %s", (_, code, line, text) => {
    assert.deepEqual(openings("a.ts", code), [{ line, text }])
  })

  it.each([
    "// The first line ends here.\n// What follows belongs to the same sentence.",
    "  // The first line.\n  // Where it goes on.\n  // Of it the third.",
    "// Whatever it is, and whoever asks, wherever.",
    "// Offers and whole lists.",
    "/**\n * The first line.\n * What follows.\n */",
    'const a = "// What is in a string"',
    "const b = `/* Of a template */`",
    "// Whichever it is, and however it works.",
    "/***/"
  ])("is allowed: %s", (code) => assert.deepEqual(openings("a.ts", code), []))
})

it("finds the comments of all code of the workspace, and counts them by folder", () => {
  const folder = mkdtempSync(join(tmpdir(), "effect-losant-prose-"))
  const files = [
    "packages/core/src/internal/deep/a.ts",
    "packages/core/src/internal/b.test.ts",
    "packages/core/test/c.test.ts",
    "packages/core/dist/d.js",
    "scripts/e.mjs",
    "scripts/node_modules/f.ts",
    "bench/g/h/i.ts",
    "examples/j.md"
  ]
  for (const file of files) {
    mkdirSync(dirname(join(folder, file)), { recursive: true })
    writeFileSync(join(folder, file), "// What it is.\n")
  }
  const refused = check(folder)
  rmSync(folder, { recursive: true })
  assert.deepEqual(
    refused.map(({ path, line }) => `${path}:${line}`),
    [
      "bench/g/h/i.ts:1",
      "packages/core/src/internal/b.test.ts:1",
      "packages/core/src/internal/deep/a.ts:1",
      "packages/core/test/c.test.ts:1",
      "scripts/e.mjs:1"
    ]
  )
  assert.deepEqual(countByFolder(refused), [
    ["packages/core/src/internal", 2],
    ["bench/g", 1],
    ["packages/core/test", 1],
    ["scripts", 1]
  ])
})
