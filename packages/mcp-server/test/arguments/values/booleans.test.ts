import { assert, describe, it } from "@effect/vitest"
import * as Result from "effect/Result"
import { readDryRun, toBoolean } from "../../../src/arguments/values/booleans.ts"
import { makeTools } from "../../../src/tools/registry.ts"
import { orgId } from "../../support/samples.ts"

describe("toBoolean", () => {
  it.each([["True"], ["true"], [" TRUE "], [1], ["1"], [true]])("reads %j as true", (value) => {
    assert.isTrue(toBoolean(value))
  })
  it.each([["False"], ["false"], [0], ["0"], [false]])("reads %j as false", (value) => {
    assert.isFalse(toBoolean(value))
  })
  it.each([["yes"], [2], ["null"], [""], [1.5], [[]]])("leaves %j as it is", (value) => {
    assert.deepStrictEqual(toBoolean(value), value)
  })
})

describe("dryRun", () => {
  it.each([[true], ["true"], ["True"], [1], ["1"]])("is %j", (value) => {
    assert.deepStrictEqual(readDryRun(value), Result.succeed(true))
  })
  it.each([[0], ["0"], ["no"], ["off"], ["null"], [[]], [{}], [{ toString: 1 }], [2]])(
    "never lets a write go for %j",
    (value) => {
      assert.deepStrictEqual(readDryRun(value), Result.fail("expected true or false"))
    }
  )
  it.each([[false], ["false"], ["False"]])("lets a write go for the word %j", (value) => {
    assert.deepStrictEqual(readDryRun(value), Result.succeed(false))
  })
  it("is read so by every tool that writes", () => {
    for (const tool of makeTools(false).filter(({ spec }) => !spec.hints.readOnlyHint)) {
      const result = tool.parse({ orgId, dryRun: 0 }, 0)
      assert(Result.isFailure(result))
      assert.include(
        result.failure.map(({ argument }) => argument),
        "dryRun",
        tool.spec.name
      )
    }
  })
})
