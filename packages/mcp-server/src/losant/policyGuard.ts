/** Losant as far as the policy reaches: what it denies is not there, whoever asks, and what it forbids is not done. */
import * as Action from "@effect-losant/core/Action"
import * as InstanceOrgs from "@effect-losant/core/InstanceOrgs"
import * as Instances from "@effect-losant/core/Instances"
import type { Losant } from "@effect-losant/core/Losant"
import type { LosantError } from "@effect-losant/core/LosantError"
import { Instance, Instances as InstancePage } from "@effect-losant/core/schemas/Instance"
import type { InstanceOrg, InstanceOrgPost } from "@effect-losant/core/schemas/Org"
import * as Effect from "effect/Effect"
import type { LosantGateway } from "../model/LosantGateway.ts"
import { Refusal } from "../model/Refusal.ts"
import { hasRules } from "../policy/OrgRules.ts"
import type { Policy } from "../policy/Policy.ts"
import { pickDeclared } from "../policy/pickDeclared.ts"
import { type ListInput, makeList } from "./orgListGuard.ts"
import { checkPost } from "./policyWrites.ts"
import { makeOneOrg } from "./singleOrgGuard.ts"

const onlyReads = ({ action }: Action.Any) =>
  new Refusal(
    "policy",
    `This server only reads, so ${action} was not sent and nothing was changed. Calling again does not help: the person ` +
      "makes the change in Losant itself, or whoever runs the server starts it without --read-only and " +
      "LOSANT_MCP_READ_ONLY."
  )

// An action that is not known here could show any organization.
const notCovered = ({ action }: Action.Any) =>
  new Refusal(
    "policy",
    `This server reaches some organizations only, and ${action} cannot be limited to them, so it was not sent.`
  )

/**
 * HAL's extras are links for programs that follow them: an assistant pays for them and has no use for them. With them
 * Losant may also put into an answer what the rules have not looked at.
 */
const withoutExtras = { _actions: false, _links: false, _embedded: false } as const

/** Losant under a policy. It costs nothing where the policy has no rules for organizations. */
export const guard = (losant: Losant["Service"], policy: Policy): LosantGateway => {
  const oneOrg = makeOneOrg(losant, policy)
  const list = makeList(policy, (input) => losant.execute(InstanceOrgs.get, input, {}))

  const encode: LosantGateway["encode"] = (action, input) => Action.encode(action, { ...input, ...withoutExtras })

  const mayWrite = (action: Action.Any) =>
    policy.readOnly && action.method !== "GET" ? Effect.fail(onlyReads(action)) : Effect.void

  // Sound: this is the body of `instanceOrgs.post`, which was encoded by its schema.
  const checkNew = ({ body = "{}" }: Action.EncodedCall) => checkPost(policy, JSON.parse(body) as InstanceOrgPost)

  /** Fails where the rules keep a call from being sent. */
  const checkRules = (call: Action.EncodedCall, current?: InstanceOrg) => {
    if (call.action.action === InstanceOrgs.post.action) return checkNew(call)
    return "orgId" in call.action.params ? oneOrg.check(call, current) : Effect.fail(notCovered(call.action))
  }

  const readInstances = (call: Action.EncodedCall<typeof Instances.get>) =>
    Effect.map(losant.send(call), (page) => ({
      ...pickDeclared(InstancePage, page),
      items: page.items.map((item) => pickDeclared(Instance, item))
    }))

  const sendUnderRules = (
    call: Action.EncodedCall,
    current?: InstanceOrg
  ): Effect.Effect<unknown, LosantError | Refusal> => {
    switch (call.action.action) {
      case Instances.get.action:
        // Sound: it is a call of this action.
        return readInstances(call as Action.EncodedCall<typeof Instances.get>)
      case InstanceOrgs.post.action:
        return Effect.andThen(checkNew(call), losant.send(call))
      default:
        return "orgId" in call.action.params ? oneOrg.run(call, current) : Effect.fail(notCovered(call.action))
    }
  }

  const send = (call: Action.EncodedCall, current?: InstanceOrg): Effect.Effect<unknown, LosantError | Refusal> =>
    Effect.andThen(mayWrite(call.action), hasRules(policy) ? sendUnderRules(call, current) : losant.send(call))

  const execute = (action: Action.Any, input: object): Effect.Effect<unknown, LosantError | Refusal> =>
    mayWrite(action).pipe(
      Effect.andThen(encode(action, input)),
      Effect.flatMap((call) =>
        hasRules(policy) && action.action === InstanceOrgs.get.action
          ? // Sound: the input was checked against the schema of the action.
            list({ ...input, ...withoutExtras } as unknown as ListInput)
          : send(call)
      )
    )

  return {
    instanceId: losant.instanceId,
    encode,
    admit: (call, current) =>
      Effect.andThen(
        mayWrite(call.action),
        call.action.method !== "GET" && hasRules(policy)
          ? Effect.asVoid<unknown, LosantError | Refusal, never>(checkRules(call, current))
          : Effect.void
      ),
    // Sound: the answer is that of Losant to this action, at most with items left out.
    execute: execute as LosantGateway["execute"],
    send: send as LosantGateway["send"]
  }
}
