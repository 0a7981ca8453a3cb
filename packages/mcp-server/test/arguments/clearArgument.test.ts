import { assert, describe, it } from "@effect/vitest"
import * as Result from "effect/Result"
import { limitPath, readClear } from "../../src/arguments/clearArgument.ts"

const read = (value: unknown) => Result.getOrElse(readClear(value), (why) => why)

describe("readClear", () => {
  it("reads names of fields and of limits", () => {
    assert.deepStrictEqual(read(["description", "banner", "limits.device"]), {
      fields: { description: "", banner: { message: "" } },
      limits: ["device"]
    })
    assert.deepStrictEqual(read("tags"), { fields: { tags: [] }, limits: [] })
    assert.deepStrictEqual(read([limitPath("device")]), { fields: {}, limits: ["device"] })
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
