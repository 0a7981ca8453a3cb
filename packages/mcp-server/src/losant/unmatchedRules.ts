/** Finds the rules of the policy that match no organization: a misspelt denial would deny nothing. */
import * as InstanceOrgs from "@effect-losant/core/InstanceOrgs"
import type { Losant } from "@effect-losant/core/Losant"
import type { InstanceId } from "@effect-losant/core/schemas/Ids"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import type { OrgRule } from "../policy/OrgRule.ts"
import type { OrgRules } from "../policy/OrgRules.ts"
import { noPolicy } from "../policy/Policy.ts"
import { policySettings, type Setting } from "../policy/policySettings.ts"
import { quote } from "../text/escapes.ts"
import { guard } from "./policyGuard.ts"

/** Each rule costs a request per instance, so the number is limited. */
export const maxCheckedRules = 20

const concurrency = 4
const maxNameLength = 80

/** A rule, and the list in which it stands. */
export interface ListedRule {
  readonly list: "allow" | "deny"
  readonly rule: OrgRule
}

/** All rules. */
export const listRules = ({ allow, deny }: OrgRules): ReadonlyArray<ListedRule> => [
  ...allow.flat().map((rule) => ({ list: "allow", rule }) as const),
  ...deny.map((rule) => ({ list: "deny", rule }) as const)
]

/** The setting that holds the rule. */
export const settingOf = ({ list }: ListedRule): Setting =>
  list === "allow" ? policySettings.allowOrg : policySettings.denyOrg

/** The rule, for the person. The assistant must not learn it. */
export const formatRule = ({ rule }: ListedRule): string => {
  switch (rule.kind) {
    case "id":
      return rule.id
    case "name":
      return quote(rule.name, maxNameLength)
    case "tag":
      return quote(`tag:${rule.key}=${rule.value}`, maxNameLength)
  }
}

/** The number of organizations within the rules; none if a request fails. */
const countOrgs = (
  losant: Losant["Service"],
  instances: ReadonlyArray<InstanceId>,
  rules: Partial<OrgRules>
): Effect.Effect<Option.Option<number>> => {
  const gateway = guard(losant, { ...noPolicy, ...rules })
  const count = (instanceId: InstanceId) =>
    Effect.map(
      gateway.execute(InstanceOrgs.get, { instanceId, sortField: "name", perPage: 1 }),
      ({ items, totalCount }) => totalCount ?? items.length
    )
  return Effect.option(Effect.forEach(instances, count)).pipe(
    Effect.map(Option.map((counts) => counts.reduce((sum, one) => sum + one, 0)))
  )
}

/**
 * The rules that match no organization of these instances. A permission matches nothing if it leaves no organization, a
 * denial if it leaves all. None if not all organizations could be listed, or if there are too many rules.
 */
export const findUnmatchedRules = Effect.fnUntraced(function* (
  losant: Losant["Service"],
  rules: OrgRules,
  instances: ReadonlyArray<InstanceId>
): Effect.fn.Return<Option.Option<ReadonlyArray<ListedRule>>> {
  const listed = listRules(rules)
  if (listed.length > maxCheckedRules) return Option.none()
  const total = yield* countOrgs(losant, instances, {})
  if (Option.isNone(total)) return Option.none()
  const unmatched = yield* Effect.filter(
    listed,
    ({ list, rule }) =>
      list === "allow"
        ? Effect.map(countOrgs(losant, instances, { allow: [[rule]] }), Option.contains(0))
        : Effect.map(countOrgs(losant, instances, { deny: [rule] }), Option.contains(total.value)),
    { concurrency }
  )
  return Option.some(unmatched)
})
