/** The writes on members. */
import { InstanceOrgMember, InstanceOrgMembers, type Schemas } from "@effect-losant/core"
import * as Result from "effect/Result"
import type { WriteOf } from "../model/Write.ts"
import { defineWrite } from "./Declaration.ts"
import { hasRoles, isSameEmail, rolesMoved } from "./roles.ts"

type Member = typeof InstanceOrgMember.get.success.Type

const isPerson = (wanted: Schemas.InstanceOrgMemberPost, { userId, email }: Member): boolean =>
  "userId" in wanted ? wanted.userId.toLowerCase() === userId.toLowerCase() : isSameEmail(wanted.email, email)

const find = ({ items }: { readonly items: ReadonlyArray<Member> }, { member }: WriteOf<"add_member">) =>
  items.find((one) => isPerson(member, one))

export const addMember = defineWrite<WriteOf<"add_member">, typeof InstanceOrgMembers.get>({
  verify: {
    action: InstanceOrgMembers.get,
    input: ({ orgId }) => ({ orgId }),
    sign: {
      kind: "state",
      isWanted: (answer, write) => {
        const found = find(answer, write)
        return found !== undefined && hasRoles(found, write.member)
      }
    }
  },
  subject: "the organization",
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

export const updateMember = defineWrite<WriteOf<"update_member">, typeof InstanceOrgMember.get>({
  verify: {
    action: InstanceOrgMember.get,
    input: itemInput,
    sign: { kind: "state", isWanted: (member, { change }) => hasRoles(member, change) }
  },
  subject: "the member",
  movedOn: ({ before }, member) => rolesMoved(member, before),
  request: (write) =>
    Result.succeed({ action: InstanceOrgMember.patch, input: { ...itemInput(write), member: write.change } }),
  repeat: "byItself"
})

export const removeMember = defineWrite<WriteOf<"remove_member">, typeof InstanceOrgMember.get>({
  verify: { action: InstanceOrgMember.get, input: itemInput, sign: { kind: "absent" } },
  subject: "the member",
  movedOn: ({ before }, member) => rolesMoved(member, before),
  request: (write) => Result.succeed({ action: InstanceOrgMember.delete, input: itemInput(write) }),
  repeat: "byItself"
})
