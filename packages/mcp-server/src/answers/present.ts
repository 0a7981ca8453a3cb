/** The presentation of one thing: turns the answer of an action into the answer of its tool. */
import { identity } from "effect/Function"
import * as Predicate from "effect/Predicate"
import { fieldsOption } from "../arguments/options.ts"
import type { JsonSchema } from "../model/ToolSchema.ts"
import { isJsonObject, type JsonObject } from "../text/json.ts"
import { describeAbsent, parseFields, pickFields } from "./fieldSelection.ts"
import { withExpiry } from "./inviteExpiry.ts"

const ids = ["id", "userId"]
const text = { type: "string" }

interface PresentedCall {
  readonly query: object
  readonly options: { readonly fields?: ReadonlyArray<string> }
}

/** The presentation that a tool declares. */
export interface Presentation {
  readonly options: typeof fieldsOption
  readonly present: (answer: JsonObject, call: PresentedCall) => JsonObject
  readonly presents: Readonly<Record<string, JsonSchema>>
  readonly answersWhole: true
}

/**
 * Answers the id and the named fields, whole. Without names it answers `usual`. `complete` adds fields that Losant does
 * not answer.
 */
const makePresentation = (
  complete: (answer: JsonObject) => JsonObject,
  usual: (answer: JsonObject, call: PresentedCall) => JsonObject,
  adds: Readonly<Record<string, JsonSchema>> = {}
): Presentation => ({
  options: fieldsOption,
  present: (answer, call) => {
    const whole = complete(answer)
    const fields = parseFields(call.options.fields)?.map(({ name }) => name)
    if (fields === undefined) return usual(whole, call)
    return { ...pickFields([...ids, ...fields], whole), ...describeAbsent(fields, [whole]) }
  },
  presents: { absent: { type: "array", items: text }, note: text, leftOut: text, ...adds },
  answersWhole: true
})

/** Answers all fields, or the named ones. `absent` lists the names that do not exist. */
export const onlyFields = makePresentation(identity, identity)

const payloadCount = "summary.payloadCount"

/** Leaves out payloads by type and source, which cost more than the rest. The note says how to ask for them. */
export const withoutPayloads = (org: JsonObject): JsonObject => {
  const { summary } = org
  if (!isJsonObject(summary) || !Object.hasOwn(summary, "payloadCount")) return org
  const others = Object.entries(summary).filter(([name]) => name !== "payloadCount")
  return {
    ...org,
    summary: Object.fromEntries(others),
    leftOut: `${payloadCount}, payloads by type. Ask for it with fields ${JSON.stringify([payloadCount])}.`
  }
}

/** The same for an organization, without payloads by type unless the call asked for them. */
export const orgFields = makePresentation(identity, (org, { query }) =>
  Predicate.hasProperty(query, "summaryInclude") && query.summaryInclude !== undefined ? org : withoutPayloads(org)
)

/** The fields of Losant that tell the same as a field of this server. */
const replacedFields: Readonly<Record<string, string>> = { ttl: "expires", hasExpired: "expired" }

const withoutReplaced = (invite: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(invite).filter(([name]) => !Object.hasOwn(invite, replacedFields[name] ?? "")))

/** The same for an invitation, with `expires` in place of `ttl`, and `expired` in place of `hasExpired`. */
export const inviteFields = makePresentation(withExpiry, withoutReplaced, {
  expires: text,
  expired: { type: "boolean" }
})
