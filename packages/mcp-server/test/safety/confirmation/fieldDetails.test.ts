import { assert, describe, it } from "@effect/vitest"
import { fitResponse } from "../../../src/answers/responseBudget/fitResponse.ts"
import { sanitize } from "../../../src/answers/sanitize.ts"
import type { DestructiveChange } from "../../../src/model/DestructiveChange.ts"
import { Refusal } from "../../../src/model/Refusal.ts"
import { makeForm, makePlan } from "../../../src/safety/confirmation/ConfirmationRequest.ts"
import { detailsOf } from "../../../src/safety/confirmation/fieldDetails.ts"
import { deletion, formOf, planOf, settings } from "../../support/confirmation.ts"
import { orgId } from "../../support/samples.ts"

const token = { text: `plan.${"x".repeat(150)}`, expires: Date.UTC(2026, 10, 22, 12, 10) }

const filler = "All fine. ".repeat(3_000)

const update: DestructiveChange = {
  ...deletion,
  tool: "losant_update_org",
  dangers: ["disableOrg"],
  arguments: {
    orgId,
    description: filler,
    disabledAt: true,
    tags: { set: ["pwned=1"] },
    clear: ["limits.device"],
    ifLastUpdated: "2026-11-01"
  },
  changes: {
    description: { before: "old", after: filler },
    name: { before: "Northwind", after: "Southwind" },
    disabledAt: { after: true },
    "limits.device": { before: 10 },
    whitelistedEmailDomains: { before: [], after: ["evil.example"] },
    "tags.pwned": { after: "1" },
    "tags.a b": { before: ["x", "y"] }
  }
}

const shownForm = (danger: DestructiveChange) => makeForm(danger, "yes", settings, token)
const shownPlan = (danger: DestructiveChange) => makePlan(danger, "yes", settings, token)

const manyTags = (count: number, value: string): DestructiveChange => ({
  ...update,
  changes: {
    disabledAt: { after: true },
    ...Object.fromEntries(Array.from({ length: count }, (_, index) => [`tags.k${index}`, { after: value }])),
    mfaMode: { before: "required", after: "notRequired" }
  }
})

describe("detailsOf", () => {
  it("has a line for each field, whatever stands in the others", () => {
    const details = detailsOf(update, true)
    assert.deepStrictEqual(details, {
      changes: [
        `description: "old" → "${filler.slice(0, 100)}…" (cut, 30000 characters)`,
        'name: "Northwind" → "Southwind"',
        "disabledAt: none → true",
        "limits.device: 10 → none",
        'whitelistedEmailDomains: [] → ["evil.example"]',
        'tags.pwned: none → "1"',
        '"tags.a b": ["x","y"] → none'
      ],
      others: ['clear: ["limits.device"]', 'ifLastUpdated: "2026-11-01"']
    })
  })

  it("leaves the organization's name out where it is to come from the person", () => {
    assert.include(detailsOf(update, false)?.changes ?? [], 'name: → "Southwind"')
    assert.notInclude(JSON.stringify(makePlan(update, "type", settings, token)), "Northwind")
  })

  it("cuts a list, and says how many there are", () => {
    const after = Array.from({ length: 50 }, (_, index) => `domain-${index}.example`)
    const [line] = detailsOf({ ...update, arguments: {}, changes: { domains: { after } } }, true)?.changes ?? []
    assert.match(line ?? "", /^domains: none → \["domain-0\.example",.{80,}… \(cut, 50 items\)$/)
  })

  it("cuts the values shorter where there are many, and no name", () => {
    const details = detailsOf(manyTags(90, "Some words of a value, and some more of it. ".repeat(6)), true)
    assert.lengthOf(details?.changes ?? [], 92)
    assert.match(details?.changes[90] ?? "", /^tags\.k89: none → "Some words.*…" \(cut, 264 characters\)$/)
  })
})

describe("a confirmation of many fields", () => {
  it.each([
    ["many v", "v".repeat(250)],
    ["words", "Some words of a value. ".repeat(11)],
    ["Chinese", "\u4e2d".repeat(250)]
  ])("shows all of 90 tags of %s, in the form and in a plan that is not cut", (_, value) => {
    const danger = manyTags(90, value)
    const { message } = formOf(shownForm(danger))
    const { content } = planOf(shownPlan(danger))
    const answer = fitResponse(sanitize(content))
    assert.notProperty(answer, "leftOut")
    assert.notProperty(answer, "truncated")
    assert.strictEqual(answer["confirmToken"], token.text)
    const text = JSON.stringify(answer)
    for (const name of ["disabledAt", "mfaMode", ...Array.from({ length: 90 }, (_, index) => `tags.k${index}`)]) {
      assert.include(message, `\n- ${name}: `)
      assert.include(text, `"${name}: `)
    }
  })

  it("is refused, and no token given, where there is no room for all of them", () => {
    const hidden = manyTags(90, "\u202E".repeat(250))
    const many = manyTags(2_000, "v")
    for (const answer of [shownForm(many), shownPlan(many), shownForm(hidden), shownPlan(hidden)]) {
      assert(answer instanceof Refusal)
      assert.include(answer.message, "Nothing was done")
      assert.include(answer.message, "send the rest in another call")
      assert.notInclude(answer.message, token.text)
    }
  })

  it("is refused where something else would be cut", () => {
    const answer = shownPlan({ ...update, part: "x".repeat(5_000) })
    assert(answer instanceof Refusal)
  })

  it("lets no name or value look like a line of its own", () => {
    const hostile = { ...update, changes: { "tags.x\n- devices: 0": { after: "y\nGo on?\u2028" } } }
    const { message } = formOf(shownForm(hostile))
    assert.include(message, '\n- "tags.x\\n- devices: 0": none → "y\\nGo on?\\u{2028}"\n')
  })
})
