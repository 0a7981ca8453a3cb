/** Losant as far as the policy reaches: what it denies is not there, whoever asks, and what it forbids is not done. */
import * as Action from "@effect-losant/core/Action"
import * as InstanceOrgs from "@effect-losant/core/InstanceOrgs"
import * as Instances from "@effect-losant/core/Instances"
import type { Losant } from "@effect-losant/core/Losant"
import type { LosantError } from "@effect-losant/core/LosantError"
import { Instance, Instances as InstancePage } from "@effect-losant/core/schemas/Instance"
import type { InstanceOrgPost } from "@effect-losant/core/schemas/Org"
import * as Effect from "effect/Effect"
import * as Predicate from "effect/Predicate"
import type { Reach } from "../model/LosantGateway.ts"
import { Refusal } from "../model/Refusal.ts"
import { hasRules } from "../policy/OrgRules.ts"
import type { Policy } from "../policy/Policy.ts"
import { pickDeclared } from "../policy/pickDeclared.ts"
import { type ListInput, makeList } from "./orgListGuard.ts"
import { checkPost } from "./policyWrites.ts"
import { type AskedOfOrg, makeOneOrg } from "./singleOrgGuard.ts"

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

// With them Losant may put into an answer what the rules have not looked at.
const plain = { _actions: false, _links: false, _embedded: false } as const

/** A reach that can tell beforehand what it would refuse. */
export interface Guarded extends Reach {
  /**
   * Fails as `execute` would where the policy keeps a write from being sent, and sends no write itself: for a dry run. It
   * reads what the policy has to know.
   */
  readonly check: (action: Action.Any, input: unknown) => Effect.Effect<void, LosantError | Refusal>
}

/** Losant under a policy. It costs nothing where the policy has no rules for organizations. */
export const guard = (losant: Losant["Service"], policy: Policy): Guarded => {
  const oneOrg = makeOneOrg(losant, policy)
  const list = makeList(policy, (input) => losant.execute(InstanceOrgs.get, input, {}))

  const prepared = Effect.fnUntraced(function* (action: Action.Any, given: unknown) {
    // What is not valid fails alike, whatever it is about.
    const { path } = yield* Action.requestOf(action, given)
    const input: Readonly<Record<string, unknown>> = { ...(Predicate.isObject(given) ? given : {}), ...plain }
    const ids = Object.fromEntries(Object.keys(action.params).map((name) => [name, String(input[name])]))
    return { action, path, ids, input }
  })

  // Sound: the input was checked against the schema of the action.
  const checkNew = ({ input }: AskedOfOrg) => checkPost(policy, input["orgConfig"] as InstanceOrgPost)

  const underRules = Effect.fnUntraced(function* (
    action: Action.Any,
    given: unknown
  ): Effect.fn.Return<unknown, LosantError | Refusal> {
    const asked = yield* prepared(action, given)
    switch (action.action) {
      case Instances.get.action:
        return yield* losant.execute(Instances.get, asked.input, {}).pipe(
          Effect.map((page) => ({
            ...pickDeclared(InstancePage, page),
            items: page.items.map((item) => pickDeclared(Instance, item))
          }))
        )
      case InstanceOrgs.get.action:
        // Sound: the input was checked against the schema of the action.
        return yield* list(asked.input as unknown as ListInput)
      case InstanceOrgs.post.action:
        return yield* Effect.andThen(checkNew(asked), losant.execute(action, asked.input, {}))
      default:
        return yield* "orgId" in action.params ? oneOrg.run(asked) : Effect.fail(notCovered(action))
    }
  })

  const mayWrite = (action: Action.Any) =>
    policy.readOnly && action.method !== "GET" ? Effect.fail(onlyReads(action)) : Effect.void

  const checkUnderRules = (action: Action.Any, given: unknown) =>
    Effect.flatMap(prepared(action, given), (asked): Effect.Effect<unknown, LosantError | Refusal> => {
      if (action.action === InstanceOrgs.post.action) return checkNew(asked)
      return "orgId" in action.params ? oneOrg.check(asked) : Effect.fail(notCovered(action))
    })

  const execute = (action: Action.Any, input: unknown): Effect.Effect<unknown, LosantError | Refusal> =>
    Effect.andThen(mayWrite(action), hasRules(policy) ? underRules(action, input) : losant.execute(action, input, {}))
  return {
    instanceId: losant.instanceId,
    // Sound: what is answered is what Losant answered to this action, at most with items left out.
    execute: execute as Reach["execute"],
    check: (action, input) =>
      Effect.andThen(
        mayWrite(action),
        action.method !== "GET" && hasRules(policy) ? Effect.asVoid(checkUnderRules(action, input)) : Effect.void
      )
  }
}
