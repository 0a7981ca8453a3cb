/** The ids that stand for what the assistant named. */
import type { LosantError } from "@effect-losant/core/LosantError"
import type { InstanceId, OrgId } from "@effect-losant/core/schemas/Ids"
import * as Effect from "effect/Effect"
import type { FoundOrg } from "../losant/resolution/orgPages.ts"
import { resolveInvite, resolveMember } from "../losant/resolution/resolvePerson.ts"
import { withOrg } from "../losant/resolution/withOrg.ts"
import { ClientRequest } from "../model/ClientRequest.ts"
import type { LosantGateway } from "../model/LosantGateway.ts"
import type { Refusal } from "../model/Refusal.ts"
import type { Subject } from "../model/Subject.ts"
import type { TargetIds } from "../model/tool/Tool.ts"
import type { Target } from "../model/VerificationCall.ts"

/** The ids of the member or of the invitation that is named beside the organization. */
const resolveWithin = Effect.fnUntraced(function* (
  gateway: LosantGateway,
  instanceId: InstanceId,
  orgId: OrgId,
  { userId, inviteId }: Target
): Effect.fn.Return<Target, LosantError | Refusal> {
  if (userId !== undefined) {
    const member = yield* resolveMember(gateway, instanceId, orgId, userId)
    return { userId: member.userId }
  }
  if (inviteId !== undefined) {
    const invite = yield* resolveInvite(gateway, instanceId, orgId, inviteId)
    return { inviteId: invite.inviteId }
  }
  return {}
})

const id = /^[A-Fa-f\d]{24}$/

/** Tells the client that something has to be looked up first. All else that a call reports counts on from here. */
const reportLookUp = Effect.fnUntraced(function* (target: Target) {
  if (Object.values(target).every((text) => id.test(text.trim()))) return
  const { progress } = yield* ClientRequest
  yield* progress({ done: 0, message: "looking up what is meant by name" })
})

const subjectOf = ({ orgId, name }: FoundOrg): Subject => ({
  kind: "organization",
  id: orgId,
  ...(name === undefined ? {} : { name })
})

/**
 * Runs a call on its target, in which ids take the place of names and emails. A text that looks like an id is taken for
 * one first, so `run` may run a second time, after a first that found no such organization and so changed nothing.
 */
export const withTarget = <A, E, R>(
  gateway: LosantGateway,
  instanceId: InstanceId,
  target: Target,
  run: (target: TargetIds, subject: Subject | undefined) => Effect.Effect<A, E, R>
): Effect.Effect<A, E | LosantError | Refusal, R> => {
  const { orgId: named } = target
  return named === undefined
    ? run({ instanceId, ids: target }, undefined)
    : Effect.andThen(
        reportLookUp(target),
        withOrg(gateway, instanceId, named, (org) =>
          Effect.flatMap(resolveWithin(gateway, instanceId, org.orgId, target), (within) =>
            run({ instanceId, ids: { orgId: org.orgId, ...within } }, subjectOf(org))
          )
        )
      )
}
