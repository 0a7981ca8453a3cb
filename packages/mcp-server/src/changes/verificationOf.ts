/** Makes the call that shows what became of a write of a set. */
import { verifyingReadOf, type Write } from "@effect-losant/fleet"
import type { VerificationCall } from "../model/VerificationCall.ts"
import type { ToolDeclaration } from "../tools/define/makeTool.ts"
import { asArguments } from "../tools/define/verifyBy.ts"
import { getInvite } from "../tools/invites/getInvite.ts"
import { listInvites } from "../tools/invites/listInvites.ts"
import { getMember } from "../tools/members/getMember.ts"
import { listMembers } from "../tools/members/listMembers.ts"
import { getOrg } from "../tools/orgs/getOrg.ts"
import { listOrgs } from "../tools/orgs/listOrgs.ts"

/** The tools that carry out the verifying reads of fleet. */
const readers: ReadonlyArray<ToolDeclaration> = [getOrg, listOrgs, getMember, listMembers, getInvite, listInvites]

export const verificationOf = (write: Write): VerificationCall => {
  const { action, input } = verifyingReadOf(write)
  const tool = readers.find((one) => one.action === action.action)?.name ?? action.action
  return { tool, arguments: asArguments(input) }
}
