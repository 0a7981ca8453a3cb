/** The rules as a query of Losant, so that its totals and pages are of the organizations that they let through. */
import type { OrgQuery } from "@effect-losant/core/schemas/OrgQuery"
import * as Arr from "effect/Array"
import type { OrgRule } from "./OrgRule.ts"
import { type Facts, findDeniedParts, type OrgRules } from "./OrgRules.ts"
import { commonSpellings, visualForms } from "./textNormalization.ts"

/** The most items that a list in a query may have. */
const most = 100
const longestTagText = 255

const anyOf = (queries: ReadonlyArray<OrgQuery>): OrgQuery =>
  queries.length <= most ? { $or: queries } : { $or: Arr.chunksOf(queries, most).map(anyOf) }

const idsOf = (rules: ReadonlyArray<OrgRule>) => rules.flatMap((rule) => (rule.kind === "id" ? [rule.id] : []))
const namesOf = (rules: ReadonlyArray<OrgRule>) => rules.flatMap((rule) => (rule.kind === "name" ? [rule.name] : []))
const tagsOf = (rules: ReadonlyArray<OrgRule>) => rules.flatMap((rule) => (rule.kind === "tag" ? [rule] : []))

const byId = (rules: ReadonlyArray<OrgRule>): ReadonlyArray<OrgQuery> =>
  Arr.chunksOf(idsOf(rules), most).map(($in) => ({ id: { $in } }))

/** One condition for all rules on the values of a key, in the spellings that `spell` gives. */
const byTag = (
  rules: ReadonlyArray<OrgRule>,
  spell: (text: string) => ReadonlyArray<string>
): ReadonlyArray<OrgQuery> => {
  const tags = tagsOf(rules)
  return [...new Set(tags.map(({ key }) => key))].flatMap((key) => {
    const values = tags.filter((tag) => tag.key === key).flatMap(({ value }) => spell(value))
    return Arr.chunksOf([...new Set(values)], most).map(($in) => ({
      tags: { $tagKey: { $in: spell(key) }, $tagValue: { $in } }
    }))
  })
}

const allowed = (rules: ReadonlyArray<OrgRule>): OrgQuery =>
  anyOf([
    ...byId(rules),
    ...Arr.chunksOf(namesOf(rules), most).map(($in): OrgQuery => ({ name: { $in } })),
    ...byTag(rules, (text) => [text])
  ])

/** A name with the space that is most easily typed without being seen. */
const spaced = (name: string): ReadonlyArray<string> => [`${name.trim()} `, ` ${name.trim()}`]

/** What a list showed though it is denied, to the letter: a query that denies that too does not show it again. */
export const exactDenials = (rules: OrgRules, facts: Facts): ReadonlyArray<OrgQuery> => {
  const { name, tags } = findDeniedParts(rules, facts)
  return [
    ...(name === undefined ? [] : [{ name: { $eq: name } }]),
    ...tags.map(({ key, value }): OrgQuery => ({ tags: { $tagKey: { $in: [key] }, $tagValue: { $in: [value] } } }))
  ]
}

const denied = (rules: ReadonlyArray<OrgRule>): ReadonlyArray<OrgQuery> => [
  ...byId(rules),
  ...namesOf(rules).flatMap((name) => visualForms(name).map(($eq): OrgQuery => ({ name: { $eq, $ci: true } }))),
  ...Arr.chunksOf(namesOf(rules).flatMap(spaced), most).map(($in): OrgQuery => ({ name: { $in, $ci: true } })),
  ...byTag(rules, (text) => commonSpellings(text).filter(({ length }) => length <= longestTagText))
]

/**
 * The conditions that all have to hold for an organization to be let through; none without rules. `seen` is what
 * {@link exactDenials} made of what was denied and shown.
 */
export const ruleConditions = (
  { allow, deny }: OrgRules,
  seen: ReadonlyArray<OrgQuery> = []
): ReadonlyArray<OrgQuery> => [
  ...Arr.chunksOf([...denied(deny), ...seen], most).map(($nor): OrgQuery => ({ $nor })),
  ...allow.map(allowed)
]

/**
 * The most characters that the conditions may take in a URL. Servers and proxies refuse long URLs, from 8 KiB on, and the
 * caller's own query needs room too.
 */
export const maxConditionsLength = 6_000

/** How many characters of a URL the conditions take. */
export const conditionsLength = (rules: OrgRules, seen: ReadonlyArray<OrgQuery> = []): number =>
  encodeURIComponent(JSON.stringify(ruleConditions(rules, seen))).length
