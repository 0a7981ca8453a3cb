/** Whether the person has confirmed what destroys. */
import { inputResponse } from "@modelcontextprotocol/server"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import type { ConfirmMode } from "../../config/confirmMode.ts"
import { ClientRequest } from "../../model/ClientRequest.ts"
import type { DestructiveChange, Fact } from "../../model/DestructiveChange.ts"
import { HideToken } from "../../model/HideToken.ts"
import { type Reason, Refusal } from "../../model/Refusal.ts"
import { type Ask, form, formField, formKey, type Place, plan } from "./ConfirmationRequest.ts"
import { type Fault, make as makeTickets, type Purpose } from "./ConfirmationTokens.ts"
import { isTyped, toType } from "./typedName.ts"

export interface ConfirmationSettings extends Place {
  readonly mode: ConfirmMode
}

/** What the assistant brings from the plan and from the person. */
export interface Given {
  readonly confirmToken?: string
  readonly confirmName?: string
}

/** Reads more facts. */
export type Held = Effect.Effect<ReadonlyArray<Fact>>

/** A danger with more facts behind its own. */
export const withFacts = (danger: DestructiveChange, held: Held): Effect.Effect<DestructiveChange> =>
  Effect.map(held, (facts) => ({ ...danger, facts: [...danger.facts, ...facts] }))

const refused = ({ instead }: DestructiveChange, message: string, reason: Reason = "notConfirmed"): Refusal =>
  new Refusal(
    reason,
    `Nothing was done: ${message}${instead === undefined ? "" : ` What can be undone instead: ${instead}`}`
  )

const faults: { readonly [F in Fault]: string } = {
  foreign: "is not one that this server gave out, or was changed on the way, or the server was started anew since",
  spent: "was used before; it works once",
  expired: "is older than ten minutes",
  otherCall: "was given for another tool, organization or instance",
  otherArguments: "was given for other arguments",
  changedSince: "was given before the organization was last changed, or the member or invitation that it is about",
  crowded: "is one too many: too many were used for this organization in the last ten minutes. Wait ten minutes"
}

const again = { form: "the person is asked anew", plan: "without confirmToken, for a new plan to show the person" }

const faulty = (danger: DestructiveChange, purpose: Purpose, fault: Fault): Refusal => {
  const subject = purpose === "form" ? "the state that came back with the person's answer" : "confirmToken"
  const next = `Call ${danger.tool} again${purpose === "form" ? ":" : ""} ${again[purpose]}.`
  return refused(danger, `${subject} ${faults[fault]}. ${next}`, fault === "changedSince" ? fault : "notConfirmed")
}

const wrongName = (danger: DestructiveChange, next: string): Refusal =>
  refused(danger, `the typed ${toType(danger).kind} does not match that of organization ${danger.subject.id}. ${next}`)

const make = Effect.fnUntraced(function* (settings: ConfirmationSettings) {
  const tickets = yield* makeTickets

  const spend = (purpose: Purpose, danger: DestructiveChange, text: string): Effect.Effect<void, Refusal> =>
    Effect.mapError(tickets.spend(purpose, danger, text), (fault) => faulty(danger, purpose, fault))

  const byForm = Effect.fnUntraced(function* (
    danger: DestructiveChange,
    held: Held
  ): Effect.fn.Return<void, Refusal | Ask> {
    const { inputResponses, requestState } = yield* ClientRequest
    const state = requestState()
    if (inputResponses === undefined && state === undefined) {
      const hideToken = yield* HideToken
      const whole = yield* withFacts(danger, held)
      return yield* Effect.fail(form(whole, settings, yield* tickets.issue("form", danger), hideToken()))
    }
    // Before the answer is read: each form can be answered once, whatever the answer.
    const spent = yield* Effect.result(spend("form", danger, state ?? ""))
    const response = inputResponse(inputResponses, formKey)
    if (response.kind !== "elicit") {
      return yield* Effect.fail(
        refused(danger, `the client sent no answer to the form. Call ${danger.tool} again to have it shown.`)
      )
    }
    const answer = response.action === "accept" ? response.content?.[formField] : false
    if (answer === false) {
      return yield* Effect.fail(
        refused(
          danger,
          "the confirmation was declined, or never shown by this client. If the person saw a form and said no, leave it. " +
            `If they saw none, call ${danger.tool} again; where the client shows no forms, whoever runs this server can ` +
            "set LOSANT_MCP_CONFIRM=token."
        )
      )
    }
    if (spent._tag === "Failure") return yield* Effect.fail(spent.failure)
    if (danger.typesName ? typeof answer !== "string" || !isTyped(danger, answer) : answer !== true) {
      return yield* Effect.fail(
        danger.typesName
          ? wrongName(danger, `If the person means this organization, call ${danger.tool} again: they are asked anew.`)
          : refused(danger, `the form came back without a yes. Call ${danger.tool} again to have it shown.`)
      )
    }
  })

  const byToken = Effect.fnUntraced(function* (
    danger: DestructiveChange,
    held: Held,
    { confirmToken, confirmName }: Given
  ): Effect.fn.Return<void, Refusal | Ask> {
    if (confirmToken === undefined) {
      const whole = yield* withFacts(danger, held)
      return yield* Effect.fail(plan(whole, settings, yield* tickets.issue("plan", danger)))
    }
    if (confirmName === undefined) {
      return yield* Effect.fail(
        refused(
          danger,
          `confirmName is missing. Show the person the plan, ask them to type the organization's ${toType(danger).kind}, ` +
            `and call ${danger.tool} again with confirmToken and with confirmName as they typed it.`
        )
      )
    }
    // Before the name is compared: each token is good for one attempt.
    yield* spend("plan", danger, confirmToken)
    if (!isTyped(danger, confirmName)) {
      return yield* Effect.fail(
        wrongName(
          danger,
          "Tell the person, and ask whether they mean this organization. The token is used up: " +
            `call ${danger.tool} again without it for a new plan.`
        )
      )
    }
  })

  const confirm = Effect.fnUntraced(function* (
    danger: DestructiveChange,
    given: Given,
    held: Held = Effect.succeed([])
  ): Effect.fn.Return<void, Refusal | Ask> {
    const { canElicit } = yield* ClientRequest
    const { mode } = settings
    if (mode === "off") return
    if (mode === "token" || (mode === "auto" && !canElicit)) return yield* byToken(danger, held, given)
    if (canElicit) return yield* byForm(danger, held)
    return yield* Effect.fail(
      refused(
        danger,
        `this server takes a confirmation only by a form that the client shows to the person, and this client shows none. ` +
          "Use a client that supports elicitation; or whoever runs this server can set LOSANT_MCP_CONFIRM to auto or token."
      )
    )
  })

  return { asks: settings.mode !== "off", confirm }
})

export class Confirmation extends Context.Service<
  Confirmation,
  {
    /** Whether anything is confirmed at all. */
    readonly asks: boolean
    /**
     * Succeeds once the person has confirmed exactly this. Otherwise fails: with an {@link Ask} to answer instead of
     * carrying the call out, or with a {@link Refusal}. What is confirmed has to be carried out now: it works once.
     * `held` reads what is lost beside the facts of the danger: only where somebody is asked, so that nothing slow
     * comes between what was read and what is sent.
     */
    readonly confirm: (danger: DestructiveChange, given: Given, held?: Held) => Effect.Effect<void, Refusal | Ask>
  }
>()("@effect-losant/mcp-server/Confirmation") {
  /** One for the process: what one made, another does not know. */
  static readonly layer = (settings: ConfirmationSettings): Layer.Layer<Confirmation> =>
    Layer.effect(Confirmation, make(settings))
}
