/** Reads the parts of an organization that a new one takes over. */
import * as InstanceOrg from "@effect-losant/core/InstanceOrg"
import * as InstanceOrgInvites from "@effect-losant/core/InstanceOrgInvites"
import * as InstanceOrgMembers from "@effect-losant/core/InstanceOrgMembers"
import type { LosantError } from "@effect-losant/core/LosantError"
import type { InstanceId } from "@effect-losant/core/schemas/Ids"
import type { OrgInvite, OrgInvitePost } from "@effect-losant/core/schemas/Invite"
import type { InstanceOrgMember, InstanceOrgMemberPost } from "@effect-losant/core/schemas/Member"
import type { InstanceOrgPost, InstanceOrg as Org } from "@effect-losant/core/schemas/Org"
import { Role } from "@effect-losant/core/schemas/Role"
import { fleetKeyTag } from "@effect-losant/fleet"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { withOrg } from "../../../losant/resolution/withOrg.ts"
import { minimalSummary } from "../../../losant/smallAnswers.ts"
import type { Problem } from "../../../model/ArgumentSpec.ts"
import type { LosantGateway } from "../../../model/LosantGateway.ts"
import type { Refusal } from "../../../model/Refusal.ts"
import { InvalidArguments } from "../../../model/ToolFailure.ts"
import { inQuotes } from "../../../text/escapes.ts"

/** The parts of an organization that another one can take over. */
export const copyParts = ["limits", "tags", "settings", "members"] as const
export type CopyPart = (typeof copyParts)[number]

/** Nobody gets access because an argument was left out. */
export const partsByDefault: ReadonlyArray<CopyPart> = ["limits", "tags", "settings"]

/** The state of use and the reference to another system belong to the one organization alone. */
const settings = [
  "description",
  "iconColor",
  "whitelistedEmailDomains",
  "auditLogEnabled",
  "mfaMode",
  "banner"
] as const satisfies ReadonlyArray<keyof InstanceOrgPost & keyof Org>

const maxNameLength = 300

/** The request of a call: the parts to take over, and the fields that the call gives itself. */
export interface CopyRequest {
  readonly take: ReadonlyArray<CopyPart>
  readonly body: InstanceOrgPost
  /** True if the people with an open invitation are invited to the new organization too. */
  readonly invites: boolean
}

/** A new organization that is like another one. */
export interface OrgCopy {
  readonly source: Pick<Org, "id" | "name">
  /** The organization itself. Its members are added one by one. */
  readonly body: Omit<InstanceOrgPost, "members">
  readonly members: ReadonlyArray<InstanceOrgMemberPost>
  /** The addresses of the members, by the ids of their users: a person knows no ids. */
  readonly emails: ReadonlyMap<string, string>
  readonly invites: ReadonlyArray<OrgInvitePost>
  /** Whole sentences about what was not taken over. */
  readonly leftOut: ReadonlyArray<string>
  /** The names of the settings, and how many limits and tags were taken over. */
  readonly taken: { readonly limits: number; readonly tags: number; readonly settings: ReadonlyArray<string> }
}

const without = (fields: object, given: object): ReadonlyArray<string> =>
  Object.keys(fields).filter((name) => !Object.hasOwn(given, name))

/** Losant did not answer a part, so nobody knows what it holds. */
const findUnknownParts = (org: Org, take: ReadonlyArray<CopyPart>): ReadonlyArray<Problem> =>
  (["limits", "tags"] as const)
    .filter((part) => take.includes(part) && org[part] === undefined)
    .map((part) => ({
      argument: "take",
      message: `Losant does not answer the ${part} of ${inQuotes(org.name, maxNameLength)}: leave ${part} out, and give them yourself`
    }))

/** The body of the new organization. What the call gives itself comes before what is taken over. */
export const mergeOrg = (org: Org, { take, body }: CopyRequest): Pick<OrgCopy, "body" | "taken"> => {
  const { members: _, ...own } = body
  const limits = take.includes("limits") ? (org.limits ?? {}) : {}
  // The key of a fleet that is kept in files names one organization.
  const takenTags = (take.includes("tags") ? (org.tags ?? []) : []).filter(
    ({ key }) => key !== fleetKeyTag && own.tags?.some((tag) => tag.key === key) !== true
  )
  const tags = [...takenTags, ...(own.tags ?? [])]
  const taken = take.includes("settings")
    ? settings.filter((name) => org[name] !== undefined && !Object.hasOwn(own, name))
    : []
  return {
    body: {
      // Sound: these are fields of a body, with values that Losant answered. The encoding checks them.
      ...(Object.fromEntries(taken.map((name) => [name, org[name]])) as Partial<InstanceOrgPost>),
      ...own,
      ...(Object.keys(limits).length === 0 && own.limits === undefined ? {} : { limits: { ...limits, ...own.limits } }),
      ...(tags.length === 0 && own.tags === undefined ? {} : { tags })
    },
    taken: { limits: without(limits, own.limits ?? {}).length, tags: takenTags.length, settings: taken }
  }
}

const isRole = Schema.is(Role)

const hasResourceRoles = ({ applicationRoles = [], dashboardRoles = [] }: InstanceOrgMember | OrgInvite): boolean =>
  applicationRoles.length + dashboardRoles.length > 0

const people = (count: number): string => (count === 1 ? "1 person" : `${count} people`)

type People = Pick<OrgCopy, "members" | "emails" | "invites" | "leftOut">

const isMember = (members: ReadonlyArray<InstanceOrgMemberPost>, person: { readonly email?: string | undefined }) =>
  members.some((one) => "email" in one && one.email.toLowerCase() === person.email?.toLowerCase())

/** The people of the new organization: those that the call names, and those that are taken over. */
export const copyPeople = (
  members: ReadonlyArray<InstanceOrgMember>,
  invites: ReadonlyArray<OrgInvite>,
  own: ReadonlyArray<InstanceOrgMemberPost>,
  invitesToo: boolean
): People => {
  const isOwn = ({ userId, email }: InstanceOrgMember) =>
    isMember(own, { email }) || own.some((one) => "userId" in one && one.userId.toLowerCase() === userId.toLowerCase())
  const others = members.filter((member) => !isOwn(member))
  const taken = others.flatMap(({ userId, role }) => (isRole(role) ? [{ userId, role }] : []))
  const open = invites.filter(({ hasExpired, email }) => hasExpired !== true && !isMember(own, { email }))
  const invited = open.flatMap(({ email, role, disallowTransfer }) =>
    email !== undefined && isRole(role)
      ? [{ email, role, ...(disallowTransfer === undefined ? {} : { disallowTransfer }) }]
      : []
  )
  const unclear = others.length - taken.length + (invitesToo ? open.length - invited.length : 0)
  const narrow = [...others, ...(invitesToo ? open : [])].filter(hasResourceRoles).length
  return {
    members: [...own, ...taken],
    emails: new Map(members.flatMap(({ userId, email }) => (email === undefined ? [] : [[userId, email] as const]))),
    invites: invitesToo ? invited : [],
    leftOut: [
      ...(invitesToo || open.length === 0
        ? []
        : [`${people(open.length)} with an open invitation: invite true invites them too, by email.`]),
      ...(unclear === 0 ? [] : [`${people(unclear)} of whom Losant does not answer the role.`]),
      ...(narrow === 0
        ? []
        : [
            `Roles of ${people(narrow)} on single applications or dashboards, which the new organization does not have.`
          ])
    ]
  }
}

/** Reads the organization that `like` names, and makes the new one from it. */
export const copyOrg = (
  gateway: LosantGateway,
  instanceId: InstanceId,
  like: string,
  request: CopyRequest
): Effect.Effect<OrgCopy, LosantError | Refusal | InvalidArguments> =>
  withOrg(
    gateway,
    instanceId,
    like,
    Effect.fnUntraced(function* ({ orgId }) {
      const org = yield* gateway.execute(InstanceOrg.get, { instanceId, orgId, ...minimalSummary })
      const problems = findUnknownParts(org, request.take)
      if (problems.length > 0) return yield* Effect.fail(new InvalidArguments(problems))
      const { members: own = [] } = request.body
      const found = request.take.includes("members")
        ? copyPeople(
            (yield* gateway.execute(InstanceOrgMembers.get, { instanceId, orgId })).items,
            (yield* gateway.execute(InstanceOrgInvites.get, { instanceId, orgId })).items,
            own,
            request.invites
          )
        : { members: own, emails: new Map<string, string>(), invites: [], leftOut: [] }
      return { source: { id: org.id, name: org.name }, ...mergeOrg(org, request), ...found }
    })
  )
