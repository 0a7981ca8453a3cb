/** Plans a change set: finds the organizations, and the writes on each. */
import { randomUUID } from "node:crypto"
import type { InstanceId, Losant, LosantError, LosantPageRepeated } from "@effect-losant/core"
import * as Clock from "effect/Clock"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { dangers, levelOf } from "../danger/dangers.ts"
import { summaryFor } from "../danger/limitUse.ts"
import { type ChangeSet, ChangeSetId, maximumWrites } from "../model/ChangeSet.ts"
import { maximumTyped } from "../model/confirmation.ts"
import type { PlanRefused } from "../model/errors.ts"
import { orgIdOf, type Write } from "../model/Write.ts"
import { countRequests } from "./countRequests.ts"
import { findOrgs, refuse } from "./findOrgs.ts"
import { findPerson } from "./findPerson.ts"
import { PlanRequest } from "./PlanRequest.ts"
import { planNewOrgs } from "./planNewOrgs.ts"
import { type OrgRequest, planWrites } from "./planWrites.ts"

/** A set expires if it is not confirmed within this time. */
const lifetime = Duration.toMillis(Duration.hours(1))

/** So many organizations are read at once. */
const concurrentReads = 4

/**
 * The errors of planning. Those of Losant come from reads: a plan changes nothing.
 *
 * @example
 * ```ts
 * import type { PlanError } from "@effect-losant/fleet"
 *
 * const problemsOf = (error: PlanError) =>
 *   error._tag === "ChangeSetPlanRefused" ? error.problems : [error.message]
 * ```
 *
 * @since 0.2.0
 */
export type PlanError = PlanRefused | LosantError | LosantPageRepeated

export interface Planned {
  readonly set: ChangeSet
  readonly writes: ReadonlyArray<Write>
}

const decode = Schema.decodeUnknownEffect(PlanRequest, { onExcessProperty: "error", errors: "all" })

/** The problems of a request that the schema lets pass. */
const problemsOf = (request: OrgRequest): ReadonlyArray<string> => {
  const byPerson = "person" in request.targets
  const { operation } = request
  if (operation === "update_member" || operation === "remove_member") {
    if (byPerson === (request.members !== undefined)) {
      return ["Name the members by members, or the person as the target: one of the two."]
    }
  } else if (operation === "resend_invite" || operation === "revoke_invite") {
    if (!byPerson && request.invites === undefined)
      return ["Name the invitations by invites, or a person as the target."]
  } else if (byPerson) return [`${operation} does not take a person as the target.`]
  return []
}

const needsName = (write: Write): boolean => levelOf(write.dangers) === "type"

/** The person whom a write is about. */
const personOf = (write: Write): string => ("userId" in write ? ` (${write.email ?? write.userId})` : "")

const leftOutReason = (write: Write): string => {
  const actions = write.dangers.filter((danger) => dangers[danger].level === "type").map((one) => dangers[one].action)
  return `${write._tag}${personOf(write)} would ${actions.join(" and ")}.`
}

const planOrgs = Effect.fnUntraced(function* (instanceId: InstanceId, request: OrgRequest) {
  const problems = problemsOf(request)
  if (problems.length > 0) return yield* refuse(problems)
  const orgs = yield* findOrgs(
    instanceId,
    request.operation === "update_org" ? summaryFor(request.changes) : ["memberCount", "pendingInviteCount"],
    request.targets
  )
  const isAboutInvites = request.operation === "resend_invite" || request.operation === "revoke_invite"
  const person =
    "person" in request.targets
      ? yield* findPerson(instanceId, request.targets.person, isAboutInvites ? [] : orgs)
      : undefined
  const planned = yield* Effect.forEach(orgs, (org) => planWrites(instanceId, request, org, person), {
    concurrency: concurrentReads
  })
  const writes = planned.flatMap((one) => one.writes)
  const leftOut = request.maxLevel === undefined ? [] : writes.filter(needsName)
  return {
    organizations: orgs.length,
    writes: writes.filter((write) => !leftOut.includes(write)),
    excluded: [
      ...orgs.flatMap(({ id, name }, index) => {
        const reason = planned[index]?.reason
        return reason === undefined ? [] : [{ orgId: id, orgName: name, reason }]
      }),
      ...leftOut.map((write) => {
        const orgId = orgIdOf(write)
        return { ...(orgId === undefined ? {} : { orgId }), orgName: write.orgName, reason: leftOutReason(write) }
      })
    ]
  }
})

/** Nobody types more names than these with care. */
const checkTyped = (writes: ReadonlyArray<Write>) => {
  const typed = writes.filter(needsName)
  return typed.length <= maximumTyped
    ? Effect.void
    : refuse([
        `${typed.length} writes of the plan cannot be undone, and a set may have ${maximumTyped} of them: name fewer ` +
          'organizations, or leave these writes out with maxLevel "yes".',
        ...typed.map((write) => `${JSON.stringify(write.orgName)}: ${leftOutReason(write)}`)
      ])
}

/** Plans the set of a request, which is checked first. It changes nothing. */
export const plan = Effect.fnUntraced(function* (
  instanceId: InstanceId,
  input: PlanRequest
): Effect.fn.Return<Planned, PlanError, Losant> {
  const request = yield* decode(input).pipe(Effect.catch(({ message }) => refuse([message])))
  const [found, requests] =
    request.operation === "create_org"
      ? [{ organizations: request.orgs.length, writes: planNewOrgs(request), excluded: [] }, 0]
      : yield* countRequests(planOrgs(instanceId, request))
  const { writes, ...rest } = found
  if (writes.length > maximumWrites) {
    return yield* refuse([
      `The plan has ${writes.length} writes, and a set may have ${maximumWrites}: name fewer organizations.`
    ])
  }
  yield* checkTyped(writes)
  const createdAt = yield* Clock.currentTimeMillis
  const id = ChangeSetId.make(yield* Effect.sync(() => randomUUID()))
  return {
    set: {
      id,
      instanceId,
      operation: request.operation,
      createdAt,
      expiresAt: createdAt + lifetime,
      requests,
      ...rest
    },
    writes
  }
})
