/** From an email address, or the name of a member, to the id of a member or of an invitation. Both lists come whole, so each takes one request. */
import * as InstanceOrgInvites from "@effect-losant/core/InstanceOrgInvites"
import * as InstanceOrgMembers from "@effect-losant/core/InstanceOrgMembers"
import type { LosantError } from "@effect-losant/core/LosantError"
import { type InstanceId, InviteId, type OrgId, UserId } from "@effect-losant/core/schemas/Ids"
import type { OrgInvite } from "@effect-losant/core/schemas/Invite"
import type { InstanceOrgMember } from "@effect-losant/core/schemas/Member"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import type { LosantGateway } from "../../model/LosantGateway.ts"
import type { Refusal } from "../../model/Refusal.ts"
import { similarItems } from "../../text/fuzzySuggestions.ts"
import { findMatches } from "../../text/nameMatching.ts"
import { type Kind, noMatch, severalMatches } from "./candidates.ts"

/** A member that an argument stands for. */
export interface FoundMember {
  readonly userId: UserId
  /** As Losant holds it, where it was looked up. */
  readonly email?: string
}

/** An invitation that an argument stands for. */
export interface FoundInvite {
  readonly inviteId: InviteId
  /** As Losant holds it, where it was looked up. */
  readonly email?: string
}

const isUserId = Schema.is(UserId)
const isInviteId = Schema.is(InviteId)

const members: Kind<InstanceOrgMember> = {
  argument: "userId",
  one: "member of the organization",
  many: "members of the organization",
  by: "email",
  textOf: ({ email }) => email,
  idOf: ({ userId }) => userId,
  detail: "role",
  detailOf: ({ role }) => role,
  tool: "losant_list_org_members"
}

const invites: Kind<OrgInvite> = {
  argument: "inviteId",
  one: "open invitation of the organization",
  many: "invitations of the organization",
  by: "email",
  textOf: ({ email }) => email,
  idOf: ({ id }) => id,
  detail: "invited",
  detailOf: ({ inviteDate }) => inviteDate,
  tool: "losant_list_org_invites"
}

const fullName = ({ firstName = "", lastName = "" }: InstanceOrgMember): string => `${firstName} ${lastName}`.trim()

const noName = (): undefined => undefined

/** Whose whole name is the text, in whatever case: by a part of it, or by its case, somebody else could be meant. */
const byName = <A>(given: string, items: ReadonlyArray<A>, nameOf: (item: A) => string | undefined) => {
  const matches = findMatches(given.toLowerCase(), items, (item) => nameOf(item)?.toLowerCase())
  return matches?.level === "prefix" ? undefined : matches
}

const choose = <A>(
  kind: Kind<A>,
  given: string,
  items: ReadonlyArray<A>,
  nameOf: (item: A) => string | undefined = noName
): Effect.Effect<A, Refusal> => {
  const matches = findMatches(given, items, kind.textOf) ?? byName(given, items, nameOf)
  if (matches === undefined) return Effect.fail(noMatch(kind, given, similarItems(given.trim(), items, kind.textOf)))
  const [only, ...others] = matches.items
  return only !== undefined && others.length === 0
    ? Effect.succeed(only)
    : Effect.fail(severalMatches(kind, given, matches.items, matches.items.length))
}

const withEmail = (email: string | undefined) => (email === undefined ? {} : { email })

/**
 * The member that an id or an email stands for: an id as it is, without a request; else the one whose email is the text,
 * or is the text in another case, or begins with it; or else the one whose first and last name are the text in whatever
 * case. Refused with `severalMatches` or `noMatch`, which list ids.
 */
export const resolveMember = Effect.fnUntraced(function* (
  reach: LosantGateway,
  instanceId: InstanceId,
  orgId: OrgId,
  given: string
): Effect.fn.Return<FoundMember, LosantError | Refusal> {
  const trimmed = given.trim()
  if (isUserId(trimmed)) return { userId: trimmed }
  const { items } = yield* reach.execute(InstanceOrgMembers.get, { instanceId, orgId })
  const { userId, email } = yield* choose(
    members,
    given,
    items.filter((item) => isUserId(item.userId)),
    fullName
  )
  return { userId, ...withEmail(email) }
})

/** The invitation that an id or an email stands for, as {@link resolveMember} finds a member. */
export const resolveInvite = Effect.fnUntraced(function* (
  reach: LosantGateway,
  instanceId: InstanceId,
  orgId: OrgId,
  given: string
): Effect.fn.Return<FoundInvite, LosantError | Refusal> {
  const trimmed = given.trim()
  if (isInviteId(trimmed)) return { inviteId: trimmed }
  const { items } = yield* reach.execute(InstanceOrgInvites.get, { instanceId, orgId })
  const { id, email } = yield* choose(
    invites,
    given,
    items.filter((item) => isInviteId(item.id))
  )
  return { inviteId: id, ...withEmail(email) }
})
