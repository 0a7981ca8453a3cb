/** Losant under a policy: denied organizations seem not to exist, and forbidden writes are refused. */
import * as Action from "@effect-losant/core/Action"
import * as InstanceOrgs from "@effect-losant/core/InstanceOrgs"
import * as Instances from "@effect-losant/core/Instances"
import type { Losant } from "@effect-losant/core/Losant"
import type { LosantError } from "@effect-losant/core/LosantError"
import type { CallOptions } from "@effect-losant/core/LosantOptions"
import { Instance, Instances as InstancePage } from "@effect-losant/core/schemas/Instance"
import type { InstanceOrg, InstanceOrgPost } from "@effect-losant/core/schemas/Org"
import * as Effect from "effect/Effect"
import type { LosantGateway } from "../model/LosantGateway.ts"
import { Refusal } from "../model/Refusal.ts"
import { hasRules } from "../policy/OrgRules.ts"
import type { Policy } from "../policy/Policy.ts"
import { pickDeclared } from "../policy/pickDeclared.ts"
import { makeRedactRules } from "../policy/redactRules.ts"
import { makeInstanceRowsGuard } from "./instanceRowsGuard.ts"
import { type ListInput, makeOrgListGuard } from "./orgListGuard.ts"
import { checkPost } from "./policyWrites.ts"
import { makeSingleOrgGuard } from "./singleOrgGuard.ts"
import { withoutExtras } from "./smallAnswers.ts"

const readOnlyRefusal = ({ action }: Action.Any) =>
  new Refusal(
    "policy",
    `This server only reads, so ${action} was not sent and nothing was changed. Calling again does not help: the person ` +
      "makes the change in Losant itself, or the person who runs the server starts it without --read-only and " +
      "LOSANT_MCP_READ_ONLY."
  )

// An unknown action could show any organization.
const notCoveredRefusal = ({ action }: Action.Any) =>
  new Refusal(
    "policy",
    `This server reaches some organizations only, and ${action} cannot be limited to them, so it was not sent.`
  )

/** Losant whose errors tell no rule, whichever request they answer. */
const withoutRules = (losant: Losant["Service"], policy: Policy): Losant["Service"] => {
  const redactRules = makeRedactRules(policy)
  return {
    ...losant,
    execute: (action, input, options) => Effect.mapError(losant.execute(action, input, options), redactRules),
    send: (call, options) => Effect.mapError(losant.send(call, options), redactRules)
  }
}

/** Makes the gateway. Without rules for organizations the policy costs no requests. */
export const guard = (service: Losant["Service"], policy: Policy): LosantGateway => {
  const losant = hasRules(policy) ? withoutRules(service, policy) : service
  const singleOrg = makeSingleOrgGuard(losant, policy)
  const listOrgs = makeOrgListGuard(policy, (input) => losant.execute(InstanceOrgs.get, input, {}))

  const readRows = makeInstanceRowsGuard(losant, listOrgs)

  const encode: LosantGateway["encode"] = (action, input) => Action.encode(action, { ...input, ...withoutExtras })

  const checkWrite = (action: Action.Any) =>
    policy.readOnly && action.method !== "GET" ? Effect.fail(readOnlyRefusal(action)) : Effect.void

  // Sound: the schema of `instanceOrgs.post` encoded this body.
  const checkNew = ({ body = "{}" }: Action.EncodedCall) => checkPost(policy, JSON.parse(body) as InstanceOrgPost)

  /** Fails if the rules forbid the call. */
  const checkRules = (call: Action.EncodedCall, current?: InstanceOrg) => {
    if (call.action.action === InstanceOrgs.post.action) return checkNew(call)
    return "orgId" in call.action.params ? singleOrg.check(call, current) : Effect.fail(notCoveredRefusal(call.action))
  }

  const readInstances = (call: Action.EncodedCall<typeof Instances.get>) =>
    Effect.map(losant.send(call), (page) => ({
      ...pickDeclared(InstancePage, page),
      items: page.items.map((item) => pickDeclared(Instance, item))
    }))

  const sendUnderRules = (
    call: Action.EncodedCall,
    current?: InstanceOrg,
    options?: CallOptions
  ): Effect.Effect<unknown, LosantError | Refusal> => {
    switch (call.action.action) {
      case Instances.get.action:
        // Sound: the case says that it is a call of this action.
        return readInstances(call as Action.EncodedCall<typeof Instances.get>)
      case InstanceOrgs.post.action:
        return Effect.andThen(checkNew(call), losant.send(call, options))
      default:
        return "orgId" in call.action.params
          ? singleOrg.run(call, current, options)
          : (readRows(call) ?? Effect.fail(notCoveredRefusal(call.action)))
    }
  }

  const send = (
    call: Action.EncodedCall,
    current?: InstanceOrg,
    options?: CallOptions
  ): Effect.Effect<unknown, LosantError | Refusal> =>
    Effect.andThen(
      checkWrite(call.action),
      hasRules(policy) ? sendUnderRules(call, current, options) : losant.send(call, options)
    )

  const execute = (action: Action.Any, input: object): Effect.Effect<unknown, LosantError | Refusal> =>
    checkWrite(action).pipe(
      Effect.andThen(encode(action, input)),
      Effect.flatMap((call) =>
        hasRules(policy) && action.action === InstanceOrgs.get.action
          ? // Sound: `encode` checked the input by the schema of the action.
            listOrgs({ ...input, ...withoutExtras } as unknown as ListInput)
          : send(call)
      )
    )

  return {
    instanceId: losant.instanceId,
    encode,
    admit: (call, current) =>
      Effect.andThen(
        checkWrite(call.action),
        call.action.method !== "GET" && hasRules(policy)
          ? Effect.asVoid<unknown, LosantError | Refusal, never>(checkRules(call, current))
          : Effect.void
      ),
    // Sound: the answer is Losant's answer to this action, at most without some items.
    execute: execute as LosantGateway["execute"],
    send: send as LosantGateway["send"]
  }
}
