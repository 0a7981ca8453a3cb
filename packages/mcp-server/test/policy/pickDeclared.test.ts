import { assert, describe, it } from "@effect/vitest"
import { Success } from "@effect-losant/core/schemas/Success"
import { pickDeclared } from "../../src/policy/pickDeclared.ts"

describe("pickDeclared", () => {
  it("keeps the fields of the schema, and no other", () => {
    assert.deepStrictEqual(pickDeclared(Success, { success: true, more: 1, toString: 2 }) as unknown, { success: true })
    assert.deepStrictEqual(pickDeclared(Success, {}), {})
  })
})
