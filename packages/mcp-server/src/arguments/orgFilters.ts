/** The common questions about organizations as arguments of their own, in place of Losant's advanced query. */

import { mfaModes } from "@effect-losant/core/schemas/Org"
import type { OrgQuery } from "@effect-losant/core/schemas/OrgQuery"
import * as DateTime from "effect/DateTime"
import * as Predicate from "effect/Predicate"
import * as Result from "effect/Result"
import type { Reader, Term } from "../model/ArgumentSpec.ts"
import type { Values } from "../model/Values.ts"
import { readIso } from "./instant.ts"

const readTag: Reader = (value) =>
  typeof value === "string" && /^[\w-]{1,255}(?:=|$)/.test(value)
    ? Result.succeed(value)
    : Result.fail('expected the key of a tag, or key=value: such as "region" or "region=eu"')

const readMember: Reader = (value) =>
  typeof value === "string" && /^[A-Fa-f\d]{24}$/.test(value)
    ? Result.succeed(value)
    : Result.fail("expected a user's id of 24 hexadecimal digits (losant_list_org_members finds it)")

const readPart: Reader = (value) =>
  typeof value === "string" && value !== "" ? Result.succeed(value) : Result.fail("expected a text that is not empty")

/** The arguments, by name; `mfaMode` is one of a change, too. */
export const filterTerms: Readonly<Record<string, Term>> = {
  nameContains: { schema: { type: "string" }, read: readPart },
  createdAfter: { description: "ISO 8601", schema: { type: "string" }, read: readIso },
  updatedAfter: { schema: { type: "string" }, read: readIso },
  tag: { description: "key or key=value", schema: { type: "string" }, read: readTag },
  disabled: { schema: { type: "boolean" } },
  readOnly: { schema: { type: "boolean" } },
  memberId: { description: "A member's userId", schema: { type: "string" }, read: readMember },
  mfaMode: { schema: { type: "string", enum: mfaModes } }
}

/** The names of the arguments. */
export const filterNames: ReadonlyArray<string> = Object.keys(filterTerms)

const tagCondition = (text: string): OrgQuery => {
  const at = text.indexOf("=")
  return { tags: at < 0 ? { $tagKey: text } : { $tagKey: text.slice(0, at), $tagValue: text.slice(at + 1) } }
}

/** Losant says false of an organization that is not disabled, or nothing; a time to come disables nothing yet. */
const notDisabled = (now: number): ReadonlyArray<OrgQuery> => [
  { disabledAt: false },
  { disabledAt: null },
  { disabledAt: { $gt: DateTime.formatIso(DateTime.makeUnsafe(now)) } }
]

type Condition = (value: string, now: number) => OrgQuery

const ofTexts: Readonly<Record<string, Condition>> = {
  nameContains: (text) => ({ name: { $contains: text, $ci: true } }),
  createdAfter: (time) => ({ creationDate: { $gt: time } }),
  updatedAfter: (time) => ({ lastUpdated: { $gt: time } }),
  tag: tagCondition,
  // What is not required may not be said.
  mfaMode: (mode) => ({ mfaMode: mode === "notRequired" ? { $nin: ["adminRequired", "required"] } : mode }),
  memberId: (memberId) => ({ memberId })
}

const ofFlags: Readonly<Record<string, (flag: boolean, now: number) => OrgQuery>> = {
  disabled: (isDisabled, now) => (isDisabled ? { $nor: notDisabled(now) } : { $or: notDisabled(now) }),
  readOnly: (isReadOnly) => ({ isReadOnly: isReadOnly ? true : { $ne: true } })
}

const conditionOf = (name: string, value: unknown, now: number): ReadonlyArray<OrgQuery> => {
  const [ofText, ofFlag] = [ofTexts[name], ofFlags[name]]
  if (ofText !== undefined && typeof value === "string") return [ofText(value, now)]
  return ofFlag !== undefined && typeof value === "boolean" ? [ofFlag(value, now)] : []
}

/**
 * The advanced query that the values of a tool's arguments stand for, if they stand for one: all of them have to hold,
 * and `query` beside them. `now` is in milliseconds.
 */
export const queryOf = (values: Values, now: number): unknown => {
  const { query } = values
  const conditions: ReadonlyArray<unknown> = [
    ...(Predicate.isObject(query) && Object.keys(query).length > 0 ? [query] : []),
    ...filterNames.flatMap((name) => conditionOf(name, values[name], now))
  ]
  return conditions.length > 1 ? { $and: conditions } : (conditions[0] ?? query)
}
