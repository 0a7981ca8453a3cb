import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { assert, describe, it } from "vitest"
import { carriedBy, findBundled, packageOf } from "../bundled.ts"
import { type Notice, noticesFile, noticesOf, render } from "../notices.ts"

describe("the packages in a bundle", () => {
  it("are told by the innermost node_modules", () => {
    assert.deepEqual(packageOf("/a/node_modules/.pnpm/@x+y@1.0.0/node_modules/@x/y/dist/z.js"), {
      name: "@x/y",
      folder: "/a/node_modules/.pnpm/@x+y@1.0.0/node_modules/@x/y"
    })
    assert.strictEqual(packageOf("/a/node_modules/plain/index.js")?.name, "plain")
    assert.isUndefined(packageOf("/a/packages/core/src/Losant.ts"))
  })

  it("are those too that a module carries, each once", () => {
    const code = [
      "//#region ../../node_modules/.pnpm/ajv@8.18.0/node_modules/ajv/dist/ajv.js",
      "//#region ../../node_modules/.pnpm/ajv@8.18.0/node_modules/ajv/dist/core.js",
      "//#region ../../node_modules/.pnpm/@s+t@1.0.0/node_modules/@s/t/index.js",
      "//#region src/own.ts"
    ].join("\n")
    assert.deepEqual(carriedBy(code), ["ajv", "@s/t"])
  })
})

describe("the notices", () => {
  const notice = (name: string, text: string): Notice => ({ name, license: "MIT", origin: `From ${name}.`, text })

  it("say a license once if packages share it", () => {
    const text = render([notice("one", "L1"), notice("two", "L1"), notice("three", "L2")])
    assert.include(text, "## one, two (MIT)\n\n- From one.\n- From two.\n\n```text\nL1\n```")
    assert.include(text, "## three (MIT)\n\nFrom three.\n\n```text\nL2\n```")
  })

  it("are refused for a package without a license that can be shown", () => {
    const folder = mkdtempSync(join(tmpdir(), "effect-losant-notices-"))
    const silent = join(folder, "silent")
    mkdirSync(silent)
    writeFileSync(join(silent, "package.json"), "{}")
    assert.throws(() => noticesOf({ installed: new Map([["silent", silent]]), carried: new Map() }), /silent/)
    assert.throws(
      () => noticesOf({ installed: new Map(), carried: new Map([["none-such", "silent"]]) }),
      "silent carries none-such, which is not installed"
    )
    rmSync(folder, { recursive: true })
  })

  it("that are committed are those of the bundle: npm run notices writes them anew", async () => {
    const notices = noticesOf(await findBundled())
    const names = notices.map(({ name }) => name)
    for (const name of ["effect", "@modelcontextprotocol/server", "zod", "@resvg/resvg-wasm", "inter-ui"]) {
      assert.include(names, name)
    }
    const committed = readFileSync(new URL(`../../../${noticesFile}`, import.meta.url), "utf8")
    assert.strictEqual(committed, render(notices))
  })
})
