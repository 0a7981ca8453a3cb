// Sizes are the one part of the bench that comes out the same on every machine, so they are held here.
import { assert, beforeAll, describe, it } from "@effect/vitest"
import { bundle, effectAlone } from "./bundle.ts"
import { type Compared, type PackageSize, programs, sizeOfCore, sizeOfServerPackage } from "./sizes.ts"

describe("what core adds to the Effect modules that it uses", () => {
  let all: Compared
  let one: Compared
  beforeAll(async () => {
    all = await sizeOfCore("all")
    one = await sizeOfCore("one")
  })

  it("with all actions is a quarter at most", () => {
    assert.isAtMost(all.core.minified / all.effect.minified, 1.25)
    assert.isAtMost(all.core.gzipped / all.effect.gzipped, 1.25)
  })

  // The goal is a tenth. What the errors, the retry rule, the guards and the checks of options take is shared by all
  // actions, so one action costs nearly as much as all do.
  it("with one action is a fifth at most", () => {
    assert.isAtMost(one.core.minified / one.effect.minified, 1.2)
    assert.isAtMost(one.core.gzipped / one.effect.gzipped, 1.2)
  })

  it("is measured against Effect without core", async () => {
    const alone = await bundle(await effectAlone(programs.all), { mangle: false })
    assert.include(alone, "HttpClientRequest")
    assert.notInclude(alone, "instanceOrg")
    assert.include(await bundle(programs.all, { mangle: false }), "instanceOrg")
  })

  it("with one action is less than with all", () => {
    assert.isBelow(one.core.minified, all.core.minified)
    assert.isBelow(one.effect.minified, all.effect.minified)
  })
})

describe("the server's package", () => {
  let size: PackageSize
  beforeAll(async () => {
    size = await sizeOfServerPackage()
  })

  it("is at most 1.5 MB unpacked without what only charts load", () => {
    assert.isAtMost(size.bytes - size.ofCharts, 1_500_000)
  })

  it("is at most 5 MB with the charts' renderer and typeface, which are most of it", () => {
    assert.isAbove(size.ofCharts, 2_000_000)
    assert.isAtMost(size.bytes, 5_000_000)
  })
})
