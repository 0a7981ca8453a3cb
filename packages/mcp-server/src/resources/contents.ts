/** Reads the contents of the resources of an organization. */
import * as InstanceOrg from "@effect-losant/core/InstanceOrg"
import * as InstanceOrgInvites from "@effect-losant/core/InstanceOrgInvites"
import * as InstanceOrgMembers from "@effect-losant/core/InstanceOrgMembers"
import type { LosantError } from "@effect-losant/core/LosantError"
import type { InstanceId } from "@effect-losant/core/schemas/Ids"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Ref from "effect/Ref"
import { type Listing, presentList } from "../answers/listAnswers.ts"
import { withoutPayloads } from "../answers/present.ts"
import { completePeriod, day } from "../arguments/usagePeriod.ts"
import type { FoundOrg } from "../losant/resolution/orgPages.ts"
import { ClientRequest } from "../model/ClientRequest.ts"
import type { LosantGateway } from "../model/LosantGateway.ts"
import type { Refusal } from "../model/Refusal.ts"
import { type JsonObject, toJsonObject } from "../text/json.ts"
import { inviteListing } from "../tools/invites/listInvites.ts"
import { memberListing } from "../tools/members/listMembers.ts"
import { answerUsage } from "../tools/usage/usageAnswer.ts"

export type ContentReader = (
  gateway: LosantGateway,
  instanceId: InstanceId,
  org: FoundOrg
) => Effect.Effect<JsonObject, LosantError | Refusal>

/** The organization with its settings, limits, tags and summary, in the form of its tool. */
export const readOrg: ContentReader = (gateway, instanceId, { orgId }) =>
  Effect.map(gateway.execute(InstanceOrg.get, { instanceId, orgId }), (org) => withoutPayloads(toJsonObject(org)))

// The largest page of the tools.
const perPage = 100

const pageOf = (listing: Listing, orgId: string, answer: JsonObject): JsonObject => ({
  orgId,
  ...presentList(listing, answer, { page: 0, perPage })
})

/** The first page of the members, in the form of their tool. */
export const readMembers: ContentReader = (gateway, instanceId, { orgId }) =>
  Effect.map(gateway.execute(InstanceOrgMembers.get, { instanceId, orgId }), (answer) =>
    pageOf(memberListing, orgId, toJsonObject(answer))
  )

/** The first page of the pending invitations, in the form of their tool. */
export const readInvites: ContentReader = (gateway, instanceId, { orgId }) =>
  Effect.map(gateway.execute(InstanceOrgInvites.get, { instanceId, orgId }), (answer) =>
    pageOf(inviteListing, orgId, toJsonObject(answer))
  )

const usageActions = {
  payloads: InstanceOrg.payloadCountsBreakdown,
  devices: InstanceOrg.deviceCounts,
  notebookMinutes: InstanceOrg.notebookMinuteCounts
} as const

/** Payloads, devices and notebook minutes per day of the last 28 whole days, each in the form of its tool. */
export const readUsage: ContentReader = Effect.fnUntraced(function* (gateway, instanceId, { orgId }) {
  const request = yield* ClientRequest
  // Each kind would report its own progress.
  const silentRequest = { ...request, progress: () => Effect.void }
  const { start, end } = completePeriod({ resolution: day }, yield* Clock.currentTimeMillis)
  const input = { instanceId, orgId, start: Number(start), end }
  const done = yield* Ref.make(0)
  const total = Object.keys(usageActions).length
  const answers = yield* Effect.forEach(
    Object.entries(usageActions),
    ([name, action]) =>
      answerUsage(
        gateway,
        action,
        action === usageActions.payloads ? { ...input, resolution: day } : input,
        false
      ).pipe(
        Effect.provideService(ClientRequest, silentRequest),
        Effect.map(({ content }): readonly [string, JsonObject] => [name, content]),
        Effect.tap(() =>
          Effect.flatMap(
            Ref.updateAndGet(done, (count) => count + 1),
            (count) => request.progress({ done: count, total, message: `read ${name}` })
          )
        )
      ),
    { concurrency: total }
  )
  return { orgId, ...Object.fromEntries(answers) }
})
