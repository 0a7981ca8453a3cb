/** Translates the rules into a query, so that Losant's totals and pages cover only organizations within the policy. */
import type { OrgQuery } from "@effect-losant/core/schemas/OrgQuery"
import * as Arr from "effect/Array"
import type { OrgRule } from "./OrgRule.ts"
import { type Facts, findDeniedParts, type OrgRules } from "./OrgRules.ts"
import { commonSpellings, visualForms } from "./textNormalization.ts"

/** Losant's limit for a list in a query. */
const maxListLength = 100
const maxTagTextLength = 255

const anyOf = (queries: ReadonlyArray<OrgQuery>): OrgQuery =>
  queries.length <= maxListLength ? { $or: queries } : { $or: Arr.chunksOf(queries, maxListLength).map(anyOf) }

const idsOf = (rules: ReadonlyArray<OrgRule>) => rules.flatMap((rule) => (rule.kind === "id" ? [rule.id] : []))
const namesOf = (rules: ReadonlyArray<OrgRule>) => rules.flatMap((rule) => (rule.kind === "name" ? [rule.name] : []))
const tagsOf = (rules: ReadonlyArray<OrgRule>) => rules.flatMap((rule) => (rule.kind === "tag" ? [rule] : []))

const byId = (rules: ReadonlyArray<OrgRule>): ReadonlyArray<OrgQuery> =>
  Arr.chunksOf(idsOf(rules), maxListLength).map(($in) => ({ id: { $in } }))

/** One condition for all rules about the same key. `spell` gives the spellings of keys and values. */
const byTag = (
  rules: ReadonlyArray<OrgRule>,
  spell: (text: string) => ReadonlyArray<string>
): ReadonlyArray<OrgQuery> => {
  const tags = tagsOf(rules)
  return [...new Set(tags.map(({ key }) => key))].flatMap((key) => {
    const values = tags.filter((tag) => tag.key === key).flatMap(({ value }) => spell(value))
    return Arr.chunksOf([...new Set(values)], maxListLength).map(($in) => ({
      tags: { $tagKey: { $in: spell(key) }, $tagValue: { $in } }
    }))
  })
}

const allowCondition = (rules: ReadonlyArray<OrgRule>): OrgQuery =>
  anyOf([
    ...byId(rules),
    ...Arr.chunksOf(namesOf(rules), maxListLength).map(($in): OrgQuery => ({ name: { $in } })),
    ...byTag(rules, (text) => [text])
  ])

/** The name with a space at its end or its beginning: people type that most easily, and do not see it. */
const withOuterSpace = (name: string): ReadonlyArray<string> => [`${name.trim()} `, ` ${name.trim()}`]

/** Conditions that deny an organization by its exact spelling. A list has returned it, although the rules deny it. */
export const exactDenials = (rules: OrgRules, facts: Facts): ReadonlyArray<OrgQuery> => {
  const { name, tags } = findDeniedParts(rules, facts)
  return [
    ...(name === undefined ? [] : [{ name: { $eq: name } }]),
    ...tags.map(({ key, value }): OrgQuery => ({ tags: { $tagKey: { $in: [key] }, $tagValue: { $in: [value] } } }))
  ]
}

const denyConditions = (rules: ReadonlyArray<OrgRule>): ReadonlyArray<OrgQuery> => [
  ...byId(rules),
  ...namesOf(rules).flatMap((name) => visualForms(name).map(($eq): OrgQuery => ({ name: { $eq, $ci: true } }))),
  ...Arr.chunksOf(namesOf(rules).flatMap(withOuterSpace), maxListLength).map(
    ($in): OrgQuery => ({ name: { $in, $ci: true } })
  ),
  ...byTag(rules, (text) => commonSpellings(text).filter(({ length }) => length <= maxTagTextLength))
]

/**
 * The conditions that an organization within the policy meets; none without rules. `extraDenials` are the
 * {@link exactDenials} of organizations that earlier queries let through.
 */
export const ruleConditions = (
  { allow, deny }: OrgRules,
  extraDenials: ReadonlyArray<OrgQuery> = []
): ReadonlyArray<OrgQuery> => [
  ...Arr.chunksOf([...denyConditions(deny), ...extraDenials], maxListLength).map(($nor): OrgQuery => ({ $nor })),
  ...allow.map(allowCondition)
]

/**
 * The maximum length of the conditions in a URL. Servers and proxies refuse URLs from 8 KiB on, and the caller's own query
 * needs room too.
 */
export const maxConditionsLength = 6_000

/** The length of the conditions in a URL, in characters. */
export const conditionsLength = (rules: OrgRules, extraDenials: ReadonlyArray<OrgQuery> = []): number =>
  encodeURIComponent(JSON.stringify(ruleConditions(rules, extraDenials))).length
