import { assert, describe, it } from "@effect/vitest"
import * as Result from "effect/Result"
import { parseRule, ruleForms } from "../../src/policy/OrgRule.ts"
import { escape } from "../../src/text/escapes.ts"

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
    ["name:a=b", { kind: "name", name: "a=b" }],
    ["name:Acme*", { kind: "name", name: "Acme*" }],
    ['name:"Acme"', { kind: "name", name: '"Acme"' }],
    ["name:$ACME", { kind: "name", name: "$ACME" }],
    ["name:-x", { kind: "name", name: "-x" }],
    ["name:a;tag:x", { kind: "name", name: "a;tag:x" }],
    ["Cash$Money 100% & 50%", { kind: "name", name: "Cash$Money 100% & 50%" }],
    ['The "Best" Inc.', { kind: "name", name: 'The "Best" Inc.' }],
    ["Acme: East - West; North", { kind: "name", name: "Acme: East - West; North" }],
    ["Ünïcode 日本 🏭", { kind: "name", name: "Ünïcode 日本 🏭" }],
    ["Tagus", { kind: "name", name: "Tagus" }],
    ["Tagus: River", { kind: "name", name: "Tagus: River" }],
    ["Our tags: red", { kind: "name", name: "Our tags: red" }],
    ["A good name: Acme", { kind: "name", name: "A good name: Acme" }],
    [`Plant ${id}`, { kind: "name", name: `Plant ${id}` }],
    [`${id} Plant`, { kind: "name", name: `${id} Plant` }],
    [`id:${id} `, { kind: "id", id }],
    [`tag:env=${"x".repeat(255)}`, { kind: "tag", key: "env", value: "x".repeat(255) }],
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
    ["region=us-east", "looks like a tag: write tag:key=value; if an organization has exactly this name, write name:"],
    ["a=b", "write name: before it"],
    ["tga:env=prod", "write tag:key=value"],
    ["Acme*", "contains a *"],
    ["tag:env=pr*", "write a rule for each value"],
    ['"Acme"', "remove them"],
    ["'Acme'", "remove them"],
    ["\u201CAcme\u201D", "remove them"],
    ['tag:env="prod"', "has quotation marks around the value"],
    ["$DENIED", "was not filled in"],
    ["undefined", "did not fill in"],
    ["null", "did not fill in"],
    ["%DENIED%", "was not filled in"],
    ["{{ denied }}", "was not filled in"],
    ["tag:env=$ENV", "was not filled in"],
    ["id:%ORG_ID%", "was not filled in"],
    ['{"key":"env","value":"prod"}', "is JSON"],
    ['["Acme","Beta"]', "is JSON"],
    ["tag:env=a;tag:env=b", "contains several rules"],
    ["Acme, tag:env=b", "contains several rules"],
    [`${id},${id}`, "contains several ids"],
    [`${id} ${id}`, "contains several ids"],
    ["Acme\nBeta", "control character"],
    ["--read-only", "looks like a flag"],
    ["\u200B\u2060", "a name has 1 to 255 visible characters"],
    ["name:\u200B\u0007", "a name has 1 to 255 visible characters"],
    ["x".repeat(256), "a name has 1 to 255 visible characters"],
    ["name: ", "a name has 1 to 255 visible characters"]
  ] as const) {
    it(`refuses ${JSON.stringify(text.slice(0, 40))}`, () => {
      const rule = parseRule(text)
      assert.isTrue(Result.isFailure(rule))
      if (Result.isFailure(rule)) {
        assert.include(rule.failure, words)
        assert.include(rule.failure, JSON.stringify(escape(text)).slice(0, 20))
        assert.isAtMost(rule.failure.length, 300)
      }
    })
  }

  it("says which forms there are", () => {
    for (const form of ["24 hexadecimal digits", "a name", "tag:key=value", "name:…"]) assert.include(ruleForms, form)
  })

  it("shows hidden characters of what it refuses", () => {
    assert.include(Result.merge(parseRule("tag:\u202Ex")), "\\u{202E}")
  })
})
