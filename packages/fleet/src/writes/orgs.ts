/** The writes on an organization itself. */
import { FieldChanges, InstanceOrg, InstanceOrgs, OrgChanges, type Schemas } from "@effect-losant/core"
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

/** The reason to skip a write, as a phrase. */
export const renamed = (name: string): string => `the organization is named ${JSON.stringify(name)} now`

const movedOn = (
  { before, orgName }: Pick<WriteOf<"update_org">, "before" | "orgName">,
  org: Schemas.InstanceOrg
): string | undefined => {
  // Whoever confirmed the set read the name.
  if (org.name !== orgName) return renamed(org.name)
  const paths = FieldChanges.moved(before, org)
  return paths.length === 0 ? undefined : `${paths.join(", ")} changed since the plan`
}

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
  movedOn,
  request: ({ orgId, changes }, org, now) =>
    Result.mapBoth(OrgChanges.merge(org, changes, now), {
      onFailure: describeProblems,
      onSuccess: ({ patch }) => ({ action: InstanceOrg.patch, input: { orgId, organization: patch } })
    }),
  repeat: "byItself"
})

const newOrg = {
  subject: "the instance",
  dangers: ({ org }: Pick<WriteOf<"create_org">, "org">) => WriteDangers.ofNewOrg(org),
  movedOn: () => undefined,
  request: ({ org }: Pick<WriteOf<"create_org">, "org">) =>
    Result.succeed({ action: InstanceOrgs.post, input: { orgConfig: org } }),
  repeat: "byItself",
  isNewOrg: true
} as const

/** Names need not be unique: an organization that was not there before the request is the one that it created. */
const createByName = defineWrite<WriteOf<"create_org">, typeof InstanceOrgs.get>({
  ...newOrg,
  verify: {
    ...verifyingReads.create_org,
    input: ({ orgName }) => verifyingReads.create_org.input({ name: orgName }),
    sign: {
      kind: "newItem",
      ids: ({ items }, { orgName }) => items.filter(({ name }) => name === orgName).map(({ id }) => id)
    }
  }
})

/** With a tag of its own an organization is created once, whoever creates it. */
const createByTag = defineWrite<WriteOf<"create_org">, typeof InstanceOrgs.get>({
  ...newOrg,
  verify: {
    ...verifyingReads.create_org,
    input: ({ identity }) => verifyingReads.create_org.input(identity === undefined ? {} : { identity }),
    sign: {
      kind: "state",
      isWanted: ({ items }, { identity }) =>
        items.some(({ tags = [] }) => tags.some(({ key, value }) => key === identity?.key && value === identity?.value))
    }
  }
})

const createBy = ({ identity }: Pick<WriteOf<"create_org">, "identity">) =>
  identity === undefined ? createByName : createByTag

export const createOrg: typeof createByName = {
  ...createByName,
  look: (write, ...rest) => createBy(write).look(write, ...rest),
  prepare: (write, ...rest) => createBy(write).prepare(write, ...rest)
}

export const deleteOrg = defineWrite<WriteOf<"delete_org">, typeof InstanceOrg.get>({
  verify: { ...verifyingReads.delete_org, sign: { kind: "absent" } },
  subject: "the organization",
  dangers: () => WriteDangers.possible.delete_org,
  movedOn,
  request: ({ orgId }) => Result.succeed({ action: InstanceOrg.delete, input: { orgId } }),
  repeat: "byItself"
})
