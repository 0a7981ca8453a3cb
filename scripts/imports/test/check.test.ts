// The rules are tried on packages that are written into a scratch folder.
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { afterEach, assert, beforeEach, describe, it } from "vitest"
import { check } from "../check.ts"
import { maximumFiles, maximumLines, type PackageRooms, packages } from "../rooms.ts"

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "effect-losant-imports-"))
})
afterEach(() => rmSync(folder, { recursive: true }))

const shop: PackageRooms = { name: "shop", imports: ["core"], rooms: ["text", "model", "tools", "main.ts"] }

/** A package that keeps all rules. */
const good: Readonly<Record<string, string>> = {
  "text/escape.ts": "export const escape = 1",
  "model/Spec.ts": 'import type { escape } from "../text/escape.ts"\nexport type Spec = typeof escape',
  "tools/define.ts": 'export type { Spec } from "../model/Spec.ts"',
  "tools/orgs/getOrg.ts": 'import type { Spec } from "../define.ts"\nexport const getOrg: Spec = 1',
  "tools/registry.ts": 'import { getOrg } from "./orgs/getOrg.ts"\nexport const tools = [getOrg]',
  "main.ts": 'import "@effect-losant/core"\nimport "effect/Effect"\nimport "./tools/registry.ts"'
}

/** The problems of a package that has these files besides those of the good one, or in place of them. */
const problems = (files: Readonly<Record<string, string>>, rooms = shop): ReadonlyArray<string> => {
  for (const [path, text] of Object.entries({ ...good, ...files })) {
    const file = join(folder, "packages", rooms.name, "src", path)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, `${text}\n`)
  }
  return check(folder, [rooms]).flatMap((checked) => checked.problems)
}

describe("a package whose imports point one way", () => {
  it("has no problem, and its files and imports are counted", () => {
    assert.deepEqual(problems({}), [])
    assert.deepEqual(check(folder, [shop]), [{ name: "shop", files: 6, imports: 7, problems: [] }])
  })

  it("may have tests beside its sources, which import what they need", () => {
    const test = 'import "../tools/registry.ts"\n'.repeat(maximumLines + 1)
    const tests = Array.from({ length: maximumFiles }, (_, index) => [`text/t${index}.test.ts`, test])
    assert.deepEqual(problems(Object.fromEntries(tests)), [])
  })
})

describe("a circle of files", () => {
  const spec = "packages/shop/src/model/Spec.ts"
  const kind = "packages/shop/src/model/Kind.ts"

  it.each([
    ["imports", 'import { b } from "./Kind.ts"'],
    ["imports", 'import "./Kind.ts"'],
    ["imports", 'export * from "./Kind.ts"'],
    ["imports", 'export { b } from "./Kind.ts"'],
    ["imports", 'import { type B, b } from "./Kind.ts"'],
    ["imports", 'import { b } from "@effect-losant/shop/model/Kind"'],
    ["imports types of", 'import type { B } from "./Kind.ts"'],
    ["imports types of", 'import { type B } from "./Kind.ts"'],
    ["imports types of", 'export type { B } from "./Kind.ts"'],
    ["imports types of", 'export type * from "./Kind.ts"'],
    ["imports types of", 'export type A = import("./Kind.ts").B'],
    ["imports types of", 'export type A = typeof import("./Kind.ts")'],
    ["imports on demand", 'export const load = () => import("./Kind.ts")'],
    ["imports on demand", "export const load = () => import(`./Kind.ts`)"]
  ])("is found if one file %s another: %s", (verb, line) => {
    assert.deepEqual(
      problems({ "model/Spec.ts": `// …\n${line}`, "model/Kind.ts": 'import type { Spec } from "./Spec.ts"' }),
      [
        "2 files import each other in a circle: " +
          `${kind}:1 imports types of model/Spec.ts and ${spec}:2 ${verb} model/Kind.ts.`
      ]
    )
  })

  it("is found over several files, each with its import", () => {
    assert.deepEqual(
      problems({
        "text/a.ts": 'import "./b.ts"',
        "text/b.ts": 'export type B = import("./c.ts").C',
        "text/c.ts": 'export const c = () => import("./a.ts")'
      }),
      [
        "3 files import each other in a circle: packages/shop/src/text/a.ts:1 imports text/b.ts, " +
          "packages/shop/src/text/b.ts:1 imports types of text/c.ts and " +
          "packages/shop/src/text/c.ts:1 imports on demand text/a.ts."
      ]
    )
  })
})

describe("a circle of folders", () => {
  it("is found in a room if no file is part of a circle", () => {
    assert.deepEqual(
      problems({
        "tools/orgs/a.ts": 'import type { B } from "../members/b.ts"',
        "tools/members/b.ts": "export type B = 1",
        "tools/members/c.ts": 'export const c = () => import("../orgs/getOrg.ts")'
      }),
      [
        "tools/members and tools/orgs import each other in a circle: " +
          "packages/shop/src/tools/members/c.ts:1 imports on demand tools/orgs/getOrg.ts and " +
          "packages/shop/src/tools/orgs/a.ts:1 imports types of tools/members/b.ts."
      ]
    )
  })

  it("is found between a folder and a file beside it", () => {
    const found = problems({
      "tools/define.ts": 'import type { A } from "./orgs/a.ts"',
      "tools/orgs/a.ts": "export type A = 1"
    })
    assert.deepEqual(found, [
      "tools/define.ts and tools/orgs import each other in a circle: " +
        "packages/shop/src/tools/define.ts:1 imports types of tools/orgs/a.ts and " +
        "packages/shop/src/tools/orgs/getOrg.ts:1 imports types of tools/define.ts."
    ])
  })

  it("is found between a room and a public module, which no order holds", () => {
    const found = problems(
      {
        "Client.ts": 'import "./model/Spec.ts"',
        "Options.ts": "",
        "model/Kind.ts": 'import type { O } from "../Client.ts"'
      },
      { ...shop, hasPublicModules: true }
    )
    assert.deepEqual(found, [
      "Client.ts and model import each other in a circle: packages/shop/src/Client.ts:1 imports model/Spec.ts and " +
        "packages/shop/src/model/Kind.ts:1 imports types of Client.ts."
    ])
  })
})

describe("the order of rooms", () => {
  it("refuses an import of a later room, and says so once", () => {
    assert.deepEqual(problems({ "text/a.ts": 'export type A = typeof import("../model/Spec.ts")' }), [
      "packages/shop/src/text/a.ts:1 imports types of model/Spec.ts, but the room text may not import model, " +
        "which comes after it."
    ])
  })

  it("refuses an import of the entry", () => {
    assert.deepEqual(problems({ "tools/a.ts": 'import "../main.ts"' }), [
      "packages/shop/src/tools/a.ts:1 imports main.ts, but the room tools may not import main.ts, which comes after it."
    ])
  })

  it("may name parts of a folder apart", () => {
    const rooms = { ...shop, rooms: ["tools/define.ts", "text", "model", "tools", "main.ts"] }
    const found = problems({ "tools/define.ts": 'export type { A } from "../text/a.ts"', "text/a.ts": "" }, rooms)
    assert.deepEqual(found, [
      "packages/shop/src/tools/define.ts:1 imports types of text/a.ts, but the room tools/define.ts may not import text, " +
        "which comes after it."
    ])
  })

  it("names every room, and no other", () => {
    assert.deepEqual(problems({ "chart/draw.ts": "" }, { ...shop, rooms: [...shop.rooms, "cli"] }), [
      "packages/shop/src/chart is a room that scripts/imports/rooms.ts does not name.",
      "packages/shop/src/cli has no source, but scripts/imports/rooms.ts names it as a room."
    ])
  })
})

describe("other packages", () => {
  it.each([
    ["@effect-losant/server", 'import type { A } from "@effect-losant/server"', "but shop may import only core."],
    ["@effect-losant/emulator", 'import("@effect-losant/emulator/Faults")', "but only tools/define.ts may import it."],
    [
      "../../../core/src/Losant.ts",
      'import "../../../core/src/Losant.ts"',
      "which is outside of src: another package is imported by its name."
    ]
  ])("are imported in order and by name, unlike %s", (_, line, reason) => {
    const rooms: PackageRooms = { ...shop, importedOnlyBy: { emulator: "tools/define.ts" } }
    const [problem = "", ...others] = problems(
      { "tools/a.ts": line },
      line.includes("emulator") ? { ...rooms, imports: ["core", "emulator"] } : rooms
    )
    assert.deepEqual(others, [])
    assert.match(problem, /^packages\/shop\/src\/tools\/a\.ts:1 imports/)
    assert.include(problem, reason)
  })
})

describe("what cannot be followed", () => {
  it("is a problem: a computed name, and a file that is not there", () => {
    assert.deepEqual(problems({ "tools/a.ts": 'import("./" + "b.ts")\nimport "./missing.ts"' }), [
      "packages/shop/src/tools/a.ts:1 imports on demand a module by a computed name, which this check cannot follow.",
      "packages/shop/src/tools/a.ts:2 imports tools/missing.ts, but the package has no such source."
    ])
  })

  it("stops the check if a file cannot be parsed", () => {
    assert.throws(() => problems({ "tools/a.ts": "import {" }), /tools\/a\.ts cannot be parsed/)
  })
})

describe("sizes", () => {
  it("limit the files of a folder", () => {
    const files = Array.from({ length: maximumFiles + 1 }, (_, index) => [`model/deep/f${index}.ts`, ""])
    assert.deepEqual(problems(Object.fromEntries(files)), [
      `packages/shop/src/model/deep/ has ${maximumFiles + 1} files, but at most ${maximumFiles} may lie there.`
    ])
  })

  it("limit the lines of a file", () => {
    assert.deepEqual(problems({ "text/long.ts": "\n".repeat(maximumLines) }), [
      `packages/shop/src/text/long.ts has ${maximumLines + 1} lines, but a source may have at most ${maximumLines}.`
    ])
  })

  it("leave no file at the root but the entry, if modules are not public", () => {
    const files = { "start.ts": "", "stop.ts": "" }
    assert.deepEqual(problems(files), [
      "start.ts and stop.ts may not lie at the root of packages/shop/src/, where only main.ts may."
    ])
    assert.deepEqual(problems(files, { ...shop, hasPublicModules: true }), [])
  })
})

describe("the list of this workspace", () => {
  it("has the packages in the order in which they import each other", () => {
    for (const [index, { name, imports }] of packages.entries()) {
      const before = packages.slice(0, index).map((other) => other.name)
      assert.includeMembers(before, [...imports], name)
      assert.isTrue(existsSync(new URL(`../../../packages/${name}/src`, import.meta.url)), name)
    }
  })
})
