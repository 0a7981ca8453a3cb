import { assert, describe, it } from "@effect/vitest"
import * as Result from "effect/Result"
import { limitPath } from "../../src/arguments/clearArgument.ts"
import { clearOption } from "../../src/arguments/options.ts"

const readNames = clearOption.clear.read ?? assert.fail("the argument is not read")

const read = (value: unknown) => Result.getOrElse(readNames(value), (why) => why)

describe("readClear", () => {
  it("reads names of fields and of limits", () => {
    const names = ["description", "banner", "limits.device"]
    assert.deepStrictEqual(read(names), names)
    assert.deepStrictEqual(read(JSON.stringify(names)), names)
    assert.deepStrictEqual(read("tags"), ["tags"])
    assert.deepStrictEqual(read([limitPath("device")]), ["limits.device"])
  })

  it.each(["name", "limits", "limits.", "limits.a.b", "__proto__", "constructor", "disabledAt"])(
    "refuses %s",
    (name) => {
      assert.include(read([name]), `${JSON.stringify(name)} cannot be emptied`)
    }
  )

  it("says what was meant", () => {
    assert.include(read(["descripton"]), "did you mean description?")
    assert.include(read(3), "expected a list of names")
  })
})
