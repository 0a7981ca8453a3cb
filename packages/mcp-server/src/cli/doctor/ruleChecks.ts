/** Reports the rules of the policy that match no organization. */
import type { Losant } from "@effect-losant/core/Losant"
import type { InstanceId } from "@effect-losant/core/schemas/Ids"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import {
  findUnmatchedRules,
  formatRule,
  type ListedRule,
  listRules,
  maxCheckedRules,
  settingOf
} from "../../losant/unmatchedRules.ts"
import type { OrgRules } from "../../policy/OrgRules.ts"
import { type Check, failed, notChecked, ok } from "./Check.ts"

const reportUnmatched = (listed: ListedRule): Check => {
  const { flag, variable } = settingOf(listed)
  // A tag may be meant for future organizations.
  return listed.rule.kind === "tag"
    ? notChecked("rules", `no organization has ${formatRule(listed)} now, which ${flag} or ${variable} names`)
    : failed(
        "rules",
        `${flag} or ${variable} names ${formatRule(listed)}, which matches no organization`,
        "Write it as in Losant, or remove it."
      )
}

/** Checks each rule. `instances` are all instances that the token reaches. */
export const checkRules = Effect.fnUntraced(function* (
  losant: Losant["Service"],
  rules: OrgRules,
  instances: ReadonlyArray<InstanceId>
): Effect.fn.Return<ReadonlyArray<Check>> {
  const { length } = listRules(rules)
  if (length === 0) return []
  if (length > maxCheckedRules) return [notChecked("rules", `there are more than ${maxCheckedRules} rules`)]
  return Option.match(yield* findUnmatchedRules(losant, rules, instances), {
    onNone: () => [notChecked("rules", "not all organizations could be listed")],
    onSome: (unmatched) =>
      unmatched.length === 0 ? [ok("rules", "each matches an organization")] : unmatched.map(reportUnmatched)
  })
})
