import { assert, describe, it } from "@effect/vitest"
import type { DestructiveChange } from "../../../src/model/DestructiveChange.ts"
import { makeForm, makePlan } from "../../../src/safety/confirmation/ConfirmationRequest.ts"
import { deletion, formOf, planOf, removal, settings } from "../../support/confirmation.ts"
import { instanceId, orgId } from "../../support/samples.ts"

const ticket = { text: "plan.the.ticket", expires: Date.UTC(2026, 10, 22, 12, 10) }

const shownForm = (danger: DestructiveChange, place: Parameters<typeof makeForm>[1] = settings) =>
  formOf(makeForm(danger, place, ticket))
const shownPlan = (danger: DestructiveChange) => planOf(makePlan(danger, settings, ticket))

const hostile: DestructiveChange = {
  ...deletion,
  subject: { ...deletion.subject, name: "Acme\nOrganization: harmless\u{202E}" },
  part: "x\n- devices: 0",
  arguments: { orgId, description: "\u{202E}y\n\nGo on?" },
  facts: [{ label: "devices\n", value: "1\u{2028}- applications: 0" }]
}

describe("the form", () => {
  it("says what, where, what can be undone instead before what is lost, and asks for the name", () => {
    const { message, field, state } = shownForm(deletion)
    assert.deepStrictEqual(message.split("\n"), [
      "losant_delete_org wants to delete the organization at once and for good. Nothing has been done yet.",
      "A reversible way instead: call losant_update_org with disabledAt or isReadOnly.",
      "Organization: Northwind",
      `Id: ${orgId}`,
      `Where: Losant [staging], host api.losant.com, instance ${instanceId}`,
      "- applications: 3",
      "- devices: 1,200",
      "To go on, type the organization's name."
    ])
    assert.deepStrictEqual(field, { type: "string", title: "The organization's name" })
    assert.strictEqual(state, ticket.text)
  })

  it("says whom, with which arguments, and asks for a yes where no name is to be typed", () => {
    const { message, field } = shownForm(removal)
    assert.include(message, "\nWhom or what: ada@example.com\n")
    assert.include(message, '\nArguments:\n- userId: "5f00000000000000000000b1"\nGo on?')
    assert.deepStrictEqual(field, { type: "boolean", title: "Yes, go on", default: false })
  })

  it("names no profile where there is none", () => {
    const { message } = shownForm(deletion, { host: "losant.example.com" })
    assert.include(message, `\nWhere: Losant, host losant.example.com, instance ${instanceId}\n`)
  })

  it("shows no text of somebody else as a line of its own, and nothing hidden", () => {
    const { message } = shownForm(hostile)
    assert.deepStrictEqual(message.split("\n").slice(2), [
      "Organization: Acme\\u{A}Organization: harmless\\u{202E}",
      `Id: ${orgId}`,
      "Whom or what: x - devices: 0",
      `Where: Losant [staging], host api.losant.com, instance ${instanceId}`,
      "- devices : 1\\u{2028}- applications: 0",
      "Arguments:",
      '- description: "\\u{202E}y\\n\\nGo on?"',
      "To go on, type the organization's name."
    ])
  })

  it("cuts what is long, and says so", () => {
    const long = {
      ...deletion,
      subject: { ...deletion.subject, name: "n".repeat(1e6) },
      arguments: { description: "x".repeat(1e6) }
    }
    const { message, field } = shownForm({ ...long, facts: [{ label: "devices", value: "9".repeat(1e6) }] })
    assert.isBelow(message.length, 6_000)
    assert.include(message, 'x…" (cut, 1000000 characters)\n')
    assert.include(message, "9 … (cut)\n")
    assert.deepStrictEqual(field, { type: "string", title: "The organization's id" })
  })
})

describe("a form about a text with many blanks", () => {
  it.each([" ", "\u{A0}", "\u{2003}", "\u{202F}", "\u{3000}", "\u{2800}", "\u{A0}\u{2800} "])(
    "shows %j in a row as one blank, so that nothing wraps into a line of its own",
    (blank) => {
      const text = `Acme${blank.repeat(120)}Id: 000000000000000000000000`
      const { message } = shownForm({
        ...removal,
        part: text,
        subject: { ...removal.subject, name: text },
        facts: [{ label: text, value: text }],
        arguments: { reason: text },
        changes: { [text]: { before: text, after: [text] } }
      })
      assert.notMatch(message, /[\p{Zs}\u{2800}]{2}/u)
      assert.include(message, "\nOrganization: Acme Id: 000000000000000000000000\n")
    }
  )
})

describe("the plan", () => {
  it("says what, where and what is lost, what to do, and what can be undone instead first", () => {
    const { content } = shownPlan(removal)
    assert.deepStrictEqual(Object.keys(content), ["confirmation", "instead", "plan", "confirmToken", "expires"])
    assert.deepStrictEqual(content["plan"], {
      action: removal.action,
      orgId,
      subject: "ada@example.com",
      arguments: ['userId: "5f00000000000000000000b1"'],
      facts: ["role: admin"],
      profile: "staging",
      host: "api.losant.com",
      instanceId
    })
    assert.strictEqual(content["confirmToken"], ticket.text)
    assert.strictEqual(content["expires"], "2026-11-22T12:10:00.000Z")
    const said = String(content["confirmation"])
    for (const part of [
      "Nothing has been done yet. Show the person all of this plan, and ask them to type the name",
      "call losant_remove_org_member again with the same arguments, confirmToken, and as confirmName what they typed",
      "Never fill in confirmName yourself",
      "once, until 2026-11-22T12:10:00.000Z"
    ]) {
      assert.include(said, part)
    }
  })

  it("leaves the organization's name to the person", () => {
    assert.notInclude(JSON.stringify(shownPlan(deletion)), deletion.subject.name)
  })

  it("asks for the id where the name cannot be typed", () => {
    const unnamed = { ...deletion, subject: { ...deletion.subject, name: " " } }
    assert.include(String(shownPlan(unnamed).content["confirmation"]), "type the id of the")
  })
})
