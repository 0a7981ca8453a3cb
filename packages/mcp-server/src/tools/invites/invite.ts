/** losant_invite_to_org: invites a person to an organization. */
import { compare } from "@effect-losant/core/FieldChanges"
import * as InstanceOrgInvites from "@effect-losant/core/InstanceOrgInvites"
import type { OrgInvite } from "@effect-losant/core/schemas/Invite"
import { verifyingReads, WriteDangers } from "@effect-losant/fleet"
import * as Effect from "effect/Effect"
import { isExpired } from "../../answers/inviteExpiry.ts"
import { defineWrite } from "../define/defineWrite.ts"
import { verifyBy } from "../define/verifyBy.ts"
import { isSameEmail, quoteRole, readMembers } from "../members/members.ts"
import {
  describeOrg,
  describeOrgDanger,
  describeRepetition,
  failInvalid,
  planWrite,
  readOrg
} from "../writes/planWrite.ts"
import { quoteValue } from "../writes/quoteValue.ts"
import { readTogether } from "../writes/readTogether.ts"
import { answerInvite, readInvites, sentTime, summarizeInvite } from "./invites.ts"
import { listInvites } from "./listInvites.ts"

const resendAdvice = ({ id }: OrgInvite): string =>
  `to send it again, also with another role, call losant_resend_org_invite with inviteId ${quoteValue(id)}`

/** Losant answers all open invitations. The new one is the latest to its address. */
const findNewInvite = (items: ReadonlyArray<OrgInvite>, email: string): OrgInvite | undefined =>
  items
    .filter((item) => isSameEmail(email, item.email))
    .toSorted((one, other) => (other.inviteDate ?? "").localeCompare(one.inviteDate ?? ""))[0]

export const invite = defineWrite(InstanceOrgInvites.post, {
  name: "losant_invite_to_org",
  title: "Invite to organization",
  description:
    "Invites a person to an organization by email. Sends nothing where the person is a member or has an open invitation.",
  done: "The person was invited.",
  sign: "it lists one whose inviteDate is from the moment of the call on if the invitation was sent",
  dangers: [...WriteDangers.possible.invite, "repeatWrite"],
  verify: (target, { body: { email } }) => verifyBy(verifyingReads.invite, listInvites)({ ...target, email }),
  plan: Effect.fnUntraced(function* (request) {
    const { body } = request
    const { email } = body
    const [org, members, invites] = yield* readTogether([readOrg(request), readMembers(request), readInvites(request)])
    const member = members.find((one) => isSameEmail(email, one.email))
    if (member !== undefined) {
      return yield* failInvalid({
        argument: "email",
        message:
          `${quoteValue(email)} is a member already, with the role ${quoteRole(member.role)}: ` +
          `to change it call losant_update_org_member with userId ${quoteValue(member.userId)}`
      })
    }
    const planned = yield* planWrite(request, {
      ...describeOrg(org),
      before: {},
      after: body,
      readAnswer: (_, { items }) => {
        const newest = findNewInvite(items, email)
        return { state: { ...newest }, about: answerInvite(newest ?? {}) }
      }
    })
    const plan = {
      ...planned,
      once: {
        key: ["invite", org.id, email.toLowerCase()].join("/"),
        what: `invites ${quoteValue(email)} to this organization`,
        repetition: describeRepetition(
          request,
          { kind: "organization", id: org.id, name: org.name },
          { part: email, org }
        )
      }
    }
    const danger = describeOrgDanger(request, org, {
      dangers: WriteDangers.ofInvitation(body),
      part: email,
      facts: [{ label: "role", value: quoteRole(body.role) }]
    })
    const sameAddress = invites.filter((one) => isSameEmail(email, one.email))
    const open = sameAddress.find((one) => !isExpired(one))
    if (open === undefined) {
      return sameAddress.length === 0
        ? { ...plan, ...danger }
        : {
            ...plan,
            ...danger,
            warnings: ["An invitation to this address is there that has expired: this makes another one."]
          }
    }
    if (Object.keys(compare(open, body)).length > 0) {
      return yield* failInvalid({
        argument: "email",
        message:
          `${quoteValue(email)} has an open invitation already, with the role ${quoteRole(open.role)}: ` +
          `${resendAdvice(open)}, or revoke it first`
      })
    }
    return {
      ...plan,
      invite: summarizeInvite(open),
      changes: {},
      nothingToDo:
        `${quoteValue(email)} has an open invitation with this role already, sent ${sentTime(open)}: ` +
        `${resendAdvice(open)}.`
    }
  })
})
