/** What a tool answers while the person has not confirmed yet: a form, or a plan for the assistant to show. */
import { type InputRequiredResult, inputRequired } from "@modelcontextprotocol/server"
import * as DateTime from "effect/DateTime"
import { mostTokens } from "../../answers/responseBudget/fitResponse.ts"
import { costOf } from "../../answers/responseBudget/shrink.ts"
import { bounded } from "../../answers/sanitize.ts"
import type { DestructiveChange } from "../../model/DestructiveChange.ts"
import { Refusal } from "../../model/Refusal.ts"
import type { Values } from "../../model/Values.ts"
import { cutEscaped } from "../../text/escapes.ts"
import type { Ticket } from "./ConfirmationTokens.ts"
import { type Details, detailsOf, oneLine } from "./fieldDetails.ts"
import { shownName, toType } from "./typedName.ts"

/** Where the server works: every confirmation names it, since a person may have two of them side by side. */
export interface Place {
  /** The name that the person gave this server, such as `staging`. */
  readonly profile?: string
  /** The host of Losant's API. */
  readonly host: string
}

/** Instead of carrying the call out. */
export class Ask {
  readonly _tag = "Ask"
  readonly answer:
    | { readonly kind: "form"; readonly result: InputRequiredResult }
    /** A success, as an answer of the tool before it is made safe by `bounded`. */
    | { readonly kind: "plan"; readonly content: Values }
  constructor(answer: Ask["answer"]) {
    this.answer = answer
  }
}

/** The name of the form among the requests of a call, and of its only field. */
export const formKey = "confirm"
export const formField = "answer"

const longestLine = 1_000

const line = (text: string): string => {
  const shown = oneLine(text)
  return shown.length <= longestLine ? shown : `${cutEscaped(shown, longestLine)} … (cut)`
}

const section = (title: string, lines: ReadonlyArray<string>): ReadonlyArray<string> =>
  lines.length === 0 ? [] : [title, ...lines.map((text) => `- ${oneLine(text)}`)]

const messageOf = (danger: DestructiveChange, { profile, host }: Place, { changes, others }: Details): string => {
  const { tool, action, instanceId, subject, part, facts, typesName, instead } = danger
  return [
    `${tool} wants to ${action}. Nothing has been done yet.`,
    ...(instead === undefined ? [] : [`What can be undone instead: ${line(instead)}`]),
    `Organization: ${shownName(subject.name)}`,
    `Id: ${line(subject.id)}`,
    ...(part === undefined ? [] : [`Whom or what: ${line(part)}`]),
    `Where: Losant${profile === undefined ? "" : ` [${line(profile)}]`}, host ${line(host)}, instance ${line(instanceId)}`,
    ...facts.map(({ label, value }) => `- ${line(label)}: ${line(value)}`),
    ...section("It changes:", changes),
    ...section(changes.length === 0 ? "Arguments:" : "Other arguments:", others),
    typesName ? `To go on, type the organization's ${toType(danger).kind}.` : "Go on?"
  ].join("\n")
}

const tooMuch = ({ tool }: DestructiveChange): Refusal =>
  new Refusal(
    "notConfirmed",
    "Nothing was done: the call changes more than a confirmation can show, and nobody is asked to confirm what they are " +
      `not shown. Call ${tool} with a part of the fields, and send the rest in another call.`
  )

/** A form that the client shows the person, or why there can be none. `redact` hides what must not be shown in it. */
export const form = (
  danger: DestructiveChange,
  place: Place,
  { text }: Ticket,
  redact: (text: string) => string
): Ask | Refusal => {
  const details = detailsOf(danger, true)
  if (details === undefined) return tooMuch(danger)
  const field = danger.typesName
    ? { type: "string" as const, title: `The organization's ${toType(danger).kind}` }
    : { type: "boolean" as const, title: "Yes, go on", default: false }
  const request = inputRequired.elicit({
    message: redact(messageOf(danger, place, details)),
    requestedSchema: { type: "object", properties: { [formField]: field }, required: [formField] }
  })
  return new Ask({
    kind: "form",
    result: inputRequired({ inputRequests: { [formKey]: request }, requestState: text })
  })
}

const cutFact = (text: string): string =>
  text.length <= longestLine ? text : `${cutEscaped(text, longestLine)} … (cut)`

/** Whether the answer of the tool would be cut: then somebody would confirm what they were not shown. */
const isCutAsAnswer = (content: Values): boolean => {
  const shown = bounded(content)
  return Object.hasOwn(shown, "truncated") || costOf(shown) > mostTokens
}

/** A plan for the assistant to show, or why there can be none. It leaves the organization's name out: that has to come from the person. */
export const plan = (danger: DestructiveChange, { profile, host }: Place, { text, expires }: Ticket): Ask | Refusal => {
  const { tool, action, instanceId, subject, part, facts, instead } = danger
  const details = detailsOf(danger, false)
  if (details === undefined) return tooMuch(danger)
  const { changes, others } = details
  const { kind } = toType(danger)
  const until = DateTime.formatIso(DateTime.makeUnsafe(expires))
  const content = {
    confirmation:
      `Nothing has been done yet. Show the person all of this plan, and ask them to type the ${kind} of the ` +
      `organization that they mean. Then call ${tool} again with the same arguments, confirmToken, and as confirmName ` +
      `what they typed. Never fill in confirmName yourself${kind === "name" ? ": the plan leaves the name out for that" : ""}. ` +
      `The token works once, until ${until}. If they do not answer, or do not want it, do nothing.`,
    ...(instead === undefined ? {} : { instead }),
    plan: {
      action,
      orgId: subject.id,
      ...(part === undefined ? {} : { subject: part }),
      ...(changes.length === 0 ? {} : { changes }),
      ...(others.length === 0 ? {} : { arguments: others }),
      facts: facts.map(({ label, value }) => cutFact(`${label}: ${value}`)),
      ...(profile === undefined ? {} : { profile }),
      host,
      instanceId
    },
    confirmToken: text,
    expires: until
  }
  return isCutAsAnswer(content) ? tooMuch(danger) : new Ask({ kind: "plan", content })
}
