/** The writes on an organization itself. */
import { InstanceOrg, InstanceOrgs } from "@effect-losant/core"
import * as Result from "effect/Result"
import { summaryFieldsOf } from "../danger/limitUse.ts"
import { findUpdateLosses } from "../danger/updateLosses.ts"
import * as WriteDangers from "../danger/WriteDangers.ts"
import type { WriteOf } from "../model/Write.ts"
import { movedPaths } from "../org/diff.ts"
import { planUpdate } from "../org/mergeOrg.ts"
import type { OrgChanges } from "../org/OrgChanges.ts"
import { defineWrite } from "./Declaration.ts"

/** The part of the summary that the judgement of a change needs. Without a name Losant would answer all of it. */
export const summaryOf = ({ limits = {}, clear }: Pick<OrgChanges, "limits" | "clear">) => {
  const cleared = (clear ?? []).filter((name) => name.startsWith("limits.")).map((name) => name.slice("limits.".length))
  const fields = summaryFieldsOf([...Object.keys(limits), ...cleared])
  return fields.length === 0 ? (["memberCount"] as const) : fields
}

export const updateOrg = defineWrite<WriteOf<"update_org">, typeof InstanceOrg.get>({
  verify: {
    action: InstanceOrg.get,
    input: ({ orgId, changes }) => ({ orgId, summaryInclude: summaryOf(changes) }),
    sign: {
      kind: "state",
      isWanted: (org, { changes }, now) => {
        const update = planUpdate(org, changes, now)
        return Result.isSuccess(update) && Object.keys(update.success.before).length === 0
      }
    }
  },
  subject: "the organization",
  dangers: ({ changes }, org, now) => {
    const update = planUpdate(org, changes, now)
    return Result.isSuccess(update) ? findUpdateLosses(org, update.success.patch).dangers : []
  },
  movedOn: ({ before }, org) => {
    const paths = movedPaths(before, org)
    return paths.length === 0 ? undefined : `${paths.join(", ")} changed since the plan`
  },
  request: ({ orgId, changes }, org, now) =>
    Result.map(planUpdate(org, changes, now), ({ patch }) => ({
      action: InstanceOrg.patch,
      input: { orgId, organization: patch }
    })),
  repeat: "byItself"
})

/** Names need not be unique: an organization that was not there before the request is the one that it created. */
export const createOrg = defineWrite<WriteOf<"create_org">, typeof InstanceOrgs.get>({
  verify: {
    action: InstanceOrgs.get,
    input: ({ orgName }) => ({ query: { name: orgName }, sortField: "creationDate", sortDirection: "desc" }),
    sign: {
      kind: "newItem",
      ids: ({ items }, { orgName }) => items.filter(({ name }) => name === orgName).map(({ id }) => id)
    }
  },
  subject: "the instance",
  dangers: ({ org }) => WriteDangers.ofNewOrg(org),
  movedOn: () => undefined,
  request: ({ org }) => Result.succeed({ action: InstanceOrgs.post, input: { orgConfig: org } }),
  repeat: "byItself"
})
