import { assert, describe, it } from "@effect/vitest"
import * as Result from "effect/Result"
import { getClearedFields, limitPath, readClear } from "../../src/arguments/clearArgument.ts"
import { clearOption } from "../../src/arguments/options.ts"

const readNames = clearOption.clear.read ?? assert.fail("the argument is not read")

const isNames = (value: unknown): value is ReadonlyArray<string> =>
  Array.isArray(value) && value.every((name) => typeof name === "string")

/** Reads the argument, and gives the meaning of its names. */
const read = (value: unknown) => {
  const names = readNames(value)
  if (Result.isFailure(names)) return names.failure
  assert(isNames(names.success))
  return Result.getOrElse(readClear(names.success), (why) => why)
}

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
    assert.deepStrictEqual(getClearedFields(names), Result.getOrThrow(readClear(names)))
  })

  it("says what was meant", () => {
    assert.include(read(["descripton"]), "did you mean description?")
    assert.include(read(3), "expected a list of names")
  })
})
