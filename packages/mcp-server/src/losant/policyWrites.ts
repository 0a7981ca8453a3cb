/** The writes that would move an organization into the policy or out of it. */
import type { InstanceOrg, InstanceOrgPatch, InstanceOrgPost } from "@effect-losant/core/schemas/Org"
import * as Effect from "effect/Effect"
import { Refusal } from "../model/Refusal.ts"
import { judge, type OrgRules } from "../policy/OrgRules.ts"

// Which rule it is stays unsaid: a rule may name an organization that is not to be seen.
const outside = (what: string, next: string) =>
  new Refusal(
    "policy",
    `${what} would be outside what this server is allowed to reach. Nothing was changed. ${next}; else the person ` +
      "makes the change in Losant itself, or whoever runs the server changes which organizations it may reach."
  )

/** Refuses to change an organization so that the rules no longer let it through. `org` is what it is now. */
export const checkPatch = (
  rules: OrgRules,
  org: Pick<InstanceOrg, "id" | "name" | "tags">,
  { name, tags }: Pick<InstanceOrgPatch, "name" | "tags">
): Effect.Effect<void, Refusal> => {
  if (name === undefined && tags === undefined) return Effect.void
  const after = judge(rules, { ids: [org.id], name: name ?? org.name, tags: tags ?? org.tags })
  if (after !== "denied") return Effect.void
  const changed = [...(name === undefined ? [] : ["name"]), ...(tags === undefined ? [] : ["tags"])].join(" and ")
  return Effect.fail(
    outside(
      `With the new ${changed} the organization`,
      `Leave the ${changed} as they were, and the rest can be changed`
    )
  )
}

/** Refuses to create an organization that the rules would not let through. */
export const checkPost = (
  rules: OrgRules,
  { name, tags = [] }: Pick<InstanceOrgPost, "name" | "tags">
): Effect.Effect<void, Refusal> =>
  judge(rules, { ids: [], name, tags }) === "denied"
    ? Effect.fail(
        outside("With this name and these tags the new organization", "Ask the person for another name or other tags")
      )
    : Effect.void
