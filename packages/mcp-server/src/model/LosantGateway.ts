/**
 * What the tools, resources and prompts reach of Losant: all of it, or as much as the policy lets them. Nothing in this
 * server speaks to Losant past it.
 */
import type * as Action from "@effect-losant/core/Action"
import type { LosantError } from "@effect-losant/core/LosantError"
import type { InstanceId } from "@effect-losant/core/schemas/Ids"
import type * as Effect from "effect/Effect"
import type * as Option from "effect/Option"
import type { Refusal } from "./Refusal.ts"

export interface Reach {
  /** The instance that is configured. */
  readonly instanceId: Option.Option<InstanceId>
  /**
   * Runs an action. An organization that the policy denies is not there: an action on it fails as on one that does not
   * exist, and no list holds or counts it. A change that the policy forbids fails with a {@link Refusal}.
   */
  readonly execute: <A extends Action.Any>(
    action: A,
    input: unknown
  ) => Effect.Effect<A["success"]["Type"], LosantError | Refusal>
}
