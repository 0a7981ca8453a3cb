/**
 * Where a person is a member, and is invited. By email the person is looked for in one organization after the other, but
 * only until the account is known: of an account Losant itself knows the organizations.
 */
import type { LosantError } from "@effect-losant/core/LosantError"
import type { InstanceId } from "@effect-losant/core/schemas/Ids"
import type { OrgInvite } from "@effect-losant/core/schemas/Invite"
import type { InstanceOrgMember } from "@effect-losant/core/schemas/Member"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import type { LosantGateway } from "../../../model/LosantGateway.ts"
import type { Refusal } from "../../../model/Refusal.ts"
import type { Values } from "../../../model/Values.ts"
import { capital, counted, grouped } from "../../usage/amounts.ts"
import {
  type Collected,
  collect,
  type Found,
  failIfNothing,
  joined,
  nothing,
  organizations,
  type Room,
  wayOf
} from "../collect.ts"
import * as Continuation from "../continuation.ts"
import type { RunJob } from "../defineJob.ts"
import { mostOfItems, shortName, shownCosts } from "../fitResults.ts"
import { type FindMembersArguments, job } from "./findMembersArguments.ts"
import { byEmail, byUserId, invitesTo } from "./memberships.ts"
import { emailOf, type Person, personOf } from "./person.ts"

/** What is looked through, in this order: the organizations for the account, its memberships, the invitations. */
type Phase = "account" | "memberships" | "invites" | "end"

/** Where a call begins, and what was found before. */
interface Place extends Person {
  readonly phase: Phase
  readonly after?: string | undefined
  /** How many organizations this phase visited. */
  readonly checked: number
  /** How many visits the phases before it made. */
  readonly earlier: number
  /** The most that any phase visited: each begins with the first organization again. */
  readonly most: number
  readonly memberships: number
  readonly invitations: number
}

const firstPlace = ({ person: text }: FindMembersArguments): Place => {
  const person = personOf(text)
  const phase = person.userId === undefined ? "account" : "memberships"
  return { ...person, phase, checked: 0, earlier: 0, most: 0, memberships: 0, invitations: 0 }
}

const phases: ReadonlyArray<Phase> = ["account", "memberships", "invites"]
const given = (text: string | undefined) => (text === "" ? undefined : text)

const laterPlace = ([phase, userId, email, after, ...counts]: ReadonlyArray<string>): Place => {
  const [checked = 0, earlier = 0, most = 0, memberships = 0, invitations = 0] = counts.map(Number)
  return {
    phase: phases.find((one) => one === phase) ?? "account",
    userId: given(userId),
    email: given(email),
    after: given(after),
    checked,
    earlier,
    most,
    memberships,
    invitations
  }
}

const textOf = ({ phase, userId = "", email = "", after = "", ...counts }: Place) => [
  phase,
  userId,
  email,
  after,
  counts.checked,
  counts.earlier,
  counts.most,
  counts.memberships,
  counts.invitations
]

/** A call, as far as it is. */
interface State {
  readonly place: Place
  readonly isOver: boolean
  readonly profile?: Values
  readonly items: ReadonlyArray<Values>
  readonly invites: ReadonlyArray<Values>
  /** What went wrong on the way; what was found is in the fields above. */
  readonly way: Collected<unknown>
}

// Of a person's names and email each, in tokens.
const mostOfProfile = 150

const shortened = (text: string | undefined) => (text === undefined ? undefined : shortName(text, mostOfProfile))

const profileOf = ({ userId, email, firstName, lastName, twoFactorAuthEnabled }: InstanceOrgMember): Values => ({
  userId,
  email: shortened(email),
  firstName: shortened(firstName),
  lastName: shortened(lastName),
  twoFactorAuthEnabled
})

const itemOf = ({ orgId, name: orgName, value }: Found<InstanceOrgMember>): Values => {
  const onResources = (value.applicationRoles?.length ?? 0) + (value.dashboardRoles?.length ?? 0)
  return { orgId, name: shortName(orgName), role: value.role, ...(onResources === 0 ? {} : { onResources }) }
}

const invitesOf = ({ orgId, name: orgName, value }: Found<ReadonlyArray<OrgInvite>>): ReadonlyArray<Values> =>
  value.map(({ id, role, inviteDate, hasExpired }) => ({
    orgId,
    name: shortName(orgName),
    inviteId: id,
    role,
    inviteDate,
    ...(hasExpired === true ? { hasExpired } : {})
  }))

/** The state after a phase: at the next one if it is complete, else over. */
const passed = (
  state: State,
  collected: Collected<unknown>,
  next: Partial<Place> & { readonly phase: Phase },
  isPassed = collected.isComplete
): State => {
  const { place } = state
  const checked = place.checked + collected.checked
  const most = Math.max(place.most, checked)
  return {
    ...state,
    isOver: !isPassed || next.phase === "end",
    place: isPassed
      ? { ...place, after: undefined, checked: 0, earlier: place.earlier + checked, most, ...next }
      : { ...place, after: collected.after, checked, most }
  }
}

/** What is left of an answer for more. */
const roomFor = <A>({ items, invites }: State, itemsIn: (found: Found<A>) => ReadonlyArray<Values>): Room<A> => {
  const listed = [...items, ...invites]
  return {
    left: mostOfItems - shownCosts(listed),
    isEmpty: listed.length === 0,
    costOf: (found) => shownCosts(itemsIn(found))
  }
}

/** Goes through one phase. */
const advance = Effect.fnUntraced(function* (
  reach: LosantGateway,
  instanceId: InstanceId,
  state: State,
  wantsInvites: boolean,
  begun: number
): Effect.fn.Return<State, LosantError | Refusal> {
  const { place } = state
  const rest = { after: place.after, begun, before: place.checked, earlier: place.earlier }
  const last: Phase = wantsInvites ? "invites" : "end"
  switch (place.phase) {
    case "account": {
      const collected = yield* collect(reach, instanceId, {
        ...byEmail(reach, instanceId, place.email ?? ""),
        ...rest,
        doing: "Looking for the person",
        isOneEnough: true
      })
      if (state.way.checked === 0) yield* failIfNothing(collected)
      const member = collected.found[0]?.value
      // From here on only the account counts: that some organizations could not be read no longer matters.
      if (member !== undefined) {
        const userId = member.userId.toLowerCase()
        return passed(
          { ...state, way: { ...nothing, checked: collected.checked } },
          collected,
          { phase: "memberships", userId },
          true
        )
      }
      return passed({ ...state, way: joined(state.way, collected) }, collected, { phase: last })
    }
    case "memberships": {
      const collected = yield* collect(reach, instanceId, {
        ...byUserId(reach, instanceId, place.userId ?? ""),
        ...rest,
        doing: "Reading the memberships",
        room: roomFor<InstanceOrgMember>(state, (member) => [itemOf(member)])
      })
      if (state.way.checked === 0) yield* failIfNothing(collected)
      const member = collected.found[0]?.value
      const email = place.email ?? emailOf(member?.email)
      const reached: State = {
        ...state,
        ...(member === undefined ? {} : { profile: profileOf(member) }),
        items: collected.found.map(itemOf),
        way: joined(state.way, collected),
        place: { ...place, email, memberships: place.memberships + collected.found.length }
      }
      return passed(reached, collected, { phase: email === undefined ? "end" : last })
    }
    case "invites": {
      const collected = yield* collect(reach, instanceId, {
        ...invitesTo(reach, instanceId, place.email ?? ""),
        ...rest,
        doing: "Looking for invitations",
        room: roomFor(state, invitesOf)
      })
      if (state.way.checked === 0) yield* failIfNothing(collected)
      const invites = collected.found.flatMap(invitesOf)
      const reached: State = {
        ...state,
        invites,
        way: joined(state.way, collected),
        place: { ...place, invitations: place.invitations + invites.length }
      }
      return passed(reached, collected, { phase: "end" })
    }
    case "end":
      return { ...state, isOver: true }
  }
})

const invitations = { one: "invitation", many: "invitations", isBytes: false }

const summaryOf = ({ place, items, invites, way }: State, wantsInvites: boolean): string => {
  const isComplete = place.phase === "end"
  const unread = way.failed.length + way.failedMore
  const who = place.email ?? place.userId ?? ""
  const listed = items.length + invites.length
  const total = place.memberships + place.invitations
  const others = listed === 0 ? "those before it list them" : "those before it list the others"
  const sentences = [
    place.phase === "account"
      ? `${who} is a member of none of ${counted(place.checked, organizations)} checked so far.`
      : `${who} is a member of ${counted(place.memberships, organizations)}${isComplete || place.phase === "invites" ? "" : " so far"}.`,
    ...(wantsInvites && place.email !== undefined && (isComplete || place.phase === "invites")
      ? [`${capital(counted(place.invitations, invitations))} found${isComplete ? "" : " so far"}.`]
      : []),
    ...(wantsInvites && place.email === undefined && isComplete
      ? ["Invitations go to an email, which is not known here: call again with it as person."]
      : []),
    ...(total > listed ? [`This answer lists ${listed === 0 ? "none" : grouped(listed)} of them; ${others}.`] : []),
    ...(unread === 0 ? [] : [`${counted(unread, organizations)} could not be read: see failed.`]),
    ...(isComplete ? [] : ["Not all is checked: go on with continue."])
  ]
  return sentences.join(" ")
}

export const run: RunJob<FindMembersArguments> = Effect.fnUntraced(function* (reach, instanceId, values, begun) {
  const found = yield* Effect.fromResult(Continuation.read(job, values, instanceId))
  const place = Option.match(found, { onNone: () => firstPlace(values), onSome: laterPlace })
  const wantsInvites = values.includeInvites === true
  let state: State = { place, isOver: false, items: [], invites: [], way: nothing }
  while (!state.isOver) state = yield* advance(reach, instanceId, state, wantsInvites, begun)
  const { items, invites, profile, way } = state
  return {
    summary: summaryOf(state, wantsInvites),
    ...(profile === undefined ? {} : { person: profile }),
    items,
    ...(wantsInvites ? { invites } : {}),
    ...wayOf(way, state.place.most),
    ...(state.place.phase === "end"
      ? {}
      : { continue: Continuation.write(job, values, instanceId, textOf(state.place)) })
  }
})
