/** The writes on members. */
import { InstanceOrgMember, InstanceOrgMembers, type Schemas } from "@effect-losant/core"
import * as Result from "effect/Result"
import { countOtherAdmins } from "../danger/adminLoss.ts"
import * as WriteDangers from "../danger/WriteDangers.ts"
import type { WriteOf } from "../model/Write.ts"
import { defineWrite } from "./Declaration.ts"
import { changedRoles, hasRoles, isSameEmail, rolesMoved } from "./roles.ts"
import { verifyingReads } from "./verifyingReads.ts"

type Member = Schemas.InstanceOrgMember
type Members = Pick<Schemas.InstanceOrgMembers, "items">

const isPerson = (wanted: Schemas.InstanceOrgMemberPost, { userId, email }: Member): boolean =>
  "userId" in wanted ? wanted.userId.toLowerCase() === userId.toLowerCase() : isSameEmail(wanted.email, email)

const find = ({ items }: Members, { member }: Pick<WriteOf<"add_member">, "member">) =>
  items.find((one) => isPerson(member, one))

export const addMember = defineWrite<WriteOf<"add_member">, typeof InstanceOrgMembers.get>({
  verify: {
    ...verifyingReads.add_member,
    sign: {
      kind: "state",
      isWanted: (answer, write) => {
        const found = find(answer, write)
        return found !== undefined && hasRoles(found, write.member)
      }
    }
  },
  subject: "the organization",
  dangers: ({ member }) => WriteDangers.ofNewMember(member),
  movedOn: (write, answer) => {
    const found = find(answer, write)
    return found === undefined ? undefined : `the person is a member already, as ${found.role ?? "unknown"}`
  },
  request: ({ orgId, member }) => Result.succeed({ action: InstanceOrgMembers.post, input: { orgId, member } }),
  repeat: "byItself"
})

interface OfMember {
  readonly orgId: string
  readonly userId: string
}

const itemInput = ({ orgId, userId }: OfMember) => ({ orgId, userId })

const pick = ({ items }: Members, { userId }: Pick<OfMember, "userId">): Member | undefined =>
  items.find((one) => one.userId.toLowerCase() === userId.toLowerCase())

/** The other members decide if the organization keeps an admin. */
const before = { ...verifyingReads.add_member, pick }

export const updateMember = defineWrite<
  WriteOf<"update_member">,
  typeof InstanceOrgMember.get,
  typeof InstanceOrgMembers.get
>({
  verify: {
    ...verifyingReads.update_member,
    sign: { kind: "state", isWanted: (member, { change }) => hasRoles(member, change) }
  },
  before,
  subject: "the member",
  dangers: (write, { items }) => {
    const member = pick({ items }, write)
    return member === undefined
      ? []
      : WriteDangers.ofRoleChange(member, changedRoles(member, write.change), countOtherAdmins(items, member.userId))
  },
  movedOn: ({ before }, member) => rolesMoved(member, before),
  request: (write, member) =>
    Result.succeed({
      action: InstanceOrgMember.patch,
      input: { ...itemInput(write), member: changedRoles(member, write.change) }
    }),
  repeat: "byItself"
})

export const removeMember = defineWrite<
  WriteOf<"remove_member">,
  typeof InstanceOrgMember.get,
  typeof InstanceOrgMembers.get
>({
  verify: { ...verifyingReads.remove_member, sign: { kind: "absent" } },
  before,
  subject: "the member",
  dangers: (write, { items }) => {
    const member = pick({ items }, write)
    return member === undefined ? [] : WriteDangers.ofRemoval(member, countOtherAdmins(items, member.userId))
  },
  movedOn: ({ before }, member) => rolesMoved(member, before),
  request: (write) => Result.succeed({ action: InstanceOrgMember.delete, input: itemInput(write) }),
  repeat: "byItself"
})
