/** Resolves the names and emails of a call to ids. */
import type { LosantError } from "@effect-losant/core/LosantError"
import type { InstanceId, OrgId } from "@effect-losant/core/schemas/Ids"
import * as Effect from "effect/Effect"
import type { FoundOrg } from "../losant/resolution/orgPages.ts"
import { resolveInstanceMember, resolveInvite, resolveMember } from "../losant/resolution/resolvePerson.ts"
import { withOrg } from "../losant/resolution/withOrg.ts"
import { ClientRequest } from "../model/ClientRequest.ts"
import type { LosantGateway } from "../model/LosantGateway.ts"
import type { Refusal } from "../model/Refusal.ts"
import type { Subject } from "../model/Subject.ts"
import type { TargetIds } from "../model/tool/Tool.ts"
import type { Target } from "../model/VerificationCall.ts"
import { isLosantId } from "../text/losantId.ts"

/** Resolves the member or the invitation that the call names within the organization. */
const resolvePart = Effect.fnUntraced(function* (
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

/** Tells the client that the call first looks something up. The later progress of the call starts after this step. */
const reportLookup = Effect.fnUntraced(function* (target: Target) {
  if (Object.values(target).every((text) => isLosantId(text.trim()))) return
  const { progress } = yield* ClientRequest
  yield* progress({ done: 0, message: "looking up what is meant by name" })
})

const subjectOf = ({ orgId, name }: FoundOrg): Subject => ({
  kind: "organization",
  id: orgId,
  ...(name === undefined ? {} : { name })
})

/** Runs a call that is about no organization, with the id of the member of the instance that it may name. */
const withInstanceTarget = <A, E, R>(
  gateway: LosantGateway,
  instanceId: InstanceId,
  target: Target,
  run: (target: TargetIds, subject: Subject | undefined) => Effect.Effect<A, E, R>
): Effect.Effect<A, E | LosantError | Refusal, R> => {
  const { userId } = target
  return userId === undefined
    ? run({ instanceId, ids: target }, undefined)
    : Effect.andThen(
        reportLookup(target),
        Effect.flatMap(resolveInstanceMember(gateway, instanceId, userId), (member) =>
          run({ instanceId, ids: { ...target, userId: member.userId } }, undefined)
        )
      )
}

/**
 * Resolves the target to ids, and runs the call with it. A text that looks like an id is first used as an id. If no
 * organization has this id, nothing was changed, and `run` runs a second time with the organization of this name.
 */
export const withTarget = <A, E, R>(
  gateway: LosantGateway,
  instanceId: InstanceId,
  target: Target,
  run: (target: TargetIds, subject: Subject | undefined) => Effect.Effect<A, E, R>
): Effect.Effect<A, E | LosantError | Refusal, R> => {
  const { orgId: orgText } = target
  return orgText === undefined
    ? withInstanceTarget(gateway, instanceId, target, run)
    : Effect.andThen(
        reportLookup(target),
        withOrg(gateway, instanceId, orgText, (org) =>
          Effect.flatMap(resolvePart(gateway, instanceId, org.orgId, target), (part) =>
            run({ instanceId, ids: { orgId: org.orgId, ...part } }, subjectOf(org))
          )
        )
      )
}
