/** The answer of a tool that waits for a confirmation: a form, or a plan that the assistant shows to the person. */
import { type InputRequiredResult, inputRequired } from "@modelcontextprotocol/server"
import * as DateTime from "effect/DateTime"
import { maxTokens } from "../../answers/responseBudget/fitResponse.ts"
import { costOf } from "../../answers/responseBudget/shrink.ts"
import { sanitize } from "../../answers/sanitize.ts"
import { type DestructiveChange, describeAction, describeUndo } from "../../model/DestructiveChange.ts"
import { Refusal } from "../../model/Refusal.ts"
import { subjectField } from "../../model/Subject.ts"
import type { NewView } from "../../model/tool/Tool.ts"
import { cutEscaped } from "../../text/escapes.ts"
import type { JsonObject } from "../../text/json.ts"
import type { ConfirmationToken } from "./ConfirmationTokens.ts"
import type { AskedLevel } from "./confirmLevel.ts"
import { type Details, detailsOf, oneLine } from "./fieldDetails.ts"
import { formField, formKey } from "./formAnswer.ts"
import { displayName, nameToType, textsToType } from "./typedName.ts"

/** The server that asks. Every confirmation names it, because a person may use two servers side by side. */
export interface ConfirmationOrigin {
  /** The name that the person gave this server, such as `staging`. */
  readonly profile?: string
  /** The host of Losant's API. */
  readonly host: string
}

/** The answer that takes the place of the call's result. */
export class ConfirmationRequest {
  readonly _tag = "ConfirmationRequest"
  readonly answer:
    | { readonly kind: "form"; readonly result: InputRequiredResult }
    /** The content of a successful answer, before `sanitize` makes it safe. */
    | { readonly kind: "plan"; readonly content: JsonObject }
    /** The same, with a plan for the view of the client. `mistake` says what was wrong with the answer in the view. */
    | { readonly kind: "view"; readonly content: JsonObject; readonly view: NewView; readonly mistake?: string }
  constructor(answer: ConfirmationRequest["answer"]) {
    this.answer = answer
  }
}

const maxLineLength = 1_000

const cutLine = (text: string): string => {
  const shortText = oneLine(text)
  return shortText.length <= maxLineLength ? shortText : `${cutEscaped(shortText, maxLineLength)} … (cut)`
}

const capitalize = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`

/** The texts to type, as a phrase. */
export const describeTyped = (danger: DestructiveChange): string =>
  textsToType(danger)
    .map(({ what }) => what)
    .join("; ")

/** The argument that takes what the person typed. */
export const nameArgument = ({ typed }: DestructiveChange): string =>
  typed === undefined ? "confirmName" : "confirmNames"

const section = (title: string, lines: ReadonlyArray<string>): ReadonlyArray<string> =>
  lines.length === 0 ? [] : [title, ...lines.map((text) => `- ${oneLine(text)}`)]

/** The title of a form: the place. A person may have staging and production side by side. */
const formTitle = ({ instanceId }: DestructiveChange, { profile, host }: ConfirmationOrigin): string =>
  `Losant${profile === undefined ? "" : ` [${cutLine(profile)}]`}, host ${cutLine(host)}, instance ${cutLine(instanceId)}`

const formMessage = (
  danger: DestructiveChange,
  level: AskedLevel,
  origin: ConfirmationOrigin,
  { changes, others }: Details
): string => {
  const { tool, subject, part, facts, instead } = danger
  return [
    formTitle(danger, origin),
    `${tool} wants to ${describeAction(danger)}. Nothing has been done yet.`,
    ...(instead === undefined ? [] : [`A reversible way instead: ${cutLine(instead)}`]),
    `${capitalize(subject.kind)}: ${displayName(subject.name)}`,
    ...(subject.id === undefined ? [] : [`Id: ${cutLine(subject.id)}`]),
    ...(part === undefined ? [] : [`Whom or what: ${cutLine(part)}`]),
    ...facts.map(({ label, value }) => `- ${cutLine(label)}: ${cutLine(value)}`),
    ...section("It changes:", changes),
    ...section(changes.length === 0 ? "Arguments:" : "Other arguments:", others),
    `To undo it: ${describeUndo(danger)}`,
    level === "type" ? `To go on, type ${cutLine(describeTyped(danger))}.` : "Go on?"
  ].join("\n")
}

const tooManyChanges = ({ tool }: DestructiveChange): Refusal =>
  new Refusal(
    "notConfirmed",
    "Nothing was done: the call changes more than a confirmation can show, and nobody is asked to confirm what they are " +
      `not shown. Call ${tool} with a part of the fields, and send the rest in another call.`
  )

/** A form that the client shows the person, or the reason why there is none. */
export const makeForm = (
  danger: DestructiveChange,
  level: AskedLevel,
  origin: ConfirmationOrigin,
  { text }: ConfirmationToken
): ConfirmationRequest | Refusal => {
  const details = detailsOf(danger, true)
  if (details === undefined) return tooManyChanges(danger)
  const fields =
    level === "type"
      ? textsToType(danger).map(({ what }) => ({ type: "string" as const, title: cutLine(capitalize(what)) }))
      : [{ type: "boolean" as const, title: "Yes, go on", default: false }]
  const properties = Object.fromEntries(fields.map((field, index) => [formField(index), field]))
  const request = inputRequired.elicit({
    message: formMessage(danger, level, origin, details),
    requestedSchema: { type: "object", properties, required: Object.keys(properties) }
  })
  return new ConfirmationRequest({
    kind: "form",
    result: inputRequired({ inputRequests: { [formKey]: request }, requestState: text })
  })
}

const cutFact = (text: string): string =>
  text.length <= maxLineLength ? text : `${cutEscaped(text, maxLineLength)} … (cut)`

/** True if the answer of the tool would be cut: then the person would confirm fields that they have not seen. */
const wouldBeCut = (content: JsonObject): boolean => {
  const shortText = sanitize(content)
  return Object.hasOwn(shortText, "truncated") || costOf(shortText) > maxTokens
}

/** The instructions of a plan, also for the case that the person leaves the confirmation to the assistant. */
const planInstructions = (danger: DestructiveChange, level: AskedLevel, until: string): string => {
  const { tool, subject, typed, call = `call ${tool} again with the same arguments` } = danger
  const validity = `The token works once, until ${until}. If they do not answer, or do not want it, do nothing.`
  if (level === "yes") {
    return (
      "Nothing has been done yet. Show the person all of this plan, and ask whether to go on. Once they have seen it and " +
      `agreed, ${call} and confirmToken. A yes that they gave before they saw this plan is none: show it all the same. ` +
      validity
    )
  }
  const { kind } = nameToType(subject)
  const [what, isLeftOut] =
    typed === undefined
      ? [`the ${kind} of the ${subject.kind} that they mean`, kind === "name"]
      : [describeTyped(danger), false]
  const name = nameArgument(danger)
  return (
    `Nothing has been done yet. Show the person all of this plan, and ask them to type ${what}. ` +
    `Then ${call}, confirmToken, and as ${name} what they typed. ` +
    `Never fill in ${name} yourself${isLeftOut ? ": the plan leaves the name out for that" : ""}. If the person ` +
    `asks you to type it for them, do not: tell them that they have to type it. ${validity}`
  )
}

/** The instructions of a plan that the person confirms in a view. */
export const viewInstructions =
  "Nothing has been done yet. The person sees this plan in a view beside the conversation, and confirms it there, or not: " +
  "you can do neither for them. Tell them to look there, and wait. The view tells you what became of it. If they see no " +
  "view, whoever runs this server can set LOSANT_MCP_CONFIRM=token."

/** The fields of a plan that ask for the confirmation of a call that is still to come. */
export const makeOffer = (
  danger: DestructiveChange,
  level: AskedLevel,
  { text, expires }: ConfirmationToken
): JsonObject => {
  const until = DateTime.formatIso(DateTime.makeUnsafe(expires))
  return { confirmation: planInstructions(danger, level, until), confirmToken: text, expires: until }
}

/** The plan as the assistant reads it. */
const describePlan = (
  { subject, part, facts, ...danger }: DestructiveChange,
  level: AskedLevel,
  { profile }: ConfirmationOrigin,
  { changes, others }: Details
): JsonObject => ({
  action: describeAction(danger),
  ...(level === "yes" ? { [subjectField(subject.kind)]: subject.name } : {}),
  ...(subject.id === undefined ? {} : { [`${subjectField(subject.kind)}Id`]: subject.id }),
  ...(part === undefined ? {} : { subject: part }),
  ...(changes.length === 0 ? {} : { changes }),
  ...(others.length === 0 ? {} : { arguments: others }),
  facts: facts.map(({ label, value }) => cutFact(`${label}: ${value}`)),
  undo: describeUndo(danger),
  ...(profile === undefined ? {} : { profile })
})

const describeInstead = ({ instead }: DestructiveChange): JsonObject => (instead === undefined ? {} : { instead })

/** A plan that the assistant shows, or the reason why there is none. It omits the name if the person has to type it. */
export const makePlan = (
  danger: DestructiveChange,
  level: AskedLevel,
  origin: ConfirmationOrigin,
  { text, expires }: ConfirmationToken
): ConfirmationRequest | Refusal => {
  const details = detailsOf(danger, level === "yes")
  if (details === undefined) return tooManyChanges(danger)
  const until = DateTime.formatIso(DateTime.makeUnsafe(expires))
  const content = {
    confirmation: planInstructions(danger, level, until),
    ...describeInstead(danger),
    plan: describePlan(danger, level, origin, details),
    confirmToken: text,
    expires: until
  }
  return wouldBeCut(content) ? tooManyChanges(danger) : new ConfirmationRequest({ kind: "plan", content })
}

/**
 * A plan for a view of the client. The assistant reads it without the secret, and, if the person has to type the name,
 * without the name.
 */
export const makeViewRequest = (
  danger: DestructiveChange,
  level: AskedLevel,
  origin: ConfirmationOrigin,
  view: NewView,
  mistake?: string
): ConfirmationRequest | Refusal => {
  const details = detailsOf(danger, level === "yes")
  if (details === undefined) return tooManyChanges(danger)
  const content = {
    confirmation: viewInstructions,
    ...describeInstead(danger),
    plan: describePlan(danger, level, origin, details)
  }
  return wouldBeCut(content)
    ? tooManyChanges(danger)
    : new ConfirmationRequest({ kind: "view", content, view, ...(mistake === undefined ? {} : { mistake }) })
}
