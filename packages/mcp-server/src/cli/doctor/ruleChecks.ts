/** Whether there is what the policy names: a rule that is misspelt says nothing, and a denial of nothing denies nothing. */
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

// Each is a request to every instance; with more of them the doctor would become a burden.
const mostRules = 20
const concurrency = 4
const longestName = 80

const written = (rule: OrgRule): string => {
  switch (rule.kind) {
    case "id":
      return rule.id
    case "name":
      return quote(rule.name, longestName)
    case "tag":
      return quote(`tag:${rule.key}=${rule.value}`, longestName)
  }
}

/** How many organizations the rules let through, or undefined where some answer does not say. */
const count = (
  losant: Losant["Service"],
  instances: ReadonlyArray<InstanceId>,
  rules: Partial<OrgRules>
): Effect.Effect<number | undefined> => {
  const reach = guard(losant, { ...noPolicy, ...rules })
  return Effect.map(
    Effect.forEach(instances, (id) => listOrgs(reach, id)),
    (answers) =>
      Result.match(Result.all(answers), {
        onSuccess: (pages) => pages.reduce((sum, page) => sum + totalOf(page), 0),
        onFailure: () => undefined
      })
  )
}

/** `all` is how many organizations there are without rules: a denial tolerates more spellings than a permission does. */
const fitsNothing = (
  losant: Losant["Service"],
  instances: ReadonlyArray<InstanceId>,
  all: number,
  { list, rule }: Named
): Effect.Effect<boolean> =>
  list === "allow"
    ? Effect.map(count(losant, instances, { allow: [[rule]] }), (allowed) => allowed === 0)
    : Effect.map(count(losant, instances, { deny: [rule] }), (left) => left === all)

interface Named {
  readonly list: "allow" | "deny"
  readonly rule: OrgRule
}

const empty = ({ list, rule }: Named): Check => {
  const { flag, variable } = list === "allow" ? policySettings.allowOrg : policySettings.denyOrg
  // A tag may be meant for organizations that are still to come.
  return rule.kind === "tag"
    ? notChecked("rules", `no organization has ${written(rule)} now, which ${flag} or ${variable} names`)
    : failed(
        "rules",
        `${flag} or ${variable} names ${written(rule)}, which fits no organization`,
        "Correct it as it is in Losant, or remove it."
      )
}

/** Looks for each rule whether something fits it. `instances` are all that the token reaches. */
export const checkRules = Effect.fnUntraced(function* (
  losant: Losant["Service"],
  { allow, deny }: OrgRules,
  instances: ReadonlyArray<InstanceId>
): Effect.fn.Return<ReadonlyArray<Check>> {
  const named: ReadonlyArray<Named> = [
    ...allow.flat().map((rule) => ({ list: "allow", rule }) as const),
    ...deny.map((rule) => ({ list: "deny", rule }) as const)
  ]
  if (named.length === 0) return []
  if (named.length > mostRules) return [notChecked("rules", `there are more than ${mostRules} of them`)]
  const all = yield* count(losant, instances, {})
  if (all === undefined) return [notChecked("rules", "not all organizations could be listed")]
  const found = yield* Effect.filter(named, (one) => fitsNothing(losant, instances, all, one), { concurrency })
  return found.length === 0 ? [ok("rules", "each fits an organization")] : found.map(empty)
})
