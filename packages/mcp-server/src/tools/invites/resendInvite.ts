/** losant_resend_org_invite: sends an invitation again. */
import * as InstanceOrgInvite from "@effect-losant/core/InstanceOrgInvite"
import type { OrgInvite } from "@effect-losant/core/schemas/Invite"
import * as Effect from "effect/Effect"
import { defineWrite } from "../define/defineWrite.ts"
import { newestFirst } from "../define/verifications.ts"
import { describeOrg, pickSameFields, planWrite, readOrg } from "../writes/planWrite.ts"
import { readTogether } from "../writes/readTogether.ts"
import { answerInvite, readInvite, summarizeInvite } from "./invites.ts"

export const resendInvite = defineWrite(InstanceOrgInvite.resendInvite, {
  name: "losant_resend_org_invite",
  title: "Resend invitation",
  description: "Sends an invitation again, with another role if one is given. Every call sends it once more.",
  done: "The invitation was sent again.",
  sign: "it lists one whose inviteDate is from the moment of the call on if the invitation was sent again",
  verify: ({ orgId }) => ({ tool: "losant_list_org_invites", arguments: { orgId, ...newestFirst("inviteDate") } }),
  plan: Effect.fnUntraced(function* (request) {
    const { body } = request
    const [org, invite] = yield* readTogether([readOrg(request), readInvite(request)])
    const summary = summarizeInvite(invite)
    const plan = yield* planWrite<typeof InstanceOrgInvite.resendInvite, Record<never, never>, Record<never, never>>(
      request,
      {
        ...describeOrg(org),
        invite: summary,
        before: pickSameFields(invite, body),
        after: body,
        readAnswer: (_, answer: OrgInvite) => ({ state: { ...answer }, about: answerInvite({ ...summary, ...answer }) })
      }
    )
    return plan
  })
})
