/**
 * Finds the memberships and invitations of a person. By email, the job searches one organization after the other until
 * it knows the account. For an account, Losant itself lists the organizations.
 */
import type { LosantError } from "@effect-losant/core/LosantError"
import type { InstanceId } from "@effect-losant/core/schemas/Ids"
import type { OrgInvite } from "@effect-losant/core/schemas/Invite"
import type { InstanceOrgMember } from "@effect-losant/core/schemas/Member"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { isExpired } from "../../../answers/inviteExpiry.ts"
import type { LosantGateway } from "../../../model/LosantGateway.ts"
import type { Refusal } from "../../../model/Refusal.ts"
import type { JsonObject } from "../../../text/json.ts"
import {
  type AnswerRoom,
  type Collection,
  collect,
  emptyCollection,
  failIfNothing,
  mergeCollections,
  type OrgResult,
  progressFields
} from "../collect.ts"
import * as Continuation from "../continuation.ts"
import type { RunJob } from "../defineJob.ts"
import { answerCosts, maxItemTokens, shortenName } from "../fitResults.ts"
import { countOrgs, describeSearch } from "./describeSearch.ts"
import { type FindMembersArguments, job } from "./findMembersArguments.ts"
import { findMembersPosition, firstPosition, type JobState, type Phase, type Position } from "./findMembersPosition.ts"
import { searchableEmail } from "./person.ts"
import { searchByEmail, searchByUserId, searchInvites } from "./personSearches.ts"

// The tokens for each name and email of a person.
const maxProfileTokens = 150

const shorten = (text: string | undefined) => (text === undefined ? undefined : shortenName(text, maxProfileTokens))

const profileOf = ({ userId, email, firstName, lastName, twoFactorAuthEnabled }: InstanceOrgMember): JsonObject => ({
  userId,
  email: shorten(email),
  firstName: shorten(firstName),
  lastName: shorten(lastName),
  twoFactorAuthEnabled
})

const itemOf = ({ orgId, name: orgName, value }: OrgResult<InstanceOrgMember>): JsonObject => {
  const onResources = (value.applicationRoles?.length ?? 0) + (value.dashboardRoles?.length ?? 0)
  return { orgId, name: shortenName(orgName), role: value.role, ...(onResources === 0 ? {} : { onResources }) }
}

const invitesOf = ({ orgId, name: orgName, value }: OrgResult<ReadonlyArray<OrgInvite>>): ReadonlyArray<JsonObject> =>
  value.map((invite) => ({
    orgId,
    name: shortenName(orgName),
    inviteId: invite.id,
    role: invite.role,
    inviteDate: invite.inviteDate,
    expired: isExpired(invite)
  }))

/** The state after a phase: the next phase if this one is complete, and else the end of the call. */
const endPhase = (
  state: JobState,
  collection: Collection<unknown>,
  next: Partial<Position> & { readonly phase: Phase },
  isPhaseDone = collection.isComplete
): JobState => {
  const { position } = state
  const checked = position.checked + collection.checked
  const maxChecked = Math.max(position.maxChecked, checked)
  return {
    ...state,
    isDone: !isPhaseDone || next.phase === "end",
    position: isPhaseDone
      ? { ...position, after: undefined, checked: 0, earlier: position.earlier + checked, maxChecked, ...next }
      : { ...position, after: collection.after, checked, maxChecked }
  }
}

/** The room that the items of earlier phases leave in the answer. */
const remainingRoom = <A>(
  { items, invites }: JobState,
  itemsIn: (found: OrgResult<A>) => ReadonlyArray<JsonObject>
): AnswerRoom<A> => {
  const itemsBefore = [...items, ...invites]
  return {
    left: maxItemTokens - answerCosts(itemsBefore),
    isEmpty: itemsBefore.length === 0,
    costOf: (found) => answerCosts(itemsIn(found))
  }
}

/** Runs one phase. */
const runPhase = Effect.fnUntraced(function* (
  gateway: LosantGateway,
  instanceId: InstanceId,
  state: JobState,
  wantsInvites: boolean,
  startedAt: number
): Effect.fn.Return<JobState, LosantError | Refusal> {
  const { position } = state
  const rest = { after: position.after, startedAt, checkedBefore: position.checked, earlierVisits: position.earlier }
  const last: Phase = wantsInvites ? "invites" : "end"
  switch (position.phase) {
    case "account": {
      const collection = yield* collect(gateway, instanceId, {
        ...searchByEmail(gateway, instanceId, position.email ?? ""),
        ...rest,
        activity: "Looking for the person",
        stopsAtFirst: true
      })
      if (state.visits.checked === 0) yield* failIfNothing(collection)
      const member = collection.results[0]?.value
      // From here on only the account counts. Failures in the search for it no longer matter.
      if (member !== undefined) {
        const userId = member.userId.toLowerCase()
        return endPhase(
          { ...state, visits: { ...emptyCollection, checked: collection.checked } },
          collection,
          { phase: "memberships", userId },
          true
        )
      }
      return endPhase({ ...state, visits: mergeCollections(state.visits, collection) }, collection, { phase: last })
    }
    case "memberships": {
      const collection = yield* collect(gateway, instanceId, {
        ...searchByUserId(gateway, instanceId, position.userId ?? ""),
        ...rest,
        activity: "Reading the memberships",
        room: remainingRoom<InstanceOrgMember>(state, (member) => [itemOf(member)])
      })
      if (state.visits.checked === 0) yield* failIfNothing(collection)
      const member = collection.results[0]?.value
      const email = position.email ?? searchableEmail(member?.email)
      const nextState: JobState = {
        ...state,
        ...(member === undefined ? {} : { profile: profileOf(member) }),
        items: collection.results.map(itemOf),
        visits: mergeCollections(state.visits, collection),
        position: { ...position, email, memberships: position.memberships + collection.results.length }
      }
      return endPhase(nextState, collection, { phase: email === undefined ? "end" : last })
    }
    case "invites": {
      const collection = yield* collect(gateway, instanceId, {
        ...searchInvites(gateway, instanceId, position.email ?? ""),
        ...rest,
        activity: "Looking for invitations",
        room: remainingRoom(state, invitesOf)
      })
      if (state.visits.checked === 0) yield* failIfNothing(collection)
      const invites = collection.results.flatMap(invitesOf)
      const nextState: JobState = {
        ...state,
        invites,
        visits: mergeCollections(state.visits, collection),
        position: { ...position, invitations: position.invitations + invites.length }
      }
      return endPhase(nextState, collection, { phase: "end" })
    }
    case "end":
      return { ...state, isDone: true }
  }
})

export const run: RunJob<FindMembersArguments> = Effect.fnUntraced(function* (gateway, instanceId, values, startedAt) {
  const earlier = yield* Effect.fromResult(Continuation.read(job, values, instanceId, findMembersPosition))
  const position = Option.getOrElse(earlier, () => firstPosition(values))
  const wantsInvites = values.includeInvites === true
  let state: JobState = { position, isDone: false, items: [], invites: [], visits: emptyCollection }
  while (!state.isDone) state = yield* runPhase(gateway, instanceId, state, wantsInvites, startedAt)
  const { items, invites, profile, visits } = state
  return {
    summary: describeSearch(state, wantsInvites),
    ...(profile === undefined ? {} : { person: profile }),
    items,
    ...(wantsInvites ? { invites } : {}),
    ...progressFields(visits, state.position.maxChecked, countOrgs(state)),
    ...(state.position.phase === "end"
      ? {}
      : { continue: Continuation.write(job, values, instanceId, findMembersPosition, state.position) })
  }
})
