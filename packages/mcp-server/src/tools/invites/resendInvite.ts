/** losant_resend_org_invite: sends an invitation again. */
import * as InstanceOrgInvite from "@effect-losant/core/InstanceOrgInvite"
import type { OrgInvite } from "@effect-losant/core/schemas/Invite"
import { verifyingReads, WriteDangers } from "@effect-losant/fleet"
import * as Effect from "effect/Effect"
import { defineWrite } from "../define/defineWrite.ts"
import { verifyBy } from "../define/verifyBy.ts"
import { quoteRole } from "../members/members.ts"
import {
  describeOrg,
  describeOrgDanger,
  describeRepetition,
  pickSameFields,
  planWrite,
  readOrg
} from "../writes/planWrite.ts"
import { quoteValue } from "../writes/quoteValue.ts"
import { readTogether } from "../writes/readTogether.ts"
import { answerInvite, readInvite, summarizeInvite } from "./invites.ts"
import { listInvites } from "./listInvites.ts"

export const resendInvite = defineWrite(InstanceOrgInvite.resendInvite, {
  name: "losant_resend_org_invite",
  title: "Resend invitation",
  description: "Sends an invitation again, with another role if one is given. Every call sends it once more.",
  done: "The invitation was sent again.",
  sign: "it lists one whose inviteDate is from the moment of the call on if the invitation was sent again",
  dangers: [...WriteDangers.possible.resend_invite, "repeatWrite"],
  verify: verifyBy(verifyingReads.resend_invite, listInvites),
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
    const { role } = body
    const danger = describeOrgDanger(request, org, {
      dangers: WriteDangers.ofInvitation(body),
      part: invite.email ?? invite.id,
      facts: [{ label: "role", value: `${quoteRole(invite.role)} → ${quoteRole(role)}` }],
      state: { invite: summary }
    })
    const address = invite.email ?? invite.id
    return {
      ...plan,
      ...danger,
      once: {
        // A resent invitation may have another id.
        key: ["resend", org.id, address.toLowerCase()].join("/"),
        what: `sends the invitation of ${quoteValue(address)} again`,
        repetition: describeRepetition(
          request,
          { kind: "organization", id: org.id, name: org.name },
          { part: address, org }
        )
      }
    }
  })
})
