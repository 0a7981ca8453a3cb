/** Checks the scopes of the token, as far as reading can prove them. */
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
import { missingScope, narrowestScope } from "../../answers/missingScope.ts"
import type { Input, LosantGateway } from "../../model/LosantGateway.ts"
import type { ToolSummary } from "../../tools/definitions/Definition.ts"
import { type Check, failed, notChecked, ok } from "./Check.ts"
import type { Answer } from "./connectivityChecks.ts"

interface Attempt {
  readonly action: string
  readonly answer: Answer<unknown>
}

interface OrgPath {
  readonly instanceId: InstanceId
  readonly orgId: OrgId
}

// A person clicking through Losant's site causes about as many requests at once.
const concurrency = 4

const recordAttempt = <A>({ action }: Action.Any, answer: Answer<A>): Attempt => ({ action, answer })

const usage = [
  InstanceOrg.get,
  InstanceOrg.deviceCounts,
  InstanceOrg.notebookMinuteCounts,
  InstanceOrg.payloadCounts,
  InstanceOrg.payloadCountsBreakdown
]

/** Tries each action that reads from an organization once. */
export const tryReads = Effect.fnUntraced(function* (
  gateway: LosantGateway,
  path: OrgPath
): Effect.fn.Return<ReadonlyArray<Attempt>> {
  const attempt = <A extends Action.Any>(action: A, input: Input<A>) => Effect.result(gateway.execute(action, input))
  const reads = yield* Effect.forEach(
    usage,
    (action) => Effect.map(attempt(action, path), (answer) => recordAttempt(action, answer)),
    { concurrency }
  )
  const [members, invites] = yield* Effect.all(
    [attempt(InstanceOrgMembers.get, path), attempt(InstanceOrgInvites.get, path)],
    { concurrency }
  )
  const [member] = Result.isSuccess(members) ? members.success.items : []
  const [invite] = Result.isSuccess(invites) ? invites.success.items : []
  return [
    ...reads,
    recordAttempt(InstanceOrgMembers.get, members),
    recordAttempt(InstanceOrgInvites.get, invites),
    ...(member === undefined
      ? []
      : [
          recordAttempt(
            InstanceOrgMember.get,
            yield* attempt(InstanceOrgMember.get, { ...path, userId: member.userId })
          )
        ]),
    ...(invite === undefined
      ? []
      : [recordAttempt(InstanceOrgInvite.get, yield* attempt(InstanceOrgInvite.get, { ...path, inviteId: invite.id }))])
  ]
})

/** The reads of the earlier checks. */
export const recordEarlierReads = (instances: Answer<unknown>, orgs: Answer<unknown>): ReadonlyArray<Attempt> => [
  recordAttempt(Instances.get, instances),
  recordAttempt(InstanceOrgs.get, orgs)
]

const untriedActions = (
  tools: ReadonlyArray<ToolSummary>,
  isRead: boolean,
  triedActions: ReadonlySet<string>
): ReadonlyArray<string> =>
  tools.flatMap(({ action, hints }) =>
    action === undefined || hints.readOnlyHint !== isRead || triedActions.has(action) ? [] : [action]
  )

/** The scopes that the visible tools lack, in a single check. A token of an instance does not need the scope to list instances. */
const reportMissingScopes = (
  attempts: ReadonlyArray<Attempt>,
  tools: ReadonlyArray<ToolSummary>
): ReadonlyArray<Check> => {
  // A job over many organizations has no action of its own. It begins with their list.
  const needed = new Set(tools.map(({ action = InstanceOrgs.get.action }) => action))
  const errors = attempts.flatMap(({ action, answer }) =>
    Result.isFailure(answer) &&
    answer.failure._tag === "LosantForbidden" &&
    needed.has(action) &&
    action !== Instances.get.action
      ? [answer.failure]
      : []
  )
  const [error] = errors
  if (error === undefined) return []
  if (errors.length === 1) {
    return [failed("scope", missingScope(error), "Make a token with that scope, or hide the tool.")]
  }
  const scopes = [...new Set(errors.map(narrowestScope))]
  return [
    failed(
      "scope",
      `The token in LOSANT_API_TOKEN lacks the scopes ${scopes.join(", ")}.`,
      "Make a token with the scopes that you need, and hide the tools for the others."
    )
  ]
}

/** Reports the proven scopes, the missing ones, and those that reading cannot prove. */
export const checkScopes = (
  attempts: ReadonlyArray<Attempt>,
  tools: ReadonlyArray<ToolSummary>
): ReadonlyArray<Check> => {
  const proven = attempts.flatMap(({ action, answer }) => (Result.isSuccess(answer) ? [action] : []))
  const refused = attempts.flatMap(({ action, answer }) =>
    Result.isFailure(answer) && answer.failure._tag === "LosantForbidden" ? [action] : []
  )
  const decided = new Set([...proven, ...refused])
  const undecidedReads = untriedActions(tools, true, decided)
  const writes = untriedActions(tools, false, decided)
  return [
    ...(proven.length === 0 ? [] : [ok("scopes-read", `proven: ${proven.join(", ")}`)]),
    ...reportMissingScopes(attempts, tools),
    ...(undecidedReads.length === 0
      ? []
      : [notChecked("scopes-read", `there was nothing to read, or no answer: ${undecidedReads.join(", ")}`)]),
    writes.length === 0
      ? notChecked("scopes-write", "no available tool changes anything")
      : notChecked("scopes-write", `only a change would prove them: ${writes.join(", ")}`)
  ]
}
