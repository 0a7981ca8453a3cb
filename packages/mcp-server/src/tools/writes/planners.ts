/** The plan of any write. */
import type { Any } from "@effect-losant/core/Action"
import type { ActionName } from "@effect-losant/core/Actions"
import type { InstanceId } from "@effect-losant/core/schemas/Ids"
import * as Effect from "effect/Effect"
import type { Reach } from "../../model/LosantGateway.ts"
import type { Values } from "../../model/Values.ts"
import type { NoPlan, Plan, Planner } from "../../model/WritePlan.ts"
import { checkLastUpdated } from "./lastUpdated.ts"
import { invite, resendInvite, revokeInvite } from "./planInvites.ts"
import { addMember, removeMember, updateMember } from "./planMembers.ts"
import { createOrg, deleteOrg, updateOrg } from "./planOrgs.ts"

/** By the name of the action that writes. */
export const planners: { readonly [Name in ActionName]?: Planner } = {
  "instanceOrgs.post": createOrg,
  "instanceOrg.patch": updateOrg,
  "instanceOrg.delete": deleteOrg,
  "instanceOrgMembers.post": addMember,
  "instanceOrgMember.patch": updateMember,
  "instanceOrgMember.delete": removeMember,
  "instanceOrgInvites.post": invite,
  "instanceOrgInvite.delete": revokeInvite,
  "instanceOrgInvite.resendInvite": resendInvite
}

const byName: ReadonlyMap<string, Planner> = new Map(Object.entries(planners))

/**
 * What a write would do. It reads what it must, checks everything that the call would fail on, `ifLastUpdated` included,
 * and writes nothing. `values` are the arguments of the tool by name, with names resolved to ids. An action that writes
 * nothing has no plan: to ask for one is a defect.
 */
export const plan = Effect.fnUntraced(function* (
  action: Any,
  reach: Reach,
  instanceId: InstanceId,
  values: Values
): Effect.fn.Return<Plan, NoPlan> {
  const planner = byName.get(action.action)
  if (planner === undefined) return yield* Effect.die(new Error(`${action.action} has no plan`))
  const made = yield* planner({ action, reach, instanceId, values })
  yield* checkLastUpdated(made, values)
  return made
})
