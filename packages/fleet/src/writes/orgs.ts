/** The writes on an organization itself. */
import { FieldChanges, InstanceOrg, InstanceOrgs, OrgChanges } from "@effect-losant/core"
import * as Result from "effect/Result"
import { summaryFor } from "../danger/limitUse.ts"
import { findUpdateLosses } from "../danger/updateLosses.ts"
import * as WriteDangers from "../danger/WriteDangers.ts"
import type { WriteOf } from "../model/Write.ts"
import { defineWrite } from "./Declaration.ts"
import { verifyingReads } from "./verifyingReads.ts"

/** The problems of a merge as a phrase. */
export const describeProblems = (problems: ReadonlyArray<OrgChanges.MergeProblem>): string =>
  problems.map(OrgChanges.describeProblem).join(", and ")

export const updateOrg = defineWrite<WriteOf<"update_org">, typeof InstanceOrg.get>({
  verify: {
    ...verifyingReads.update_org,
    input: (write) => ({ ...verifyingReads.update_org.input(write), summaryInclude: summaryFor(write.changes) }),
    sign: {
      kind: "state",
      isWanted: (org, { changes }, now) => {
        const update = OrgChanges.merge(org, changes, now)
        return Result.isSuccess(update) && Object.keys(update.success.changes).length === 0
      }
    }
  },
  subject: "the organization",
  dangers: ({ changes }, org, now) => {
    const update = OrgChanges.merge(org, changes, now)
    return Result.isSuccess(update) ? findUpdateLosses(org, update.success.patch).dangers : []
  },
  movedOn: ({ before, orgName }, org) => {
    // Whoever confirmed the set read the name.
    if (org.name !== orgName) return `the organization is named ${JSON.stringify(org.name)} now`
    const paths = FieldChanges.moved(before, org)
    return paths.length === 0 ? undefined : `${paths.join(", ")} changed since the plan`
  },
  request: ({ orgId, changes }, org, now) =>
    Result.mapBoth(OrgChanges.merge(org, changes, now), {
      onFailure: describeProblems,
      onSuccess: ({ patch }) => ({ action: InstanceOrg.patch, input: { orgId, organization: patch } })
    }),
  repeat: "byItself"
})

/** Names need not be unique: an organization that was not there before the request is the one that it created. */
export const createOrg = defineWrite<WriteOf<"create_org">, typeof InstanceOrgs.get>({
  verify: {
    ...verifyingReads.create_org,
    input: ({ orgName }) => verifyingReads.create_org.input({ name: orgName }),
    sign: {
      kind: "newItem",
      ids: ({ items }, { orgName }) => items.filter(({ name }) => name === orgName).map(({ id }) => id)
    }
  },
  subject: "the instance",
  dangers: ({ org }) => WriteDangers.ofNewOrg(org),
  movedOn: () => undefined,
  request: ({ org }) => Result.succeed({ action: InstanceOrgs.post, input: { orgConfig: org } }),
  repeat: "byItself",
  isNewOrg: true
})
