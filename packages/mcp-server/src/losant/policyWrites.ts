/** Refuses writes that would move an organization out of the policy, or create one outside of it. */
import type { InstanceOrg, InstanceOrgPatch, InstanceOrgPost } from "@effect-losant/core/schemas/Org"
import * as Effect from "effect/Effect"
import { Refusal } from "../model/Refusal.ts"
import { judge, type OrgRules } from "../policy/OrgRules.ts"

// The message does not name the rule, because a rule may name a hidden organization.
const outsideRefusal = (subject: string, next: string) =>
  new Refusal(
    "policy",
    `${subject} would be outside what this server is allowed to reach. Nothing was changed. ${next}; else the person ` +
      "makes the change in Losant itself, or the person who runs the server changes which organizations it may reach."
  )

/** Refuses a change after which the rules would deny the organization. `org` is its current state. */
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
    outsideRefusal(
      `With the new ${changed} the organization`,
      `Leave the ${changed} as they were, and the rest can be changed`
    )
  )
}

/** Refuses to create an organization that the rules would deny. */
export const checkPost = (
  rules: OrgRules,
  { name, tags = [] }: Pick<InstanceOrgPost, "name" | "tags">
): Effect.Effect<void, Refusal> =>
  judge(rules, { ids: [], name, tags }) === "denied"
    ? Effect.fail(
        outsideRefusal(
          "With this name and these tags the new organization",
          "Ask the person for another name or other tags"
        )
      )
    : Effect.void
