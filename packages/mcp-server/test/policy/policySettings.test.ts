import { assert, describe, it } from "@effect/vitest"
import * as Result from "effect/Result"
import { parseFlag, parseList } from "../../src/policy/policySettings.ts"

/** A value that a desktop client passes on if it does not fill in the setting. */
const placeholder = (name: string) => `\${${name}}`

describe("parseFlag", () => {
  for (const [text, flag] of [
    [undefined, false],
    ["", false],
    ["  ", false],
    ["true", true],
    [" TRUE ", true],
    ["1", true],
    ["yes", true],
    ["on", true],
    ["false", false],
    ["0", false],
    ["no", false],
    ["Off", false]
  ] as const) {
    it(`reads ${JSON.stringify(text)} as ${flag}`, () => {
      assert.strictEqual(Result.getOrThrow(parseFlag(text)), flag)
    })
  }

  for (const text of ["ture", "2", placeholder("user_config.read_only"), "true,false"]) {
    it(`refuses ${text}`, () => {
      const flag = parseFlag(text)
      assert.isTrue(Result.isFailure(flag))
      assert.include(Result.merge(flag), "is neither true nor false; write one of true, 1, yes, on, false, 0, no, off")
    })
  }
})

describe("parseList", () => {
  for (const [text, list] of [
    [undefined, []],
    [" ", []],
    ["a", ["a"]],
    [" a , b ", ["a", "b"]],
    ["a,,b,", ["a", "", "b", ""]],
    ['["Acme, Inc.", "tag:env=x"]', ["Acme, Inc.", "tag:env=x"]],
    [' [" a "]', [" a "]]
  ] as const) {
    it(`reads ${JSON.stringify(text)}`, () => {
      assert.deepStrictEqual(Result.getOrThrow(parseList(text)), [...list])
    })
  }

  for (const [text, words] of [
    ["[a, b]", "a value that begins with [ has to be a JSON list of texts"],
    ['["a", 1]', "a value that begins with [ has to be a JSON list of texts"],
    ['["a"', "a value that begins with [ has to be a JSON list of texts"],
    ["[]", "the list is empty"]
  ] as const) {
    it(`refuses ${text}`, () => {
      const list = parseList(text)
      assert.include(Result.isFailure(list) ? list.failure : "", words)
    })
  }
})
