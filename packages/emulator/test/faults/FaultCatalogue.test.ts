import * as Fs from "node:fs"
import { assert, describe, it } from "@effect/vitest"
import { type FaultName, faultCatalogue, faultNames, isApplied, isFaultName } from "../../src/faults/FaultCatalogue.ts"
import { table } from "../support/catalogueTable.ts"

describe("faultCatalogue", () => {
  it("stands in the README as it is", () => {
    assert.include(Fs.readFileSync(new URL("../../README.md", import.meta.url), "utf8"), table)
  })

  it.each(faultNames)("%s has a name and a line of its own", (name: FaultName) => {
    assert.match(name, /^[a-z0-9]+(-[a-z0-9]+)*$/)
    assert.match(faultCatalogue[name].description, /^[^\n|]{5,90}$/)
    const same = faultNames.filter((other) => faultCatalogue[other].description === faultCatalogue[name].description)
    assert.deepStrictEqual(same, [name])
  })

  it("is applied by the name's end, if there are two", () => {
    const twins = faultNames.filter((name) => name.endsWith("-applied"))
    assert.strictEqual(twins.length, 7)
    for (const name of twins) {
      assert.isTrue(isApplied(name))
      const other = name.replace(/-applied$/, "")
      assert.isTrue(isFaultName(other) && !isApplied(other), other)
    }
  })
})

it("isFaultName knows names from other words", () => {
  assert.isTrue(isFaultName("reset-in-body"))
  assert.isFalse(isFaultName("reset"))
  assert.isFalse(isFaultName("constructor"))
})
