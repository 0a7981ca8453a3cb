/** The filters for organizations: simple arguments for the common uses of Losant's advanced query. */
import { mfaModes } from "@effect-losant/core/schemas/Org"
import type { OrgQuery } from "@effect-losant/core/schemas/OrgQuery"
import * as DateTime from "effect/DateTime"
import * as Result from "effect/Result"
import type { ArgumentSpec, Reader } from "../model/ArgumentSpec.ts"
import { isLosantId } from "../text/losantId.ts"
import { readIso } from "./values/instant.ts"

const readTag: Reader = (value) =>
  typeof value === "string" && /^[\w-]{1,255}(?:=|$)/.test(value)
    ? Result.succeed(value)
    : Result.fail('expected the key of a tag, or key=value: such as "region" or "region=eu"')

const readMember: Reader = (value) =>
  typeof value === "string" && isLosantId(value)
    ? Result.succeed(value)
    : Result.fail("expected a user's id of 24 hexadecimal digits (losant_list_org_members finds it)")

const readNonEmpty: Reader = (value) =>
  typeof value === "string" && value !== "" ? Result.succeed(value) : Result.fail("expected a text that is not empty")

/** The arguments, by name. A change has the argument `mfaMode` too. */
export const filterArguments: Readonly<Record<string, ArgumentSpec>> = {
  nameContains: { schema: { type: "string" }, read: readNonEmpty },
  createdAfter: { description: "ISO 8601", schema: { type: "string" }, read: readIso },
  updatedAfter: { description: "New ones too", schema: { type: "string" }, read: readIso },
  tag: { description: "key or key=value", schema: { type: "string" }, read: readTag },
  disabled: { schema: { type: "boolean" } },
  readOnly: { schema: { type: "boolean" } },
  memberId: { description: "A member's userId", schema: { type: "string" }, read: readMember },
  mfaMode: { schema: { type: "string", enum: mfaModes } }
}

/** The values of the filters, and of Losant's own query beside them. */
export interface OrgFilters {
  readonly nameContains?: string
  /** ISO 8601, like `updatedAfter`. */
  readonly createdAfter?: string
  readonly updatedAfter?: string
  /** `key` or `key=value`. */
  readonly tag?: string
  readonly disabled?: boolean
  readonly readOnly?: boolean
  readonly memberId?: string
  readonly mfaMode?: string
  readonly query?: OrgQuery
}

const buildTagCondition = (text: string): OrgQuery => {
  const at = text.indexOf("=")
  return { tags: at < 0 ? { $tagKey: text } : { $tagKey: text.slice(0, at), $tagValue: text.slice(at + 1) } }
}

/**
 * The conditions of which an enabled organization meets one. Losant answers `false` or no value for it, or a time in
 * the future at which it will be disabled.
 */
const enabledConditions = (now: number): ReadonlyArray<OrgQuery> => [
  { disabledAt: false },
  { disabledAt: null },
  { disabledAt: { $gt: DateTime.formatIso(DateTime.makeUnsafe(now)) } }
]

type Conditions = {
  readonly [Name in keyof Omit<OrgFilters, "query">]-?: (value: NonNullable<OrgFilters[Name]>, now: number) => OrgQuery
}

const conditions: Conditions = {
  nameContains: (text) => ({ name: { $contains: text, $ci: true } }),
  createdAfter: (time) => ({ creationDate: { $gt: time } }),
  updatedAfter: (time) => ({ lastUpdated: { $gt: time } }),
  tag: buildTagCondition,
  disabled: (isDisabled, now) => (isDisabled ? { $nor: enabledConditions(now) } : { $or: enabledConditions(now) }),
  readOnly: (isReadOnly) => ({ isReadOnly: isReadOnly ? true : { $ne: true } }),
  memberId: (memberId) => ({ memberId }),
  // Losant may leave out the mode of an organization that does not require MFA.
  mfaMode: (mode) => ({ mfaMode: mode === "notRequired" ? { $nin: ["adminRequired", "required"] } : mode })
}

const buildCondition = <Name extends keyof Conditions>(
  name: Name,
  filters: OrgFilters,
  now: number
): ReadonlyArray<OrgQuery> => {
  const value = filters[name]
  // Sound: the condition of a name takes the values of that name.
  const condition = conditions[name] as (value: unknown, now: number) => OrgQuery
  return value === undefined ? [] : [condition(value, now)]
}

// Sound: these are the keys of `conditions`.
const names = Object.keys(conditions) as ReadonlyArray<keyof Conditions>

/** Builds the advanced query that joins all filters and `query`; undefined without any. `now` is in milliseconds. */
export const buildOrgQuery = (filters: OrgFilters, now: number): OrgQuery | undefined => {
  const { query } = filters
  const all = [
    ...(query !== undefined && Object.keys(query).length > 0 ? [query] : []),
    ...names.flatMap((name) => buildCondition(name, filters, now))
  ]
  return all.length > 1 ? { $and: all } : (all[0] ?? query)
}
