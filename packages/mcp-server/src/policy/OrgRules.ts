/** Which organizations the rules let through. */
import type { InstanceOrg } from "@effect-losant/core/schemas/Org"
import type { OrgRule } from "./OrgRule.ts"
import { foldText } from "./textNormalization.ts"

export interface OrgRules {
  /** Each list has to hold the organization; without a list every organization is allowed. */
  readonly allow: ReadonlyArray<ReadonlyArray<OrgRule>>
  /** An organization that one of these matches is denied, whatever allows it. */
  readonly deny: ReadonlyArray<OrgRule>
}

interface Tag {
  readonly key: string
  readonly value: string
}

/** What rules look at. */
export interface Facts {
  /** All that claim to be the id: none of an organization that is still to be created. */
  readonly ids: ReadonlyArray<string>
  readonly name: string
  /** Undefined where they are not known. */
  readonly tags: ReadonlyArray<Tag> | undefined
}

export const hasRules = ({ allow, deny }: OrgRules): boolean => allow.length > 0 || deny.length > 0

const isId = (rule: OrgRule, id: string): boolean => rule.kind === "id" && rule.id === id.toLowerCase()

/** A permission has to fit to the letter: what is not surely meant is not allowed. */
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

/** A denial fits whatever a person would take for the same: nothing slips past it by another spelling. */
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

/** What of an organization's name and tags is denied, spelled as it is there. */
export const findDeniedParts = (
  { deny }: OrgRules,
  facts: Facts
): { readonly name: string | undefined; readonly tags: ReadonlyArray<Tag> } => ({
  name: deny.some((rule) => rule.kind === "name" && denies(rule, facts)) ? facts.name : undefined,
  tags: (facts.tags ?? []).filter((tag) => deny.some((rule) => deniesTag(rule, tag)))
})

/** `tagsUnknown`: nothing denies the organization but perhaps one of its tags, which are not known. */
export type Verdict = "reachable" | "denied" | "tagsUnknown"

export const judge = ({ allow, deny }: OrgRules, facts: Facts): Verdict => {
  if (deny.some((rule) => denies(rule, facts))) return "denied"
  if (!allow.every((list) => list.some((rule) => allows(rule, facts)))) return "denied"
  return facts.tags === undefined && deny.some(({ kind }) => kind === "tag") ? "tagsUnknown" : "reachable"
}

/** What the id alone decides. `unknown`: the name or the tags have to be looked at. */
export const judgeId = ({ allow, deny }: OrgRules, id: string): "reachable" | "denied" | "unknown" => {
  const has = (list: ReadonlyArray<OrgRule>) => list.some((rule) => isId(rule, id))
  const looksFurther = (list: ReadonlyArray<OrgRule>) => list.some(({ kind }) => kind !== "id")
  if (has(deny) || allow.some((list) => !has(list) && !looksFurther(list))) return "denied"
  return looksFurther(deny) || !allow.every(has) ? "unknown" : "reachable"
}

/** What an organization in an answer shows. */
export const factsOf = ({ id, orgId, name, tags }: Pick<InstanceOrg, "id" | "orgId" | "name" | "tags">): Facts => ({
  ids: orgId === undefined ? [id] : [id, orgId],
  name,
  tags
})
