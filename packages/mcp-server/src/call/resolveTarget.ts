/** What a call is about: the ids that stand for what the assistant named. */
import type { LosantError } from "@effect-losant/core/LosantError"
import type { InstanceId, InviteId, OrgId, UserId } from "@effect-losant/core/schemas/Ids"
import * as Effect from "effect/Effect"
import { resolveInvite, resolveMember } from "../losant/resolution/resolvePerson.ts"
import { withOrg } from "../losant/resolution/withOrg.ts"
import { ClientRequest } from "../model/ClientRequest.ts"
import type { Reach } from "../model/LosantGateway.ts"
import type { Refusal } from "../model/Refusal.ts"
import type { ActionTool } from "../model/Tool.ts"
import type { Values } from "../model/Values.ts"

/** The ids of the member or of the invitation that is named beside the organization. */
const within = Effect.fnUntraced(function* (
  { action: { params } }: ActionTool,
  reach: Reach,
  instanceId: InstanceId,
  orgId: OrgId,
  { userId, inviteId }: Values
): Effect.fn.Return<{ readonly userId?: UserId; readonly inviteId?: InviteId }, LosantError | Refusal> {
  if ("userId" in params) return yield* resolveMember(reach, instanceId, orgId, String(userId))
  if ("inviteId" in params) return yield* resolveInvite(reach, instanceId, orgId, String(inviteId))
  return {}
})

const id = /^[A-Fa-f\d]{24}$/

/** Tells the client where something has to be looked up first. All else that a call reports counts on from here. */
const reportLookUp = Effect.fnUntraced(function* ({ action: { params } }: ActionTool, values: Values) {
  const names = ["orgId", "userId", "inviteId"].filter((name) => name in params)
  if (names.every((name) => id.test(String(values[name]).trim()))) return
  const { progress } = yield* ClientRequest
  yield* progress({ done: 0, message: "looking up what is meant by name" })
})

/**
 * Runs a call with its values, in which names and emails are replaced by ids. What looks like an id is taken for one
 * first, so `run` may run a second time, after a first that found no such organization and so changed nothing.
 */
export const withTarget = <A, E, R>(
  tool: ActionTool,
  reach: Reach,
  instanceId: InstanceId,
  values: Values,
  run: (values: Values) => Effect.Effect<A, E, R>
): Effect.Effect<A, E | LosantError | Refusal, R> =>
  "orgId" in tool.action.params
    ? Effect.andThen(
        reportLookUp(tool, values),
        withOrg(reach, instanceId, String(values["orgId"]), ({ orgId }) =>
          Effect.flatMap(within(tool, reach, instanceId, orgId, values), ({ userId, inviteId }) =>
            run({
              ...values,
              orgId,
              ...(userId === undefined ? {} : { userId }),
              ...(inviteId === undefined ? {} : { inviteId })
            })
          )
        )
      )
    : run(values)
