import { assert, describe, it } from "@effect/vitest"
import { Success } from "@effect-losant/core/schemas/Success"
import { documented } from "../../src/policy/pickDeclared.ts"

describe("documented", () => {
  it("keeps the fields of the schema, and no other", () => {
    assert.deepStrictEqual(documented(Success, { success: true, more: 1, toString: 2 }) as unknown, { success: true })
    assert.deepStrictEqual(documented(Success, {}), {})
  })
})
