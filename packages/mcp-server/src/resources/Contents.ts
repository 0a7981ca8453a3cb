/** What the resources of an organization hold. */
import * as InstanceOrg from "@effect-losant/core/InstanceOrg"
import * as InstanceOrgInvites from "@effect-losant/core/InstanceOrgInvites"
import * as InstanceOrgMembers from "@effect-losant/core/InstanceOrgMembers"
import type { LosantError } from "@effect-losant/core/LosantError"
import type { InstanceId } from "@effect-losant/core/schemas/Ids"
import * as Clock from "effect/Clock"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import * as Ref from "effect/Ref"
import { day, defaultStart } from "../arguments/Period.ts"
import { ClientRequest } from "../ClientRequest.ts"
import type { Reach } from "../Reach.ts"
import type { Refusal } from "../Refusal.ts"
import type { FoundOrg } from "../resolution/OrgPages.ts"
import type { Values } from "../ToolSpec.ts"

/** Reads what a resource of an organization holds. */
export type Reader = (
  reach: Reach,
  instanceId: InstanceId,
  org: FoundOrg
) => Effect.Effect<Values, LosantError | Refusal>

const lean = { _actions: false, _links: false, _embedded: false }

/** The organization with its settings, limits, tags and summary. */
export const readOrg: Reader = (reach, instanceId, { orgId }) =>
  Effect.map(reach.execute(InstanceOrg.get, { instanceId, orgId, ...lean }), (org) => ({ ...org }))

const defined = (fields: Values): Values =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))

/** The members with their roles. */
export const readMembers: Reader = (reach, instanceId, { orgId }) =>
  Effect.map(reach.execute(InstanceOrgMembers.get, { instanceId, orgId, ...lean }), ({ items }) => ({
    orgId,
    count: items.length,
    items: items.map(({ userId, email, firstName, lastName, role, twoFactorAuthEnabled }) =>
      defined({ userId, email, firstName, lastName, role, twoFactorAuthEnabled })
    )
  }))

/** The invitations that are not answered yet. */
export const readInvites: Reader = (reach, instanceId, { orgId }) =>
  Effect.map(reach.execute(InstanceOrgInvites.get, { instanceId, orgId, ...lean }), ({ items }) => ({
    orgId,
    count: items.length,
    items: items.map(({ id, email, role, inviteDate, hasExpired }) =>
      defined({ id, email, role, inviteDate, hasExpired })
    )
  }))

const byDate = <A extends { readonly date: string }>(
  counts: ReadonlyArray<A>,
  valueOf: (count: A) => number | undefined
): Values => Object.fromEntries(counts.map((count) => [count.date, valueOf(count) ?? 0]))

/** Payloads, devices and minutes of notebooks by day, of the last 30 days. */
export const readUsage: Reader = Effect.fnUntraced(function* (reach, instanceId, { orgId }) {
  const { progress } = yield* ClientRequest
  const end = yield* Clock.currentTimeMillis
  const start = defaultStart(end, { resolution: day })
  const input = { instanceId, orgId, start, end, ...lean }
  const done = yield* Ref.make(0)
  const total = 3
  const told = <A, E>(request: Effect.Effect<A, E>): Effect.Effect<A, E> =>
    Effect.tap(request, () =>
      Effect.flatMap(
        Ref.updateAndGet(done, (count) => count + 1),
        (count) => progress({ done: count, total, message: `Read ${count} of ${total} kinds of usage` })
      )
    )
  const [payloads, devices, notebooks] = yield* Effect.all(
    [
      told(reach.execute(InstanceOrg.payloadCountsBreakdown, { ...input, resolution: day })),
      told(reach.execute(InstanceOrg.deviceCounts, input)),
      told(reach.execute(InstanceOrg.notebookMinuteCounts, input))
    ],
    { concurrency: total }
  )
  return {
    orgId,
    start: DateTime.formatIso(DateTime.makeUnsafe(start)),
    end: DateTime.formatIso(DateTime.makeUnsafe(end)),
    payloads: byDate(payloads.counts, ({ value }) => value),
    devices: byDate(devices.counts, ({ total }) => total),
    notebookMinutes: byDate(notebooks.counts, ({ minutes }) => minutes)
  }
})
