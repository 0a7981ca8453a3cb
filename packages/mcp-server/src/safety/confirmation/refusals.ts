/** The refusals of calls that were not confirmed. */
import type { DestructiveChange } from "../../model/DestructiveChange.ts"
import { type Reason, Refusal } from "../../model/Refusal.ts"
import type { Purpose, TokenFault } from "./ConfirmationTokens.ts"
import { nameToType } from "./typedName.ts"

export const refusal = ({ instead }: DestructiveChange, message: string, reason: Reason = "notConfirmed"): Refusal =>
  new Refusal(
    reason,
    `Nothing was done: ${message}${instead === undefined ? "" : ` A reversible way instead: ${instead}`}`
  )

const faultTexts: { readonly [F in TokenFault]: string } = {
  foreign: "is not one that this server gave out, or was changed on the way, or the server has been restarted since",
  spent: "was used before; it works once",
  expired: "is older than ten minutes",
  otherCall: "was given for another tool, organization or instance",
  otherArguments: "was given for other arguments",
  changedSince: "was given before the organization was last changed, or the member or invitation that it is about",
  crowded: "is one too many: this organization had too many confirmations in the last ten minutes. Wait ten minutes"
}

const nextStep = {
  form: "then the person is asked again",
  plan: "without confirmToken, for a new plan to show the person",
  view: "then a new view of it is shown to the person"
}

const subjects = {
  form: "the state that came back with the person's answer",
  plan: "confirmToken",
  view: "the secret of the view"
}

export const faultRefusal = (danger: DestructiveChange, purpose: Purpose, fault: TokenFault): Refusal => {
  const next = `Call ${danger.tool} again${purpose === "plan" ? "" : ":"} ${nextStep[purpose]}.`
  return refusal(
    danger,
    `${subjects[purpose]} ${faultTexts[fault]}. ${next}`,
    fault === "changedSince" ? fault : "notConfirmed"
  )
}

export const wrongNameRefusal = (danger: DestructiveChange, next: string): Refusal => {
  const { kind, id } = danger.subject
  const of = `the ${kind}${id === undefined ? "" : ` ${id}`}`
  return refusal(
    danger,
    danger.typed === undefined
      ? `the typed ${nameToType(danger.subject).kind} does not match that of ${of}. ${next}`
      : `what was typed does not match what ${of} needs. ${next}`
  )
}

const withoutForms = "the person who runs this server can set LOSANT_MCP_CONFIRM=token"

/** The refusals of a form that came back without a confirmation. */
export const formRefusals = {
  missing: (danger: DestructiveChange): Refusal =>
    refusal(danger, `the client sent no answer to the form. Call ${danger.tool} again to have it shown.`),
  // The same client would answer the next form in the same way, so the advice to call again would not help.
  empty: (danger: DestructiveChange): Refusal =>
    refusal(
      danger,
      "the client accepted the form and sent no answer with it: it did not show the form's field to the person, or left the " +
        `answer out. Do not call ${danger.tool} again in this client; ${withoutForms}, which needs no form.`
    ),
  declined: (danger: DestructiveChange): Refusal =>
    refusal(
      danger,
      "the confirmation was declined, or never shown by this client. If the person saw a form and said no, leave it. " +
        `If they saw none, call ${danger.tool} again; where the client shows no forms, ${withoutForms}.`
    )
}
