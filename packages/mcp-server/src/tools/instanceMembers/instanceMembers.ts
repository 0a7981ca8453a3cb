/** Reads the members of an instance, and shows them in plans and answers. */
import * as InstanceMemberAction from "@effect-losant/core/InstanceMember"
import * as InstanceMembers from "@effect-losant/core/InstanceMembers"
import type { LosantError } from "@effect-losant/core/LosantError"
import type { InstanceId, UserId } from "@effect-losant/core/schemas/Ids"
import type { InstanceMember } from "@effect-losant/core/schemas/instance/InstanceMember"
import * as Effect from "effect/Effect"
import type { NamedSubject } from "../../model/DestructiveChange.ts"
import type { LosantGateway } from "../../model/LosantGateway.ts"
import type { Refusal } from "../../model/Refusal.ts"
import type { Target, VerificationCall } from "../../model/VerificationCall.ts"
import type { WriteAnswer, WritePlan } from "../../model/WritePlan.ts"
import { assertSameId, isSameId } from "../writes/assertSameId.ts"

interface MemberLocation {
  readonly gateway: LosantGateway
  readonly ids: { readonly instanceId: InstanceId; readonly userId: UserId }
}

export const readInstanceMembers = (gateway: LosantGateway, instanceId: InstanceId) =>
  Effect.map(gateway.execute(InstanceMembers.get, { instanceId }), ({ items }) => items)

/** Reads a member. Refuses an answer that is about another user. */
export const readInstanceMember = ({
  gateway,
  ids
}: MemberLocation): Effect.Effect<InstanceMember, LosantError | Refusal> =>
  Effect.flatMap(gateway.execute(InstanceMemberAction.get, ids), (member) =>
    assertSameId("member", ids.userId, member, ({ userId }) => userId)
  )

/** The member as the subject of a write: its name is the email. */
export const memberSubject = ({ userId, email }: Pick<InstanceMember, "userId" | "email">): NamedSubject => ({
  kind: "member",
  id: userId,
  name: email ?? userId
})

const mayBeAdmin = ({ role }: InstanceMember): boolean => role === undefined || role === "admin"

/** True if no other member is known to be an admin, so that the instance may be left without one. */
export const isPerhapsLastAdmin = Effect.fnUntraced(function* (
  { gateway, ids }: MemberLocation,
  member: InstanceMember
): Effect.fn.Return<boolean, LosantError | Refusal> {
  if (!mayBeAdmin(member)) return false
  const members = yield* readInstanceMembers(gateway, ids.instanceId)
  return !members.some(({ userId, role }) => role === "admin" && !isSameId(userId, member.userId))
})

export const lastAdminWarning = "No other admin of the instance is known: afterwards nobody may be able to manage it."

/** The call that shows the member after a write. */
export const verifyInstanceMember = ({ userId }: Target): VerificationCall => ({
  tool: "losant_get_instance_member",
  arguments: { userId }
})

/** Reads the member from the answer of a write. */
export const readInstanceMemberAnswer = ({ subject }: WritePlan, answer: InstanceMember): Partial<WriteAnswer> => ({
  state: { ...answer },
  isOfAnother: subject.id !== undefined && !isSameId(subject.id, answer.userId)
})
