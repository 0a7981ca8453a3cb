/** What a write would do, worked out from what is there now, before anything is sent. */
import type { ActionRequest, Any } from "@effect-losant/core/Action"
import type { LosantError } from "@effect-losant/core/LosantError"
import type { InstanceId } from "@effect-losant/core/schemas/Ids"
import type * as Effect from "effect/Effect"
import type { Danger } from "./DestructiveChange.ts"
import type { Changes } from "./FieldChanges.ts"
import type { Reach } from "./LosantGateway.ts"
import type { Refusal } from "./Refusal.ts"
import type { InvalidArguments } from "./ToolFailure.ts"
import type { Values } from "./Values.ts"

export interface Plan {
  readonly action: Any
  /** What the action is to be called with: merged, where Losant would replace the whole. */
  readonly input: Values
  /** What calling the action sends. */
  readonly request: ActionRequest
  /** The difference that it makes, with long texts shortened. */
  readonly changes: Changes
  /** The organization; one that is to be created has no id yet. */
  readonly org: { readonly id?: string; readonly name?: string }
  /** The organization as the plan takes it to be, where there is one. */
  readonly orgState?: Values
  /** Which member or invitation it is about, where it is about one. */
  readonly member?: Values
  readonly invite?: Values
  /** When the organization was last changed, as Losant writes it, where it says so. */
  readonly lastUpdated?: string
  /** What it would destroy, where it would; what the organization holds is read only for whoever is asked about it. */
  readonly danger?: Danger
  /** Whole sentences: what does not stand in the way, and is worth knowing first. */
  readonly warnings?: ReadonlyArray<string>
  /** Why nothing has to be sent, in a whole sentence, where that is so: the answer then is {@link unchanged}. */
  readonly nothingToDo?: string
  /** The fields that it sends, as they are. */
  readonly before: Values
  /** The same fields as they are to be. */
  readonly after: Values
}

/** A call of a writing tool, as it is given. */
export interface GivenWrite {
  readonly action: Any
  readonly instanceId: InstanceId
  /** The arguments by name, checked, with names resolved to ids. */
  readonly values: Values
}

/** The same with what it reads from. */
export interface WriteCall extends GivenWrite {
  readonly reach: Reach
}

/** Why there is no plan. Of its errors of Losant all but `LosantInvalidInput` come from reading. */
export type NoPlan = LosantError | Refusal | InvalidArguments

export type Planner = (call: WriteCall) => Effect.Effect<Plan, NoPlan>
