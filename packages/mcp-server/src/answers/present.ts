// How the answer of an action becomes that of its tool, where the two differ.

import { identity } from "effect/Function"
import * as Predicate from "effect/Predicate"
import type { ToolSpec } from "../model/ToolSpec.ts"
import type { Values } from "../model/Values.ts"
import { absentFrom, picked, wanted } from "./fieldSelection.ts"
import { withExpiry } from "./inviteExpiry.ts"
import { longestText, longestWhole } from "./sanitize.ts"

const ids = ["id", "userId"]
const text = { type: "string" }

/**
 * Answers nothing but the fields that were asked for, whole, beside the id. Where none were, `usual` is what is
 * answered; `complete` adds what can be asked for although Losant does not answer it.
 */
const reading = (
  complete: (answer: Values) => Values,
  usual: (answer: Values, values: Values) => Values,
  adds: ToolSpec["presents"] = {}
): Pick<ToolSpec, "own" | "present" | "presents" | "longest"> => ({
  own: ["fields"],
  present: (answer, values) => {
    const whole = complete(answer)
    const fields = wanted(values)?.map(({ name }) => name)
    if (fields === undefined) return usual(whole, values)
    return { ...picked([...ids, ...fields], whole), ...absentFrom(fields, [whole]) }
  },
  presents: { absent: { type: "array", items: text }, note: text, leftOut: text, ...adds },
  longest: (values) => (wanted(values) === undefined ? longestText : longestWhole)
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
export const orgFields = reading(identity, (org, { summaryInclude }) =>
  summaryInclude === undefined ? withoutPayloads(org) : org
)

const withoutTtl = (invite: Values): Values =>
  Object.fromEntries(Object.entries(invite).filter(([name]) => name !== "ttl" || !Object.hasOwn(invite, "expires")))

/** The same for an invitation, with when it expires in place of how long it lasts. */
export const inviteFields = reading(withExpiry, withoutTtl, { expires: text })
