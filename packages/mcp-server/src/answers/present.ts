// How the answer of an action becomes that of its tool, where the two differ.

import { identity } from "effect/Function"
import * as Predicate from "effect/Predicate"
import { fieldsOption } from "../arguments/options.ts"
import type { JsonSchema } from "../model/ToolSchema.ts"
import type { Values } from "../model/Values.ts"
import { absentFrom, picked, wanted } from "./fieldSelection.ts"
import { withExpiry } from "./inviteExpiry.ts"

const ids = ["id", "userId"]
const text = { type: "string" }

interface Given {
  readonly query: { readonly summaryInclude?: unknown }
  readonly options: { readonly fields?: ReadonlyArray<string> }
}

/** How the tool of an action that reads one thing answers. */
export interface Presentation {
  readonly options: typeof fieldsOption
  readonly present: (answer: Values, given: Given) => Values
  readonly presents: Readonly<Record<string, JsonSchema>>
  readonly answersWhole: true
}

/**
 * Answers nothing but the fields that were named, whole, beside the id. Without names, `usual` is what is answered;
 * `complete` adds what can be named although Losant does not answer it.
 */
const reading = (
  complete: (answer: Values) => Values,
  usual: (answer: Values, given: Given) => Values,
  adds: Readonly<Record<string, JsonSchema>> = {}
): Presentation => ({
  options: fieldsOption,
  present: (answer, given) => {
    const whole = complete(answer)
    const fields = wanted(given.options.fields)?.map(({ name }) => name)
    if (fields === undefined) return usual(whole, given)
    return { ...picked([...ids, ...fields], whole), ...absentFrom(fields, [whole]) }
  },
  presents: { absent: { type: "array", items: text }, note: text, leftOut: text, ...adds },
  answersWhole: true
})

/** Answers all, or the fields that were asked for; `absent` are those that it does not have. */
export const onlyFields = reading(identity, identity)

const payloadCount = "summary.payloadCount"

/** Payloads by type and source cost more than all the rest: they are left to who asks for them. */
export const withoutPayloads = (org: Values): Values => {
  const { summary } = org
  if (!Predicate.isObject(summary) || !Object.hasOwn(summary, "payloadCount")) return org
  const others = Object.entries({ ...summary }).filter(([name]) => name !== "payloadCount")
  return {
    ...org,
    summary: Object.fromEntries(others),
    leftOut: `${payloadCount}, payloads by type. Ask for it with fields ${JSON.stringify([payloadCount])}.`
  }
}

/** The same for an organization, without its payloads by type unless they were asked for. */
export const orgFields = reading(identity, (org, { query }) =>
  query.summaryInclude === undefined ? withoutPayloads(org) : org
)

const withoutTtl = (invite: Values): Values =>
  Object.fromEntries(Object.entries(invite).filter(([name]) => name !== "ttl" || !Object.hasOwn(invite, "expires")))

/** The same for an invitation, with when it expires in place of how long it lasts. */
export const inviteFields = reading(withExpiry, withoutTtl, { expires: text })
