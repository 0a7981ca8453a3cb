/** What the token may do, as far as reading proves it. */
import type * as Action from "@effect-losant/core/Action"
import * as InstanceOrg from "@effect-losant/core/InstanceOrg"
import * as InstanceOrgInvite from "@effect-losant/core/InstanceOrgInvite"
import * as InstanceOrgInvites from "@effect-losant/core/InstanceOrgInvites"
import * as InstanceOrgMember from "@effect-losant/core/InstanceOrgMember"
import * as InstanceOrgMembers from "@effect-losant/core/InstanceOrgMembers"
import * as InstanceOrgs from "@effect-losant/core/InstanceOrgs"
import * as Instances from "@effect-losant/core/Instances"
import type { InstanceId, OrgId } from "@effect-losant/core/schemas/Ids"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import { missingScope } from "../../answers/missingScope.ts"
import type { Reach } from "../../model/LosantGateway.ts"
import type { Definition } from "../../tools/definitions/Definition.ts"
import { type Check, failed, notChecked, ok } from "./Check.ts"
import type { Answer } from "./connectivityChecks.ts"

interface Tried {
  readonly action: string
  readonly answer: Answer<unknown>
}

interface Place {
  readonly instanceId: InstanceId
  readonly orgId: OrgId
}

// As many as a person would click through at once.
const concurrency = 4

const tried = <A>({ action }: Action.Any, answer: Answer<A>): Tried => ({ action, answer })

const usage = [
  InstanceOrg.get,
  InstanceOrg.deviceCounts,
  InstanceOrg.notebookMinuteCounts,
  InstanceOrg.payloadCounts,
  InstanceOrg.payloadCountsBreakdown
]

/** Reads of an organization everything that there is an action for, once. */
export const tryReads = Effect.fnUntraced(function* (
  reach: Reach,
  place: Place
): Effect.fn.Return<ReadonlyArray<Tried>> {
  const attempt = <A extends Action.Any>(action: A, input: object) => Effect.result(reach.execute(action, input))
  const reads = yield* Effect.forEach(
    usage,
    (action) => Effect.map(attempt(action, place), (answer) => tried(action, answer)),
    { concurrency }
  )
  const [members, invites] = yield* Effect.all(
    [attempt(InstanceOrgMembers.get, place), attempt(InstanceOrgInvites.get, place)],
    { concurrency }
  )
  const [member] = Result.isSuccess(members) ? members.success.items : []
  const [invite] = Result.isSuccess(invites) ? invites.success.items : []
  return [
    ...reads,
    tried(InstanceOrgMembers.get, members),
    tried(InstanceOrgInvites.get, invites),
    ...(member === undefined
      ? []
      : [tried(InstanceOrgMember.get, yield* attempt(InstanceOrgMember.get, { ...place, userId: member.userId }))]),
    ...(invite === undefined
      ? []
      : [tried(InstanceOrgInvite.get, yield* attempt(InstanceOrgInvite.get, { ...place, inviteId: invite.id }))])
  ]
})

/** What was asked before. */
export const recordEarlierReads = (instances: Answer<unknown>, orgs: Answer<unknown>): ReadonlyArray<Tried> => [
  tried(Instances.get, instances),
  tried(InstanceOrgs.get, orgs)
]

const left = (shown: ReadonlyArray<Definition>, isRead: boolean, done: ReadonlySet<string>): ReadonlyArray<string> =>
  shown.flatMap(({ action, hints }) =>
    action === undefined || hints.readOnlyHint !== isRead || done.has(action) ? [] : [action]
  )

/** What of the tools that are shown works. An instance's token need not list instances. */
const refusals = (all: ReadonlyArray<Tried>, shown: ReadonlyArray<Definition>): ReadonlyArray<Check> => {
  // A job over many organizations, which has no action of its own, begins with the list of them.
  const needed = new Set(shown.map(({ action = InstanceOrgs.get.action }) => action))
  return all.flatMap(({ action, answer }) =>
    Result.isFailure(answer) &&
    answer.failure._tag === "LosantForbidden" &&
    needed.has(action) &&
    action !== Instances.get.action
      ? [failed("scope", missingScope(answer.failure), "Make a token with that scope, or leave the tool out.")]
      : []
  )
}

/** Which scopes are proven, which are missing, and which reading does not tell. */
export const checkScopes = (all: ReadonlyArray<Tried>, shown: ReadonlyArray<Definition>): ReadonlyArray<Check> => {
  const proven = all.flatMap(({ action, answer }) => (Result.isSuccess(answer) ? [action] : []))
  const refused = all.flatMap(({ action, answer }) =>
    Result.isFailure(answer) && answer.failure._tag === "LosantForbidden" ? [action] : []
  )
  const done = new Set([...proven, ...refused])
  const unread = left(shown, true, done)
  const writes = left(shown, false, done)
  return [
    ...(proven.length === 0 ? [] : [ok("scopes-read", `proven: ${proven.join(", ")}`)]),
    ...refusals(all, shown),
    ...(unread.length === 0
      ? []
      : [notChecked("scopes-read", `there was nothing to read, or no answer: ${unread.join(", ")}`)]),
    writes.length === 0
      ? notChecked("scopes-write", "no tool is shown that changes something")
      : notChecked("scopes-write", `only a change would prove them: ${writes.join(", ")}`)
  ]
}
