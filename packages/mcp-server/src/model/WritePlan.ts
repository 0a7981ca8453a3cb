/** The plan of a write: the request and its changes, computed before anything is sent. */
import type { EncodedCall } from "@effect-losant/core/Action"
import type { LosantError } from "@effect-losant/core/LosantError"
import type { InstanceOrg } from "@effect-losant/core/schemas/Org"
import type { PlanRequest } from "@effect-losant/fleet"
import type * as Effect from "effect/Effect"
import type { JsonObject } from "../text/json.ts"
import type { DestructiveChange } from "./DestructiveChange.ts"
import type { Changes } from "./FieldChanges.ts"
import type { LosantGateway } from "./LosantGateway.ts"
import type { Refusal } from "./Refusal.ts"
import type { Subject } from "./Subject.ts"
import type { InvalidArguments } from "./ToolFailure.ts"

/** The answer of a write. */
export interface WriteAnswer {
  /** The fields of the organization, member or invitation after the write. */
  readonly state: JsonObject
  /** The fields that identify the subject in the tool's answer, such as `org`. */
  readonly about: JsonObject
  /** The answer is about another subject than the plan. */
  readonly isOfAnother: boolean
}

/** Identifies writes of which a repetition would do something a second time. */
export interface Once {
  /** Equal for two writes if one of them is enough. */
  readonly key: string
  /** A verb with its object, such as `creates an organization named "Northwind"`. */
  readonly what: string
  /** The change that the person is asked about before a repetition. */
  readonly repetition: DestructiveChange
  /** A whole sentence about something in Losant that an earlier write of the same kind may have made. */
  readonly found?: string
}

/** Writes that are carried out as one change set. */
export interface PlannedSet {
  readonly request: PlanRequest
  /** The fields of the answer that say where the values come from. */
  readonly about: JsonObject
  /** The paths, as in `changes`, of the values that the call gave. The answer does not repeat the others. */
  readonly given: ReadonlyArray<string>
  /** The addresses of people, by the ids of their users: whoever reads of a failure knows no ids. */
  readonly emails: ReadonlyMap<string, string>
}

export interface WritePlan {
  /** The request, encoded once: the same bytes are shown, judged and sent. */
  readonly call: EncodedCall
  /** Sends the request through the gateway. The policy judges it by `current` or by a new reading. */
  readonly send: (gateway: LosantGateway, current?: InstanceOrg) => Effect.Effect<WriteAnswer, LosantError | Refusal>
  readonly subject: Subject
  /** The organization as the plan read it, if there is one. */
  readonly current?: InstanceOrg
  /** The changes that the request makes, with long texts shortened. */
  readonly changes: Changes
  /** The member or invitation that the call changes, if any. */
  readonly member?: JsonObject
  readonly invite?: JsonObject
  /** Present if a person has to confirm the change. */
  readonly danger?: DestructiveChange
  /** Whole sentences about facts that do not prevent the write, but matter for the decision. */
  readonly warnings?: ReadonlyArray<string>
  /** Present if a repetition of the write would do something a second time. */
  readonly once?: Once
  /** Present if the call makes several writes, of which `call` is the first. They are carried out in place of `send`. */
  readonly set?: PlannedSet
  /** A whole sentence with the reason why the request need not be sent. */
  readonly nothingToDo?: string
  /** The current values of the fields that the request sends. */
  readonly before: JsonObject
  /** The values of the same fields after the write. */
  readonly after: JsonObject
}

/** The failures of planning. Every error of Losant except `LosantInvalidInput` comes from a read. */
export type PlanFailure = LosantError | Refusal | InvalidArguments
