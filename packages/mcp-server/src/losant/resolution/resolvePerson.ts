/**
 * Resolves an id, an email or a member's name to a member or an invitation. Losant answers both lists whole, so each
 * takes one request.
 */
import * as InstanceMembers from "@effect-losant/core/InstanceMembers"
import * as InstanceOrgInvites from "@effect-losant/core/InstanceOrgInvites"
import * as InstanceOrgMembers from "@effect-losant/core/InstanceOrgMembers"
import type { LosantError } from "@effect-losant/core/LosantError"
import { type InstanceId, InviteId, type OrgId, UserId } from "@effect-losant/core/schemas/Ids"
import type { OrgInvite } from "@effect-losant/core/schemas/Invite"
import type { InstanceMember } from "@effect-losant/core/schemas/instance/InstanceMember"
import type { InstanceOrgMember } from "@effect-losant/core/schemas/Member"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import type { LosantGateway } from "../../model/LosantGateway.ts"
import type { Refusal } from "../../model/Refusal.ts"
import { similarItems } from "../../text/fuzzySuggestions.ts"
import { findMatches } from "../../text/nameMatching.ts"
import { type CandidateKind, noMatch, severalMatches } from "./candidates.ts"

/** The member that an argument identifies. */
export interface FoundMember {
  readonly userId: UserId
  /** The email in Losant, if it was looked up. */
  readonly email?: string
}

/** The invitation that an argument identifies. */
export interface FoundInvite {
  readonly inviteId: InviteId
  /** The email in Losant, if it was looked up. */
  readonly email?: string
}

const isUserId = Schema.is(UserId)
const isInviteId = Schema.is(InviteId)

const members: CandidateKind<InstanceOrgMember> = {
  argument: "userId",
  singular: "member of the organization",
  plural: "members of the organization",
  textLabel: "email",
  textOf: ({ email }) => email,
  idOf: ({ userId }) => userId,
  detailLabel: "role",
  detailOf: ({ role }) => role,
  tool: "losant_list_org_members"
}

const managers: CandidateKind<InstanceMember> = {
  argument: "userId",
  singular: "member of the instance",
  plural: "members of the instance",
  textLabel: "email",
  textOf: ({ email }) => email,
  idOf: ({ userId }) => userId,
  detailLabel: "role",
  detailOf: ({ role }) => role,
  tool: "losant_list_instance_members"
}

const invites: CandidateKind<OrgInvite> = {
  argument: "inviteId",
  singular: "open invitation of the organization",
  plural: "invitations of the organization",
  textLabel: "email",
  textOf: ({ email }) => email,
  idOf: ({ id }) => id,
  detailLabel: "invited",
  detailOf: ({ inviteDate }) => inviteDate,
  tool: "losant_list_org_invites"
}

const fullName = ({ firstName = "", lastName = "" }: InstanceOrgMember): string => `${firstName} ${lastName}`.trim()

const noName = (): undefined => undefined

/** Matches whole names in any case. A part of a name could belong to somebody else. */
const matchFullName = <A>(text: string, items: ReadonlyArray<A>, nameOf: (item: A) => string | undefined) => {
  const matches = findMatches(text.toLowerCase(), items, (item) => nameOf(item)?.toLowerCase())
  return matches?.level === "prefix" ? undefined : matches
}

const choose = <A>(
  kind: CandidateKind<A>,
  text: string,
  items: ReadonlyArray<A>,
  nameOf: (item: A) => string | undefined = noName
): Effect.Effect<A, Refusal> => {
  const matches = findMatches(text, items, kind.textOf) ?? matchFullName(text, items, nameOf)
  if (matches === undefined) return Effect.fail(noMatch(kind, text, similarItems(text.trim(), items, kind.textOf)))
  const [only, ...others] = matches.items
  return only !== undefined && others.length === 0
    ? Effect.succeed(only)
    : Effect.fail(severalMatches(kind, text, matches.items, matches.items.length))
}

const withEmail = (email: string | undefined) => (email === undefined ? {} : { email })

/**
 * The member with an id, an email or a name. An id is returned without a request. An email is matched exactly, else in
 * any case, else by its beginning. Otherwise the first and last name together are matched in any case. It is refused
 * with `severalMatches` or `noMatch`, which list ids.
 */
export const resolveMember = Effect.fnUntraced(function* (
  gateway: LosantGateway,
  instanceId: InstanceId,
  orgId: OrgId,
  text: string
): Effect.fn.Return<FoundMember, LosantError | Refusal> {
  const trimmed = text.trim()
  if (isUserId(trimmed)) return { userId: trimmed }
  const { items } = yield* gateway.execute(InstanceOrgMembers.get, { instanceId, orgId })
  const { userId, email } = yield* choose(
    members,
    text,
    items.filter((item) => isUserId(item.userId)),
    fullName
  )
  return { userId, ...withEmail(email) }
})

/** The member of the instance with an id or an email, as {@link resolveMember} finds one of an organization. */
export const resolveInstanceMember = Effect.fnUntraced(function* (
  gateway: LosantGateway,
  instanceId: InstanceId,
  text: string
): Effect.fn.Return<FoundMember, LosantError | Refusal> {
  const trimmed = text.trim()
  if (isUserId(trimmed)) return { userId: trimmed }
  const { items } = yield* gateway.execute(InstanceMembers.get, { instanceId })
  const { userId, email } = yield* choose(managers, text, items)
  return { userId, ...withEmail(email) }
})

/** The invitation with an id or an email, as {@link resolveMember} finds a member. */
export const resolveInvite = Effect.fnUntraced(function* (
  gateway: LosantGateway,
  instanceId: InstanceId,
  orgId: OrgId,
  text: string
): Effect.fn.Return<FoundInvite, LosantError | Refusal> {
  const trimmed = text.trim()
  if (isInviteId(trimmed)) return { inviteId: trimmed }
  const { items } = yield* gateway.execute(InstanceOrgInvites.get, { instanceId, orgId })
  const { id, email } = yield* choose(
    invites,
    text,
    items.filter((item) => isInviteId(item.id))
  )
  return { inviteId: id, ...withEmail(email) }
})
