// Sizes are the only figures of the bench that are the same on every machine, so tests can limit them.
import { assert, beforeAll, describe, it } from "@effect/vitest"
import { pageNames } from "../packages/mcp-server/viewPages.mjs"
import { bundle, effectAlone } from "./bundle.ts"
import {
  type Compared,
  limits,
  type PackageSize,
  packageLimits,
  pageLimit,
  programs,
  sizeOfCore,
  sizeOfPage,
  sizeOfServerPackage
} from "./sizes.ts"

describe("a program on core, bundled and minified", () => {
  let all: Compared
  let one: Compared
  beforeAll(async () => {
    all = await sizeOfCore("all")
    one = await sizeOfCore("one")
  })

  it.each(["all", "one"] as const)("with %s of the actions is no larger than it may be", (program) => {
    const { core } = program === "all" ? all : one
    assert.isAtMost(core.minified, limits[program].minified)
    assert.isAtMost(core.gzipped, limits[program].gzipped)
  })

  it("holds nothing of Effect's HTTP client", async () => {
    assert.notInclude(await bundle(programs.all, { mangle: false }), "effect/http")
  })

  it("is measured against Effect without core", async () => {
    const alone = await bundle(await effectAlone(programs.all), { mangle: false })
    assert.include(alone, "ConfigProvider")
    assert.notInclude(alone, "instanceOrg")
    assert.include(await bundle(programs.all, { mangle: false }), "instanceOrg")
  })

  it("with one action is less than with all", () => {
    assert.isBelow(one.core.minified, all.core.minified)
    assert.isBelow(one.effect.minified, all.effect.minified)
  })
})

describe("the pages of the views", () => {
  it.each(pageNames)("%s is no larger than it may be", async (name) => {
    const { minified, gzipped } = await sizeOfPage(name)
    assert.isAtMost(minified, pageLimit.minified)
    assert.isAtMost(gzipped, pageLimit.gzipped)
  })
})

describe("the server's package", () => {
  let size: PackageSize
  beforeAll(async () => {
    size = await sizeOfServerPackage()
  })

  it("keeps its limit unpacked, without what only charts and views load", () => {
    assert.isAtMost(size.bytes - size.ofCharts - size.ofViews, packageLimits.withoutCharts)
  })

  it("keeps its limit with the charts' renderer and typeface, which are most of it", () => {
    assert.isAbove(size.ofCharts, 2_000_000)
    assert.isAtMost(size.bytes, packageLimits.all)
  })
})
