/** losant_revoke_org_invite: revokes an invitation. */
import * as InstanceOrgInvite from "@effect-losant/core/InstanceOrgInvite"
import { verifyingReads, WriteDangers } from "@effect-losant/fleet"
import * as Effect from "effect/Effect"
import { isExpired } from "../../answers/inviteExpiry.ts"
import { defineWrite } from "../define/defineWrite.ts"
import { verifyBy } from "../define/verifyBy.ts"
import { quoteRole } from "../members/members.ts"
import { describeOrg, describeOrgDanger, planWrite, readOrg } from "../writes/planWrite.ts"
import { readTogether } from "../writes/readTogether.ts"
import { getInvite } from "./getInvite.ts"
import { readInvite, sentTime, summarizeInvite } from "./invites.ts"

export const revokeInvite = defineWrite(InstanceOrgInvite.delete, {
  name: "losant_revoke_org_invite",
  title: "Revoke invitation",
  description: "Revokes an invitation to an organization: nobody can accept it then. A person has to confirm.",
  done: "The invitation was revoked.",
  sign: "it finds nothing if the invitation was revoked",
  verify: verifyBy(verifyingReads.revoke_invite, getInvite),
  dangers: WriteDangers.possible.revoke_invite,
  plan: Effect.fnUntraced(function* (request) {
    const [org, invite] = yield* readTogether([readOrg(request), readInvite(request)])
    const summary = summarizeInvite(invite)
    const plan = yield* planWrite(request, {
      ...describeOrg(org),
      invite: summary,
      before: {},
      after: {},
      readAnswer: () => ({})
    })
    const danger = describeOrgDanger(request, org, {
      dangers: WriteDangers.possible.revoke_invite,
      part: invite.email ?? invite.id,
      facts: [
        { label: "role", value: quoteRole(invite.role) },
        { label: "sent", value: isExpired(invite) ? `${sentTime(invite)}, expired` : sentTime(invite) }
      ],
      state: { invite: summary }
    })
    return { ...plan, changes: { invite: { before: summary } }, ...danger }
  })
})
