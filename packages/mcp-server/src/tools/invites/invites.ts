/** Reads invitations to an organization, and shows them in plans and answers. */
import * as InstanceOrgInvite from "@effect-losant/core/InstanceOrgInvite"
import * as InstanceOrgInvites from "@effect-losant/core/InstanceOrgInvites"
import type { LosantError } from "@effect-losant/core/LosantError"
import type { InviteId } from "@effect-losant/core/schemas/Ids"
import type { OrgInvite } from "@effect-losant/core/schemas/Invite"
import * as Effect from "effect/Effect"
import { isExpired } from "../../answers/inviteExpiry.ts"
import type { Refusal } from "../../model/Refusal.ts"
import type { JsonObject } from "../../text/json.ts"
import { assertSameId } from "../writes/assertSameId.ts"
import type { OrgLocation } from "../writes/planWrite.ts"
import { quoteValue } from "../writes/quoteValue.ts"
import { omitUndefined } from "../writes/writeResult.ts"

interface InviteLocation extends OrgLocation {
  readonly ids: OrgLocation["ids"] & { readonly inviteId: InviteId }
}

export const readInvite = ({ gateway, ids }: InviteLocation): Effect.Effect<OrgInvite, LosantError | Refusal> =>
  gateway
    .execute(InstanceOrgInvite.get, ids)
    .pipe(Effect.flatMap((invite) => assertSameId("invitation", ids.inviteId, invite, ({ id }) => id)))

export const readInvites = ({ gateway, ids: { instanceId, orgId } }: OrgLocation) =>
  Effect.map(gateway.execute(InstanceOrgInvites.get, { instanceId, orgId }), ({ items }) => items)

/** The fields of an invitation that a plan shows. */
export const summarizeInvite = (invite: OrgInvite): JsonObject => {
  const { id, email, role, inviteDate } = invite
  return omitUndefined({ id, email, role, inviteDate, expired: isExpired(invite) })
}

/** The fields of an invitation that the answer of a write shows. */
export const answerInvite = (answered: Partial<OrgInvite>): JsonObject => {
  const { id, email, role, inviteDate } = answered
  const invite = omitUndefined({ id, email, role, inviteDate })
  return Object.keys(invite).length === 0 ? {} : { invite: { ...invite, expired: isExpired(answered) } }
}

/** The quoted time when the invitation was sent. */
export const sentTime = ({ inviteDate }: OrgInvite): string =>
  inviteDate === undefined ? "at an unknown time" : quoteValue(inviteDate)
