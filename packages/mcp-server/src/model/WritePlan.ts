/** The plan of a write: what it would send and change, worked out before anything is sent. */
import type { EncodedCall } from "@effect-losant/core/Action"
import type { LosantError } from "@effect-losant/core/LosantError"
import type { InstanceOrg } from "@effect-losant/core/schemas/Org"
import type * as Effect from "effect/Effect"
import type { DestructiveChange } from "./DestructiveChange.ts"
import type { Changes } from "./FieldChanges.ts"
import type { LosantGateway } from "./LosantGateway.ts"
import type { Refusal } from "./Refusal.ts"
import type { Subject } from "./Subject.ts"
import type { InvalidArguments } from "./ToolFailure.ts"
import type { Values } from "./Values.ts"

/** The answer of a write, as far as it tells what is there now. */
export interface WriteAnswer {
  /** The fields of the organization, member or invitation after the write. */
  readonly state: Values
  /** The fields by which the answer of the tool shows what the write was about, such as `org`. */
  readonly about: Values
  /** Whether the answer is about something else than the plan. */
  readonly isOfAnother: boolean
  /** Whether Losant says that it did not carry the call out. */
  readonly isNotDone: boolean
}

export interface WritePlan {
  /** The request, encoded once: what is shown and judged is what is sent. */
  readonly call: EncodedCall
  /** Sends the request through the gateway, whose policy judges it by `current` or by what it reads then. */
  readonly send: (gateway: LosantGateway, current?: InstanceOrg) => Effect.Effect<WriteAnswer, LosantError | Refusal>
  readonly subject: Subject
  /** The organization as the plan read it, if there is one. */
  readonly current?: InstanceOrg
  /** The difference that the request makes, with long texts shortened. */
  readonly changes: Changes
  /** The member or invitation that the call is about, if it is about one. */
  readonly member?: Values
  readonly invite?: Values
  /** The change that a person has to confirm, if it is one. */
  readonly danger?: DestructiveChange
  /** Whole sentences: what does not stand in the way, and is worth knowing first. */
  readonly warnings?: ReadonlyArray<string>
  /** The reason why nothing has to be sent, in a whole sentence, if that is so. */
  readonly nothingToDo?: string
  /** The fields that the request sends, as they are now. */
  readonly before: Values
  /** The same fields as they are to be. */
  readonly after: Values
}

/** The reasons why there is no plan. All errors of Losant but `LosantInvalidInput` come from reading. */
export type NoPlan = LosantError | Refusal | InvalidArguments
