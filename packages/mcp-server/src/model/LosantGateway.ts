/**
 * The way to Losant for tools, resources and prompts: to all of it, or to as much as the policy allows. Nothing in this
 * server speaks to Losant past it.
 */
import type * as Action from "@effect-losant/core/Action"
import type { LosantError, LosantInvalidInput } from "@effect-losant/core/LosantError"
import type { InstanceId } from "@effect-losant/core/schemas/Ids"
import type { InstanceOrg } from "@effect-losant/core/schemas/Org"
import type * as Effect from "effect/Effect"
import type * as Option from "effect/Option"
import type { Refusal } from "./Refusal.ts"

type Extras = "_actions" | "_links" | "_embedded"

/** The input of an action. The gateway itself leaves HAL's extras out of every answer. */
export type Input<A extends Action.Any> = Omit<A["input"]["Type"], Extras>

export interface LosantGateway {
  /** The instance that is configured. */
  readonly instanceId: Option.Option<InstanceId>
  /**
   * Runs an action. An organization that the policy denies does not exist here: an action on it fails as on one that is
   * absent, and no list holds or counts it. A change that the policy forbids fails with a {@link Refusal}.
   */
  readonly execute: <A extends Action.Any>(
    action: A,
    input: Input<A>
  ) => Effect.Effect<A["success"]["Type"], LosantError | Refusal>
  /** Encodes a call once, for {@link LosantGateway.admit} and {@link LosantGateway.send}. It sends nothing. */
  readonly encode: <A extends Action.Any>(
    action: A,
    input: Input<A>
  ) => Effect.Effect<Action.EncodedCall<A>, LosantInvalidInput>
  /**
   * Fails as {@link LosantGateway.send} would if the policy keeps the call from being sent, and does not send it.
   * `current` is the organization as the plan read it through this gateway; without it, the gateway reads what the policy
   * has to know.
   */
  readonly admit: (call: Action.EncodedCall, current?: InstanceOrg) => Effect.Effect<void, LosantError | Refusal>
  /** Sends a call. The policy judges it again, by the same `current` or by what the gateway reads. */
  readonly send: <A extends Action.Any>(
    call: Action.EncodedCall<A>,
    current?: InstanceOrg
  ) => Effect.Effect<A["success"]["Type"], LosantError | Refusal>
}
