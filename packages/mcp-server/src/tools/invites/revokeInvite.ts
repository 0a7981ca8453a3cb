/** losant_revoke_org_invite: revokes an invitation. */
import * as InstanceOrgInvite from "@effect-losant/core/InstanceOrgInvite"
import * as Effect from "effect/Effect"
import { defineWrite } from "../define/defineWrite.ts"
import { quotedRole } from "../members/members.ts"
import { aboutOrg, destructiveChange, planWrite, readOrg } from "../writes/planWrite.ts"
import { readInvite, sentAt, shownInvite, verifyInvite } from "./invites.ts"

export const revokeInvite = defineWrite(InstanceOrgInvite.delete, {
  name: "losant_revoke_org_invite",
  title: "Revoke invitation",
  description: "Revokes an invitation to an organization: nobody can accept it then. A person has to confirm.",
  done: "The invitation was revoked.",
  sign: "it finds nothing if the invitation was revoked",
  verify: verifyInvite,
  confirms: true,
  plan: Effect.fnUntraced(function* (request) {
    const [org, held] = yield* Effect.all([readOrg(request), readInvite(request)], { concurrency: 2 })
    const shown = shownInvite(held)
    const plan = yield* planWrite(request, {
      ...aboutOrg(org),
      invite: shown,
      before: {},
      after: {},
      readAnswer: () => ({})
    })
    const danger = destructiveChange(request, org, {
      action: "revoke an invitation to the organization",
      part: held.email ?? held.id,
      facts: [
        { label: "role", value: quotedRole(held.role) },
        { label: "sent", value: held.hasExpired === true ? `${sentAt(held)}, expired` : sentAt(held) }
      ],
      typesName: false,
      state: { invite: shown }
    })
    return { ...plan, changes: { invite: { before: shown } }, danger }
  })
})
