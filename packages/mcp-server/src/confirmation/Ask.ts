/** What a tool answers while the person has not confirmed yet: a form, or a plan for the assistant to show. */
import { type InputRequiredResult, inputRequired } from "@modelcontextprotocol/server"
import * as DateTime from "effect/DateTime"
import { visible } from "../answers/Escapes.ts"
import type { Values } from "../ToolSpec.ts"
import type { Danger } from "./Danger.ts"
import type { Ticket } from "./Tickets.ts"
import { shownName, toType } from "./TypedName.ts"

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

/** On one line, so that no text of somebody else looks like a line of ours. */
const line = (text: string): string => {
  const shown = visible(text).replace(/\s+/g, " ")
  return shown.length <= longestLine ? shown : `${visible(shown.slice(0, longestLine))} … (cut)`
}

/** The arguments, but for those that say where: they are named anyway. */
const detailsOf = ({ arguments: { instanceId: _instance, orgId: _org, ...details } }: Danger): Values => details

const messageOf = (danger: Danger, { profile, host }: Place): string => {
  const { tool, action, instanceId, orgId, orgName, subject, facts, typesName, instead } = danger
  const details = detailsOf(danger)
  return [
    `${tool} wants to ${action}. Nothing has been done yet.`,
    ...(instead === undefined ? [] : [`What can be undone instead: ${line(instead)}`]),
    `Organization: ${shownName(orgName)}`,
    `Id: ${line(orgId)}`,
    ...(subject === undefined ? [] : [`Whom or what: ${line(subject)}`]),
    `Where: Losant${profile === undefined ? "" : ` [${line(profile)}]`}, host ${line(host)}, instance ${line(instanceId)}`,
    ...facts.map(({ label, value }) => `- ${line(label)}: ${line(value)}`),
    ...(Object.keys(details).length === 0 ? [] : [`Arguments: ${line(JSON.stringify(details))}`]),
    typesName ? `To go on, type the organization's ${toType(danger).kind}.` : "Go on?"
  ].join("\n")
}

/** A form that the client shows the person. `redact` hides what must not be shown in it. */
export const form = (danger: Danger, place: Place, { text }: Ticket, redact: (text: string) => string): Ask => {
  const field = danger.typesName
    ? { type: "string" as const, title: `The organization's ${toType(danger).kind}` }
    : { type: "boolean" as const, title: "Yes, go on", default: false }
  const request = inputRequired.elicit({
    message: redact(messageOf(danger, place)),
    requestedSchema: { type: "object", properties: { [formField]: field }, required: [formField] }
  })
  return new Ask({
    kind: "form",
    result: inputRequired({ inputRequests: { [formKey]: request }, requestState: text })
  })
}

/** A plan for the assistant to show. It leaves the organization's name out: that has to come from the person. */
export const plan = (danger: Danger, { profile, host }: Place, { text, expires }: Ticket): Ask => {
  const { tool, action, instanceId, orgId, subject, facts, instead } = danger
  const details = detailsOf(danger)
  const { kind } = toType(danger)
  const until = DateTime.formatIso(DateTime.makeUnsafe(expires))
  return new Ask({
    kind: "plan",
    content: {
      confirmation:
        `Nothing has been done yet. Show the person all of this plan, and ask them to type the ${kind} of the ` +
        `organization that they mean. Then call ${tool} again with the same arguments, confirmToken, and as confirmName ` +
        `what they typed. Never fill in confirmName yourself${kind === "name" ? ": the plan leaves the name out for that" : ""}. ` +
        `The token works once, until ${until}. If they do not answer, or do not want it, do nothing.`,
      ...(instead === undefined ? {} : { instead }),
      plan: {
        action,
        orgId,
        ...(subject === undefined ? {} : { subject }),
        ...(Object.keys(details).length === 0 ? {} : { arguments: details }),
        facts: facts.map(({ label, value }) => `${label}: ${value}`),
        ...(profile === undefined ? {} : { profile }),
        host,
        instanceId
      },
      confirmToken: text,
      expires: until
    }
  })
}
