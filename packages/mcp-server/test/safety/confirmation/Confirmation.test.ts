import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as TestClock from "effect/testing/TestClock"
import type { ConfirmMode } from "../../../src/config/confirmSettings.ts"
import type { DestructiveChange } from "../../../src/model/DestructiveChange.ts"
import { Confirmation } from "../../../src/safety/confirmation/Confirmation.ts"
import {
  confirm,
  deletion,
  elicitingClient,
  formOf,
  planOf,
  refusalOf,
  removal,
  settings
} from "../../support/confirmation.ts"
import { orgId } from "../../support/samples.ts"

const inMode = (mode: ConfirmMode) => Effect.provide(Confirmation.layer({ ...settings, mode }))
const inAuto = inMode("auto")

const accepted = (answer: unknown) => ({ action: "accept", content: { answer } })

/** Shows the form, and brings back what the client answers. */
const answered = Effect.fnUntraced(function* (
  response: unknown,
  danger: DestructiveChange = deletion,
  later: DestructiveChange = danger
) {
  const { state } = formOf(yield* confirm(danger, {}, elicitingClient()))
  return { state, outcome: yield* confirm(later, {}, elicitingClient({ response, state })) }
})

const again = (state: string, answer: unknown = "Northwind") =>
  confirm(deletion, {}, elicitingClient({ response: accepted(answer), state }))

describe("by a form", () => {
  it.effect("an answer with the name confirms, once", () =>
    Effect.gen(function* () {
      const { state, outcome } = yield* answered(accepted(" Northwind "))
      assert.strictEqual(outcome, "confirmed")
      assert.include(refusalOf(yield* again(state)).message, "was used before; it works once")
    }).pipe(inAuto)
  )

  it.effect("a yes confirms where no name is to be typed", () =>
    Effect.gen(function* () {
      assert.strictEqual((yield* answered(accepted(true), removal)).outcome, "confirmed")
    }).pipe(inAuto)
  )

  it.effect.each(["northwind", "", true, "true", 7, ["Northwind"]])(
    "an answer with %j instead of the name is refused, without the name, and uses the form up",
    (typed) =>
      Effect.gen(function* () {
        const { state, outcome } = yield* answered(accepted(typed))
        const { reason, message } = refusalOf(outcome)
        assert.strictEqual(reason, "notConfirmed")
        assert.include(message, `Nothing was done: the typed name does not match that of the organization ${orgId}.`)
        assert.notInclude(message, "Northwind")
        assert.include(refusalOf(yield* again(state)).message, "was used before")
      }).pipe(inAuto)
  )

  it.effect.each([1, "yes", "", "Northwind", ["true"]])("%j is no yes", (answer) =>
    Effect.gen(function* () {
      const { outcome } = yield* answered(accepted(answer), removal)
      assert.include(refusalOf(outcome).message, "the form came back without a yes")
    }).pipe(inAuto)
  )

  it.effect.each(["true", " True ", "TRUE"])("%j is a yes, which some clients send as a text", (answer) =>
    Effect.gen(function* () {
      assert.strictEqual((yield* answered(accepted(answer), removal)).outcome, "confirmed")
    }).pipe(inAuto)
  )

  it.effect.each(["false", " False "])("%j is a no", (answer) =>
    Effect.gen(function* () {
      assert.include(refusalOf((yield* answered(accepted(answer), removal)).outcome).message, "was declined")
    }).pipe(inAuto)
  )

  it.effect.each(["true", "false"])("an organization may be called %s", (name) =>
    Effect.gen(function* () {
      const danger = { ...deletion, subject: { ...deletion.subject, name } }
      assert.strictEqual((yield* answered(accepted(name), danger)).outcome, "confirmed")
    }).pipe(inAuto)
  )

  it.effect.each<readonly [string, unknown]>([
    ["without content", { action: "accept" }],
    ["with null as content", { action: "accept", content: null }],
    ["with empty content", { action: "accept", content: {} }],
    ["with null", accepted(null)],
    ["with another field", { action: "accept", content: { confirm: true, name: "Northwind" } }]
  ])("an accepted form %s is refused, names the way without forms, and uses the form up", ([_, response]) =>
    Effect.gen(function* () {
      for (const danger of [deletion, removal]) {
        const { state, outcome } = yield* answered(response, danger)
        const { reason, message } = refusalOf(outcome)
        assert.strictEqual(reason, "notConfirmed")
        assert.include(message, "Nothing was done: the client accepted the form and sent no answer with it")
        assert.include(message, "LOSANT_MCP_CONFIRM=token")
        const whole = accepted(danger === deletion ? "Northwind" : true)
        const second = yield* confirm(danger, {}, elicitingClient({ response: whole, state }))
        assert.include(refusalOf(second).message, "was used before")
      }
    }).pipe(inAuto)
  )

  it.effect.each<readonly [string, unknown]>([
    ["a decline", { action: "decline" }],
    ["a decline that holds the name", { action: "decline", content: { answer: "Northwind" } }],
    ["a cancellation", { action: "cancel" }],
    ["a no", accepted(false)]
  ])("%s is refused, says what the person can do, and uses the form up", ([_, response]) =>
    Effect.gen(function* () {
      const { state, outcome } = yield* answered(response)
      const { reason, message } = refusalOf(outcome)
      assert.strictEqual(reason, "notConfirmed")
      assert.include(message, "Nothing was done: the confirmation was declined, or never shown by this client.")
      assert.include(message, "call losant_delete_org again; where the client shows no forms")
      assert.include(message, "LOSANT_MCP_CONFIRM=token")
      assert.include(message, "A reversible way instead: call losant_update_org with disabledAt or isReadOnly.")
      assert.include(refusalOf(yield* again(state)).message, "was used before")
    }).pipe(inAuto)
  )

  it.effect.each([undefined, null, "accept", {}, { action: "yes" }, { roots: [] }, [accepted("Northwind")]])(
    "%j is no answer",
    (response) =>
      Effect.gen(function* () {
        const { outcome } = yield* answered(response)
        assert.include(refusalOf(outcome).message, "the client sent no answer to the form")
      }).pipe(inAuto)
  )

  it.effect.each<readonly [string, Partial<DestructiveChange>, string]>([
    [
      "another organization",
      { subject: { ...deletion.subject, id: "5f00000000000000000000a2" } },
      "was given for another tool, organization"
    ],
    ["another tool", { tool: "losant_update_org" }, "was given for another tool, organization"],
    ["other arguments", { arguments: { orgId, disabledAt: true } }, "was given for other arguments"]
  ])("an answer for %s is refused", ([_, other, words]) =>
    Effect.gen(function* () {
      const { outcome } = yield* answered(accepted("Northwind"), deletion, { ...deletion, ...other })
      const { reason, message } = refusalOf(outcome)
      assert.strictEqual(reason, "notConfirmed")
      assert.include(message, words)
      assert.include(message, "again: then the person is asked again.")
    }).pipe(inAuto)
  )

  it.effect("an answer after the organization was changed is refused as that", () =>
    Effect.gen(function* () {
      const changed = { ...deletion, state: { org: { lastUpdated: "2026-11-02T00:00:00.000Z" } } }
      const { reason, message } = refusalOf((yield* answered(accepted("Northwind"), deletion, changed)).outcome)
      assert.strictEqual(reason, "changedSince")
      assert.include(message, "was given before the organization was last changed")
    }).pipe(inAuto)
  )

  it.effect("an answer after ten minutes is refused", () =>
    Effect.gen(function* () {
      const { state } = formOf(yield* confirm(deletion, {}, elicitingClient()))
      yield* TestClock.adjust("10 minutes")
      assert.include(refusalOf(yield* again(state)).message, "is older than ten minutes")
    }).pipe(inAuto)
  )

  it.effect.each(["", "forged", "form.zzzzzzzz.n.c.v.s.mac"])("an answer with the state %j is refused", (state) =>
    Effect.gen(function* () {
      assert.include(refusalOf(yield* again(state)).message, "is not one that this server gave out")
    }).pipe(inAuto)
  )

  it.effect("an answer without any state is refused", () =>
    Effect.gen(function* () {
      const outcome = yield* confirm(deletion, {}, elicitingClient({ response: accepted("Northwind") }))
      assert.include(refusalOf(outcome).message, "is not one that this server gave out")
    }).pipe(inAuto)
  )

  it.effect("of two equal answers at once only one confirms", () =>
    Effect.gen(function* () {
      const { state } = formOf(yield* confirm(deletion, {}, elicitingClient()))
      const outcomes = yield* Effect.all([again(state), again(state)], { concurrency: "unbounded" })
      assert.strictEqual(outcomes.filter((outcome) => outcome === "confirmed").length, 1)
    }).pipe(inAuto)
  )

  it.effect("a token of the other way confirms nothing, though a form's answer brings it", () =>
    Effect.gen(function* () {
      const { confirmToken } = planOf(yield* confirm(deletion))
      assert.include(refusalOf(yield* again(confirmToken)).message, "is not one that this server gave out")
      assert.include(
        formOf(yield* confirm(deletion, { confirmToken, confirmName: "Northwind" }, elicitingClient())).message,
        "Id:"
      )
    }).pipe(inAuto)
  )
})

describe("by a token", () => {
  const plan = Effect.map(confirm(deletion), planOf)

  it.effect("the second call with it and the name confirms, once", () =>
    Effect.gen(function* () {
      const given = { confirmToken: (yield* plan).confirmToken, confirmName: "Northwind" }
      assert.strictEqual(yield* confirm(deletion, given), "confirmed")
      const { reason, message } = refusalOf(yield* confirm(deletion, given))
      assert.strictEqual(reason, "notConfirmed")
      assert.include(message, "Nothing was done: confirmToken was used before; it works once.")
      assert.include(message, "Call losant_delete_org again without confirmToken, for a new plan")
    }).pipe(inAuto)
  )

  it.effect("a call without the name is told to ask for it, and the token stays good", () =>
    Effect.gen(function* () {
      const { confirmToken } = yield* plan
      const { message } = refusalOf(yield* confirm(deletion, { confirmToken }))
      assert.include(message, "confirmName is missing. Show the person the plan, ask them to type")
      assert.notInclude(message, "Northwind")
      assert.strictEqual(yield* confirm(deletion, { confirmToken, confirmName: "Northwind" }), "confirmed")
    }).pipe(inAuto)
  )

  it.effect("a wrong name is refused, without the right one, and uses the token up", () =>
    Effect.gen(function* () {
      const { confirmToken } = yield* plan
      const { message } = refusalOf(yield* confirm(deletion, { confirmToken, confirmName: "Southwind" }))
      assert.include(message, "the typed name does not match")
      assert.notInclude(message, "Northwind")
      const second = yield* confirm(deletion, { confirmToken, confirmName: "Northwind" })
      assert.include(refusalOf(second).message, "was used before")
    }).pipe(inAuto)
  )

  it.effect("a name without a token gets a plan", () =>
    Effect.gen(function* () {
      assert.isNotEmpty(planOf(yield* confirm(deletion, { confirmName: "Northwind" })).confirmToken)
    }).pipe(inAuto)
  )

  it.effect("a yes takes the token alone, once, and minds no name", () =>
    Effect.gen(function* () {
      for (const further of [{}, { confirmName: "whatever" }]) {
        const { confirmToken } = planOf(yield* confirm(removal))
        assert.strictEqual(yield* confirm(removal, { confirmToken, ...further }), "confirmed")
        assert.include(refusalOf(yield* confirm(removal, { confirmToken })).message, "was used before; it works once")
      }
    }).pipe(inAuto)
  )

  it.effect("where the level is strict a yes takes the name too", () =>
    Effect.gen(function* () {
      const { confirmToken } = planOf(yield* confirm(removal))
      assert.include(refusalOf(yield* confirm(removal, { confirmToken })).message, "confirmName is missing")
      assert.strictEqual(yield* confirm(removal, { confirmToken, confirmName: "Northwind" }), "confirmed")
    }).pipe(Effect.provide(Confirmation.layer({ ...settings, level: "strict" })))
  )

  it.effect("the token of a yes is void once the same call needs a typed name, also with the name", () =>
    Effect.gen(function* () {
      const { confirmToken } = planOf(yield* confirm(removal))
      const last: DestructiveChange = { ...removal, dangers: ["removeMember", "takeLastAdmin"] }
      assert.include(refusalOf(yield* confirm(last, { confirmToken })).message, "confirmName is missing")
      const { reason } = refusalOf(yield* confirm(last, { confirmToken, confirmName: "Northwind" }))
      assert.strictEqual(reason, "changedSince")
    }).pipe(inAuto)
  )

  it.effect.each<readonly [string, Partial<DestructiveChange>, string, string]>([
    [
      "another organization",
      { subject: { ...deletion.subject, id: "5f00000000000000000000a2" } },
      "notConfirmed",
      "for another tool, organization"
    ],
    ["other arguments", { arguments: { orgId, ifLastUpdated: "x" } }, "notConfirmed", "given for other arguments"],
    [
      "a changed organization",
      { state: { org: { lastUpdated: "2027-01-01T00:00:00.000Z" } } },
      "changedSince",
      "was last changed"
    ]
  ])("a token is refused for %s", ([_, other, reason, words]) =>
    Effect.gen(function* () {
      const given = { confirmToken: (yield* plan).confirmToken, confirmName: "Northwind" }
      const refusal = refusalOf(yield* confirm({ ...deletion, ...other }, given))
      assert.strictEqual(refusal.reason, reason)
      assert.include(refusal.message, words)
    }).pipe(inAuto)
  )

  it.effect("a token is refused after ten minutes, and when it was changed", () =>
    Effect.gen(function* () {
      const { confirmToken } = yield* plan
      const tampered = { confirmToken: `${confirmToken}x`, confirmName: "Northwind" }
      assert.include(refusalOf(yield* confirm(deletion, tampered)).message, "not one that this server gave out")
      yield* TestClock.adjust("10 minutes")
      const late = yield* confirm(deletion, { confirmToken, confirmName: "Northwind" })
      assert.include(refusalOf(late).message, "is older than ten minutes")
    }).pipe(inAuto)
  )

  it.effect("of two second calls at once only one confirms", () =>
    Effect.gen(function* () {
      const given = { confirmToken: (yield* plan).confirmToken, confirmName: "Northwind" }
      const outcomes = yield* Effect.all([confirm(deletion, given), confirm(deletion, given)], { concurrency: 2 })
      assert.strictEqual(outcomes.filter((outcome) => outcome === "confirmed").length, 1)
    }).pipe(inAuto)
  )

  it.effect("a form's state is no token", () =>
    Effect.gen(function* () {
      const { state } = formOf(yield* confirm(deletion, {}, elicitingClient()))
      const outcome = yield* confirm(deletion, { confirmToken: state, confirmName: "Northwind" })
      assert.include(refusalOf(outcome).message, "not one that this server gave out")
    }).pipe(inAuto)
  )
})

describe("the mode", () => {
  it.effect("elicit shows a form", () =>
    Effect.gen(function* () {
      assert.isNotEmpty(formOf(yield* confirm(deletion, {}, elicitingClient())).state)
    }).pipe(inMode("elicit"))
  )

  it.effect("elicit refuses a client that shows no forms, and says what to do", () =>
    Effect.gen(function* () {
      for (const given of [{}, { confirmToken: "plan.1.2.3.4.5.6", confirmName: "Northwind" }]) {
        const { reason, message } = refusalOf(yield* confirm(deletion, given))
        assert.strictEqual(reason, "notConfirmed")
        assert.include(message, "Nothing was done: this server takes a confirmation only by a form")
        assert.include(message, "set LOSANT_MCP_CONFIRM to auto or token")
      }
    }).pipe(inMode("elicit"))
  )

  it.effect("token answers a plan though the client shows forms, and takes no form's answer", () =>
    Effect.gen(function* () {
      const { confirmToken } = planOf(yield* confirm(deletion, {}, elicitingClient()))
      const forged = elicitingClient({ response: accepted("Northwind"), state: confirmToken })
      assert.isNotEmpty(planOf(yield* confirm(deletion, {}, forged)).confirmToken)
      const given = { confirmToken, confirmName: "Northwind" }
      assert.strictEqual(yield* confirm(deletion, given, elicitingClient()), "confirmed")
    }).pipe(inMode("token"))
  )

  it.effect("off asks nothing", () =>
    Effect.gen(function* () {
      assert.strictEqual(yield* confirm(deletion), "confirmed")
      assert.strictEqual(yield* confirm(deletion, {}, elicitingClient()), "confirmed")
    }).pipe(inMode("off"))
  )
})
