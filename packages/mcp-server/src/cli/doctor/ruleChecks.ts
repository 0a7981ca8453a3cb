/** Checks that each rule of the policy matches an organization: a misspelt denial would deny nothing. */
import type { Losant } from "@effect-losant/core/Losant"
import type { InstanceId } from "@effect-losant/core/schemas/Ids"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import { guard } from "../../losant/policyGuard.ts"
import type { OrgRule } from "../../policy/OrgRule.ts"
import type { OrgRules } from "../../policy/OrgRules.ts"
import { noPolicy } from "../../policy/Policy.ts"
import { policySettings } from "../../policy/policySettings.ts"
import { quote } from "../../text/escapes.ts"
import { type Check, failed, notChecked, ok } from "./Check.ts"
import { listOrgs, totalOf } from "./visibilityChecks.ts"

// Each rule costs a request per instance, so the number is limited.
const maxRules = 20
const concurrency = 4
const maxNameLength = 80

const formatRule = (rule: OrgRule): string => {
  switch (rule.kind) {
    case "id":
      return rule.id
    case "name":
      return quote(rule.name, maxNameLength)
    case "tag":
      return quote(`tag:${rule.key}=${rule.value}`, maxNameLength)
  }
}

/** The number of organizations within the rules; undefined if a request fails. */
const countOrgs = (
  losant: Losant["Service"],
  instances: ReadonlyArray<InstanceId>,
  rules: Partial<OrgRules>
): Effect.Effect<number | undefined> => {
  const gateway = guard(losant, { ...noPolicy, ...rules })
  return Effect.map(
    Effect.forEach(instances, (id) => listOrgs(gateway, id)),
    (answers) =>
      Result.match(Result.all(answers), {
        onSuccess: (pages) => pages.reduce((sum, page) => sum + totalOf(page), 0),
        onFailure: () => undefined
      })
  )
}

/**
 * A permission matches nothing if it leaves no organization. A denial matches nothing if it leaves all organizations;
 * `total` is their number.
 */
const matchesNothing = (
  losant: Losant["Service"],
  instances: ReadonlyArray<InstanceId>,
  total: number,
  { list, rule }: ListedRule
): Effect.Effect<boolean> =>
  list === "allow"
    ? Effect.map(countOrgs(losant, instances, { allow: [[rule]] }), (allowed) => allowed === 0)
    : Effect.map(countOrgs(losant, instances, { deny: [rule] }), (remaining) => remaining === total)

interface ListedRule {
  readonly list: "allow" | "deny"
  readonly rule: OrgRule
}

const reportUnmatched = ({ list, rule }: ListedRule): Check => {
  const { flag, variable } = list === "allow" ? policySettings.allowOrg : policySettings.denyOrg
  // A tag may be meant for future organizations.
  return rule.kind === "tag"
    ? notChecked("rules", `no organization has ${formatRule(rule)} now, which ${flag} or ${variable} names`)
    : failed(
        "rules",
        `${flag} or ${variable} names ${formatRule(rule)}, which matches no organization`,
        "Write it as in Losant, or remove it."
      )
}

/** Checks each rule. `instances` are all instances that the token reaches. */
export const checkRules = Effect.fnUntraced(function* (
  losant: Losant["Service"],
  { allow, deny }: OrgRules,
  instances: ReadonlyArray<InstanceId>
): Effect.fn.Return<ReadonlyArray<Check>> {
  const rules: ReadonlyArray<ListedRule> = [
    ...allow.flat().map((rule) => ({ list: "allow", rule }) as const),
    ...deny.map((rule) => ({ list: "deny", rule }) as const)
  ]
  if (rules.length === 0) return []
  if (rules.length > maxRules) return [notChecked("rules", `there are more than ${maxRules} rules`)]
  const total = yield* countOrgs(losant, instances, {})
  if (total === undefined) return [notChecked("rules", "not all organizations could be listed")]
  const unmatched = yield* Effect.filter(rules, (rule) => matchesNothing(losant, instances, total, rule), {
    concurrency
  })
  return unmatched.length === 0 ? [ok("rules", "each matches an organization")] : unmatched.map(reportUnmatched)
})
