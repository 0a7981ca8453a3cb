import { assert, describe, it } from "@effect/vitest"
import * as Result from "effect/Result"
import { clearedBy, limitPath, readClear } from "../../src/arguments/clearArgument.ts"
import { clearOption } from "../../src/arguments/options.ts"

const readNames = clearOption.clear.read ?? assert.fail("the argument is not read")

/** Reads the argument, and what its names stand for. */
const read = (value: unknown) =>
  readNames(value).pipe(
    Result.flatMap(readClear),
    Result.getOrElse((why) => why)
  )

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

  it("is read as the names that it holds, for which clearedBy says the same", () => {
    const names = ["description", "limits.device"]
    assert.deepStrictEqual(Result.getOrThrow(readNames(JSON.stringify(names))), names)
    assert.deepStrictEqual(clearedBy(names), Result.getOrThrow(readClear(names)))
  })

  it("says what was meant", () => {
    assert.include(read(["descripton"]), "did you mean description?")
    assert.include(read(3), "expected a list of names")
  })
})
