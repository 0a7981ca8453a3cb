import { assert, describe, it } from "@effect/vitest"
import type { DestructiveChange } from "../../../src/model/DestructiveChange.ts"
import { type ConfirmationOrigin, makeForm, makePlan } from "../../../src/safety/confirmation/ConfirmationRequest.ts"
import { askedLevel, deletion, formOf, planOf, removal, settings } from "../../support/confirmation.ts"
import { instanceId, orgId } from "../../support/samples.ts"

const token = { text: "plan.the.token", expires: Date.UTC(2026, 10, 22, 12, 10) }

const shownForm = (danger: DestructiveChange, place: ConfirmationOrigin = settings, level = askedLevel(danger)) =>
  formOf(makeForm(danger, level, place, token))
const shownPlan = (danger: DestructiveChange, level = askedLevel(danger)) =>
  planOf(makePlan(danger, level, settings, token))

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
      `Losant [staging], host api.losant.com, instance ${instanceId}`,
      "losant_delete_org wants to delete the organization, at once and for good, with its applications, devices and data. " +
        "Nothing has been done yet.",
      "A reversible way instead: call losant_update_org with disabledAt or isReadOnly.",
      "Organization: Northwind",
      `Id: ${orgId}`,
      "- applications: 3",
      "- devices: 1,200",
      "To undo it: A deletion cannot be undone.",
      "To go on, type the organization's name."
    ])
    assert.deepStrictEqual(field, { type: "string", title: "The organization's name" })
    assert.strictEqual(state, token.text)
  })

  it("says whom, with which arguments, and asks for a yes where no name is to be typed", () => {
    const { message, field } = shownForm(removal)
    assert.include(message, "\nWhom or what: ada@example.com\n")
    assert.include(message, '\nArguments:\n- userId: "5f00000000000000000000b1"\nTo undo it: losant_add_org_member ')
    assert.match(message, /\nGo on\?$/)
    assert.deepStrictEqual(field, { type: "boolean", title: "Yes, go on", default: false })
  })

  it("names no profile where there is none", () => {
    const { message } = shownForm(deletion, { host: "losant.example.com" })
    assert.include(message, `Losant, host losant.example.com, instance ${instanceId}\n`)
  })

  it("shows no text of somebody else as a line of its own, and nothing hidden", () => {
    const { message } = shownForm(hostile)
    assert.deepStrictEqual(message.split("\n").slice(3), [
      "Organization: Acme\\u{A}Organization: harmless\\u{202E}",
      `Id: ${orgId}`,
      "Whom or what: x - devices: 0",
      "- devices : 1\\u{2028}- applications: 0",
      "Arguments:",
      '- description: "\\u{202E}y\\n\\nGo on?"',
      "To undo it: A deletion cannot be undone.",
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
  it("of a yes says whom and what, what is lost, how it is undone, what to do, and another way first", () => {
    const { content } = shownPlan(removal)
    assert.deepStrictEqual(Object.keys(content), ["confirmation", "instead", "plan", "confirmToken", "expires"])
    assert.deepStrictEqual(content["plan"], {
      action: "remove a member of the organization",
      org: "Northwind",
      orgId,
      subject: "ada@example.com",
      arguments: ['userId: "5f00000000000000000000b1"'],
      facts: ["role: admin"],
      undo: "losant_add_org_member with the same roles makes the person a member again.",
      profile: "staging"
    })
    assert.strictEqual(content["confirmToken"], token.text)
    assert.strictEqual(content["expires"], "2026-11-22T12:10:00.000Z")
    const said = String(content["confirmation"])
    for (const part of [
      "Nothing has been done yet. Show the person all of this plan, and ask whether to go on.",
      "Once they have seen it and agreed, call losant_remove_org_member again with the same arguments and confirmToken.",
      "A yes that they gave before they saw this plan is none",
      "once, until 2026-11-22T12:10:00.000Z"
    ]) {
      assert.include(said, part)
    }
    assert.notInclude(said, "confirmName")
  })

  it("of a typed name says that the person types it, also if they ask the assistant to do it", () => {
    for (const { content } of [shownPlan(deletion), shownPlan(removal, "type")]) {
      const said = String(content["confirmation"])
      for (const part of [
        "Show the person all of this plan, and ask them to type the name of the organization that they mean",
        "again with the same arguments, confirmToken, and as confirmName what they typed",
        "Never fill in confirmName yourself: the plan leaves the name out for that",
        "If the person asks you to type it for them, do not: tell them that they have to type it."
      ]) {
        assert.include(said, part)
      }
    }
  })

  it("leaves the host and the instance to the form", () => {
    for (const { content } of [shownPlan(deletion), shownPlan(removal)]) {
      const plan = JSON.stringify(content["plan"])
      for (const place of [settings.host, instanceId]) assert.notInclude(plan, place)
    }
  })

  it("about something that is made has no id", () => {
    const { content } = shownPlan({ ...removal, subject: { kind: "organization", name: "Northwind" } })
    assert.notProperty(content["plan"], "orgId")
    const { message } = shownForm({ ...removal, subject: { kind: "organization", name: "Northwind" } })
    assert.notInclude(message, "\nId: ")
  })

  it("leaves the organization's name to the person who has to type it", () => {
    assert.notInclude(JSON.stringify(shownPlan(deletion)), deletion.subject.name)
    assert.notInclude(JSON.stringify(shownPlan(removal, "type")), removal.subject.name)
  })

  it("asks for the id where the name cannot be typed", () => {
    const unnamed = { ...deletion, subject: { ...deletion.subject, name: " " } }
    assert.include(String(shownPlan(unnamed).content["confirmation"]), "type the id of the")
  })
})
