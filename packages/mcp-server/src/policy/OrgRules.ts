/** Decides which organizations the assistant may reach. */
import type { InstanceOrg } from "@effect-losant/core/schemas/Org"
import type { OrgRule } from "./OrgRule.ts"
import { foldText } from "./textNormalization.ts"

export interface OrgRules {
  /** Every list has to match the organization. Without a list every organization is allowed. */
  readonly allow: ReadonlyArray<ReadonlyArray<OrgRule>>
  /** One match denies the organization, even if an allow list matches it. */
  readonly deny: ReadonlyArray<OrgRule>
}

interface Tag {
  readonly key: string
  readonly value: string
}

/** The facts about an organization that rules compare. */
export interface Facts {
  /** All ids that an answer gives for the organization. An organization that is about to be created has none. */
  readonly ids: ReadonlyArray<string>
  readonly name: string
  /** Undefined if they are not known. */
  readonly tags: ReadonlyArray<Tag> | undefined
}

export const hasRules = ({ allow, deny }: OrgRules): boolean => allow.length > 0 || deny.length > 0

const isId = (rule: OrgRule, id: string): boolean => rule.kind === "id" && rule.id === id.toLowerCase()

/** A permission matches exactly: in doubt an organization is not allowed. */
const allows = (rule: OrgRule, { ids, name, tags }: Facts): boolean => {
  switch (rule.kind) {
    case "id":
      return ids.length > 0 && ids.every((id) => isId(rule, id))
    case "name":
      return name === rule.name
    case "tag":
      return tags?.some(({ key, value }) => key === rule.key && value === rule.value) === true
  }
}

/** A denial matches every spelling that a person would read as the same, so that no organization slips past it. */
const denies = (rule: OrgRule, { ids, name, tags }: Facts): boolean => {
  switch (rule.kind) {
    case "id":
      return ids.some((id) => isId(rule, id))
    case "name":
      return foldText(name) === foldText(rule.name)
    case "tag":
      return tags?.some((tag) => deniesTag(rule, tag)) === true
  }
}

const deniesTag = (rule: OrgRule, { key, value }: Tag): boolean =>
  rule.kind === "tag" && foldText(key) === foldText(rule.key) && foldText(value) === foldText(rule.value)

/** The denied name and tags of an organization, in the organization's own spelling. */
export const findDeniedParts = (
  { deny }: OrgRules,
  facts: Facts
): { readonly name: string | undefined; readonly tags: ReadonlyArray<Tag> } => ({
  name: deny.some((rule) => rule.kind === "name" && denies(rule, facts)) ? facts.name : undefined,
  tags: (facts.tags ?? []).filter((tag) => deny.some((rule) => deniesTag(rule, tag)))
})

/** `tagsUnknown`: only one of the tags, which are not known, may deny the organization. */
export type Verdict = "reachable" | "denied" | "tagsUnknown"

export const judge = ({ allow, deny }: OrgRules, facts: Facts): Verdict => {
  if (deny.some((rule) => denies(rule, facts))) return "denied"
  if (!allow.every((list) => list.some((rule) => allows(rule, facts)))) return "denied"
  return facts.tags === undefined && deny.some(({ kind }) => kind === "tag") ? "tagsUnknown" : "reachable"
}

/** Judges by the id alone. `unknown`: the decision needs the name or the tags. */
export const judgeId = ({ allow, deny }: OrgRules, id: string): "reachable" | "denied" | "unknown" => {
  const hasId = (list: ReadonlyArray<OrgRule>) => list.some((rule) => isId(rule, id))
  const hasOtherKinds = (list: ReadonlyArray<OrgRule>) => list.some(({ kind }) => kind !== "id")
  if (hasId(deny) || allow.some((list) => !hasId(list) && !hasOtherKinds(list))) return "denied"
  return hasOtherKinds(deny) || !allow.every(hasId) ? "unknown" : "reachable"
}

/** The facts about an organization in an answer. */
export const factsOf = ({ id, orgId, name, tags }: Pick<InstanceOrg, "id" | "orgId" | "name" | "tags">): Facts => ({
  ids: orgId === undefined ? [id] : [id, orgId],
  name,
  tags
})
