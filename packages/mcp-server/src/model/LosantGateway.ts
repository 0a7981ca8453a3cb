/**
 * The only way to Losant for tools, resources and prompts. It applies the policy, and nothing in this server bypasses
 * it.
 */
import type * as Action from "@effect-losant/core/Action"
import type { LosantError, LosantInvalidInput } from "@effect-losant/core/LosantError"
import type { CallOptions } from "@effect-losant/core/LosantOptions"
import type { InstanceId } from "@effect-losant/core/schemas/Ids"
import type { InstanceOrg } from "@effect-losant/core/schemas/Org"
import type * as Effect from "effect/Effect"
import type * as Option from "effect/Option"
import type { Refusal } from "./Refusal.ts"

type Extras = "_actions" | "_links" | "_embedded"

/** The input of an action. The gateway itself sets the HAL options, so that no answer has HAL's extras. */
export type Input<A extends Action.Any> = Omit<A["input"]["Type"], Extras>

export interface LosantGateway {
  /** The configured instance. */
  readonly instanceId: Option.Option<InstanceId>
  /**
   * Runs an action. An organization that the policy denies seems not to exist: an action on it fails with the same
   * error, and no list shows or counts it. A change that the policy forbids fails with a {@link Refusal}.
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
   * Fails as {@link LosantGateway.send} would if the policy forbids the call. It does not send the call. `current` is
   * the organization as the plan read it through this gateway. Without it, the gateway reads the organization if the
   * policy needs it.
   */
  readonly admit: (call: Action.EncodedCall, current?: InstanceOrg) => Effect.Effect<void, LosantError | Refusal>
  /**
   * Sends a call. The policy judges it again, by the same `current` or by a new reading. The options are for the call
   * alone, not for that reading.
   */
  readonly send: <A extends Action.Any>(
    call: Action.EncodedCall<A>,
    current?: InstanceOrg,
    options?: CallOptions
  ) => Effect.Effect<A["success"]["Type"], LosantError | Refusal>
}
