import { assert, describe, it } from "@effect/vitest"
import * as Result from "effect/Result"
import { parseRule } from "../../src/policy/OrgRule.ts"

const id = "5f00000000000000000000a1"

describe("parseRule", () => {
  for (const [text, rule] of [
    [id, { kind: "id", id }],
    [` ${id.toUpperCase()} `, { kind: "id", id }],
    [`id: ${id}`, { kind: "id", id }],
    ["Acme, Inc.", { kind: "name", name: "Acme, Inc." }],
    ["Acme ", { kind: "name", name: "Acme " }],
    [`name:${id}`, { kind: "name", name: id }],
    ["name:tag:env=x", { kind: "name", name: "tag:env=x" }],
    ["a=b", { kind: "name", name: "a=b" }],
    ["Tagus", { kind: "name", name: "Tagus" }],
    ["tag:env=staging", { kind: "tag", key: "env", value: "staging" }],
    [" Tag : env = a=b ", { kind: "tag", key: "env", value: "a=b" }],
    ["tag:env=日本 語", { kind: "tag", key: "env", value: "日本 語" }],
    ["x".repeat(255), { kind: "name", name: "x".repeat(255) }]
  ] as const) {
    it(`reads ${JSON.stringify(text.slice(0, 40))} as ${rule.kind}`, () => {
      assert.deepStrictEqual(Result.getOrThrow(parseRule(text)), rule)
    })
  }

  for (const [text, words] of [
    ["tag:env", "looks like tag:key=value"],
    ["tag:=x", "looks like tag:key=value"],
    ["tag:env=", "looks like tag:key=value"],
    ["tag:my key=x", "looks like tag:key=value"],
    ["tags:env=x", "looks like tag:key=value"],
    ["tag=env:x", "looks like tag:key=value"],
    [`tag:env=${"x".repeat(256)}`, "the value has 1 to 255 characters"],
    [id.slice(1), "an id has 24 hexadecimal digits"],
    [`${id}0`, "an id has 24 hexadecimal digits"],
    ["id:Acme", "an id has 24 hexadecimal digits"],
    ["x".repeat(256), "a name has 1 to 255 characters"],
    ["name: ", "a name has 1 to 255 characters"]
  ] as const) {
    it(`refuses ${JSON.stringify(text.slice(0, 40))}`, () => {
      const rule = parseRule(text)
      assert.isTrue(Result.isFailure(rule))
      if (Result.isFailure(rule)) {
        assert.include(rule.failure, words)
        assert.include(rule.failure, JSON.stringify(text).slice(0, 20))
        assert.isAtMost(rule.failure.length, 300)
      }
    })
  }

  it("shows hidden characters of what it refuses", () => {
    assert.include(Result.merge(parseRule("tag:\u202Ex")), "\\u{202E}")
  })
})
