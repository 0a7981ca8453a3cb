import { readdirSync, readFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import * as Schema from "effect/Schema"
import { assert, describe, it } from "vitest"
import { type Manifest, problemsOf } from "../manifest.ts"

const expected = {
  "@x/server": { brings: [], programs: ["server"] },
  "@x/library": { brings: ["leven"], programs: [] }
}

const manifest: Manifest = {
  name: "@x/server",
  version: "1.0.0",
  license: "MIT",
  description: "A server.",
  homepage: "https://example.com",
  bugs: "https://example.com/issues",
  keywords: ["x"],
  repository: { url: "git+https://example.com/x.git" },
  bin: { server: "./dist/main.js" }
}

const files = ["package.json", "README.md", "LICENSE", "dist/main.js"]

describe("a package", () => {
  it("as it must be has no problem", () => assert.deepEqual(problemsOf(manifest, files, expected), []))

  it("may bring along what is expected of it", () => {
    const library = { ...manifest, name: "@x/library", dependencies: { leven: "4.1.0" } }
    assert.deepEqual(problemsOf(library, files, expected), [])
  })

  const wrong: ReadonlyArray<readonly [Manifest, ReadonlyArray<string>, string]> = [
    [{ ...manifest, name: "@x/other" }, files, "@x/other is none of those that are published"],
    [{ ...manifest, dependencies: { leven: "4.1.0" } }, files, "@x/server brings leven along"],
    [{ ...manifest, optionalDependencies: { tool: "1.0.0" } }, files, "@x/server brings tool along"],
    [{ ...manifest, scripts: { postinstall: "node x.js" } }, files, "@x/server runs a postinstall script"],
    [
      { ...manifest, devDependencies: { effect: "catalog:" } },
      files,
      "@x/server asks for effect as catalog:, which only the workspace can resolve"
    ],
    [manifest, files.slice(1), "@x/server has no package.json"],
    [{ ...manifest, bin: {} }, files, "@x/server has no program server"],
    [manifest, files.slice(0, 3), "@x/server has no ./dist/main.js for its program server"],
    [manifest, [...files, "src/a.test.ts"], "@x/server holds src/a.test.ts, which is a test"],
    [manifest, [...files, ".env"], "@x/server holds .env, which is a hidden file"]
  ]
  it.each(wrong)("%#: is told what is wrong", (given, held, problem) =>
    assert.deepEqual(problemsOf(given, held, expected), [problem])
  )

  it("must say who made it and where it comes from", () => {
    const { license: _, repository: __, ...silent } = manifest
    assert.deepEqual(problemsOf(silent, files, expected), [
      "@x/server does not state its license",
      "@x/server does not state its repository"
    ])
  })
})

describe("the packages of the workspace", () => {
  const packages = fileURLToPath(new URL("../../../packages", import.meta.url))
  const Programs = Schema.fromJsonString(
    Schema.Struct({
      bin: Schema.optionalKey(Schema.Unknown),
      publishConfig: Schema.Struct({ bin: Schema.optionalKey(Schema.Record(Schema.String, Schema.String)) })
    })
  )

  it("have their programs only when they are published: an installation before the build cannot link them", () => {
    const manifests = readdirSync(packages).map((name) =>
      Schema.decodeUnknownSync(Programs)(readFileSync(`${packages}/${name}/package.json`, "utf8"))
    )
    for (const { bin } of manifests) assert.isUndefined(bin)
    assert.sameMembers(
      manifests.flatMap(({ publishConfig }) => Object.keys(publishConfig.bin ?? {})),
      ["effect-losant-mcp", "losant-emulator", "losant-fleet"]
    )
  })
})
