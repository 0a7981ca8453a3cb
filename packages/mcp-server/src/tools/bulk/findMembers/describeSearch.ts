/** Words the state of the search for a person: what it found, and how much is left. */
import { capitalize, formatCount, formatNumber } from "../../usage/amounts.ts"
import { countAll, organizations } from "../collect.ts"
import type { JobState } from "./findMembersPosition.ts"

const invitations = { one: "invitation", many: "invitations", isBytes: false }

/** The summary of an answer, in sentences. */
export const describeSearch = ({ position, items, invites, visits }: JobState, wantsInvites: boolean): string => {
  const isComplete = position.phase === "end"
  const unread = visits.failed.length + visits.failedMore
  const who = position.email ?? position.userId ?? ""
  const listedCount = items.length + invites.length
  const total = position.memberships + position.invitations
  const others = listedCount === 0 ? "those before it list them" : "those before it list the others"
  const sentences = [
    position.phase === "account"
      ? `${who} is a member of none of ${formatCount(position.checked, organizations)} checked so far.`
      : `${who} is a member of ${formatCount(position.memberships, organizations)}${isComplete || position.phase === "invites" ? "" : " so far"}.`,
    ...(wantsInvites && position.email !== undefined && (isComplete || position.phase === "invites")
      ? [`${capitalize(formatCount(position.invitations, invitations))} found${isComplete ? "" : " so far"}.`]
      : []),
    ...(wantsInvites && position.email === undefined && isComplete
      ? ["Invitations go to an email, and the email is not known here: call again with the email as person."]
      : []),
    ...(total > listedCount
      ? [`This answer lists ${listedCount === 0 ? "none" : formatNumber(listedCount)} of them; ${others}.`]
      : []),
    ...(unread === 0 ? [] : [`${formatCount(unread, organizations)} could not be read: see failed.`]),
    ...(isComplete ? [] : ["Not all is checked: go on with continue."])
  ]
  return sentences.join(" ")
}

/** The number of organizations to check. While the memberships are read, only those of the person are counted. */
export const countOrgs = ({ position, visits }: JobState): number | undefined => {
  const { phase, checked, maxChecked } = position
  if (phase === "end") return maxChecked
  return phase === "memberships" || checked < maxChecked ? undefined : countAll(visits, maxChecked)
}
