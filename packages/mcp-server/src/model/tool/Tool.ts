/** A tool, and its parsed call. The modules that carry out calls know no more about a tool. */
import type * as Action from "@effect-losant/core/Action"
import type { LosantError } from "@effect-losant/core/LosantError"
import type { InstanceId } from "@effect-losant/core/schemas/Ids"
import type { PlanRequest } from "@effect-losant/fleet"
import type * as Effect from "effect/Effect"
import type * as Result from "effect/Result"
import type { JsonObject } from "../../text/json.ts"
import type { Argument, Problem } from "../ArgumentSpec.ts"
import type { LosantGateway } from "../LosantGateway.ts"
import type { Refusal } from "../Refusal.ts"
import type { ObjectSchema } from "../ToolSchema.ts"
import type { Target, VerificationCall } from "../VerificationCall.ts"
import type { PlanView } from "../views/PlanView.ts"
import type { PlanFailure, WritePlan } from "../WritePlan.ts"
import type { ToolSpec } from "./ToolSpec.ts"

/** A plan for a view, not sanitized yet, and its secret. */
export interface NewView {
  readonly secret: string
  /** The call of another tool that the view confirms. Absent: the call that was answered. */
  readonly call?: { readonly tool: string; readonly values: JsonObject; readonly id: string }
  /** Absent for a change set, which its ledger has. */
  readonly plan?: Omit<PlanView, "id" | "state">
}

/** The answer of a tool, not sanitized yet. */
export interface ToolAnswer {
  readonly content: JsonObject
  /** A PNG. */
  readonly image?: Uint8Array
  /** A plan that a view of the client shows. */
  readonly view?: NewView
}

/** The limits for the answer of a call. */
export interface FitOptions {
  /** The longest text, in characters. */
  readonly maxTextLength: number
  /** The positions at which fields begin, by name. The assistant has read the part before. */
  readonly from?: Readonly<Record<string, number>>
  /** The tool reads one thing, and its argument `fields` selects parts of it. */
  readonly hasParts?: boolean
  /** A whole sentence with another way to get the parts that were left out. */
  readonly otherwise?: string
}

/** The ids of the target of a call. Each has the form of Losant's ids. */
export interface TargetIds {
  readonly instanceId: InstanceId
  readonly ids: Target
}

interface AnyCall {
  /** The instance in the arguments, if any: an id or a name. */
  readonly instance: string | undefined
  readonly target: Target
  readonly fitting: FitOptions
}

export interface ReadCall extends AnyCall {
  readonly kind: "read"
  readonly run: (gateway: LosantGateway, target: TargetIds) => Effect.Effect<ToolAnswer, LosantError | Refusal>
}

/** An action that belongs to no instance. */
export interface GlobalReadCall extends AnyCall {
  readonly kind: "globalRead"
  readonly run: (gateway: LosantGateway) => Effect.Effect<ToolAnswer, LosantError | Refusal>
}

export interface WriteCall extends AnyCall {
  readonly kind: "write"
  readonly isDryRun: boolean
  readonly confirmation: { readonly confirmToken?: string; readonly confirmName?: string }
  /** Reads the data that the plan needs. It writes nothing. */
  readonly plan: (gateway: LosantGateway, target: TargetIds) => Effect.Effect<WritePlan, PlanFailure>
  /** The call that shows the outcome of the write. The target holds names or ids. */
  readonly verification: (target: Target) => VerificationCall
}

/** A job over many organizations. */
export interface JobCall extends AnyCall {
  readonly kind: "job"
  /**
   * Ends within 45 seconds after the beginning of the call, with the results so far. `startedAt` is the beginning in
   * milliseconds of the clock. The texts are not sanitized yet.
   */
  readonly run: (
    gateway: LosantGateway,
    instanceId: InstanceId,
    startedAt: number
  ) => Effect.Effect<JsonObject, LosantError | Refusal>
}

/** Plans a change set. */
export interface PlanChangesCall extends AnyCall {
  readonly kind: "planChanges"
  readonly request: PlanRequest
  /** Equal for two calls with the same arguments. */
  readonly key: string
  /** The plan of an earlier call with the same arguments, which was not ready then. */
  readonly continue?: string
}

/** Carries a change set out. */
export interface ApplyChangesCall extends AnyCall {
  readonly kind: "applyChanges"
  readonly changeSetId: string
  readonly confirmation: { readonly confirmToken?: string; readonly confirmNames?: ReadonlyArray<string> }
  /** Emails whose first request may have been carried out are sent again. */
  readonly resendsEmails: boolean
}

export type ParsedCall = ReadCall | GlobalReadCall | WriteCall | JobCall | PlanChangesCall | ApplyChangesCall

export interface Tool {
  readonly spec: ToolSpec
  /** The action that the tool carries out. A job has none. */
  readonly action?: Action.Any
  readonly arguments: ReadonlyArray<Argument>
  /** The instance is configured, so it is not an argument. */
  readonly hasInstance: boolean
  /** Computed on first use, like `outputSchema`: a call needs neither. */
  readonly inputSchema: ObjectSchema
  readonly outputSchema: ObjectSchema
  /** Parses the arguments of an assistant, or fails with all problems. `now` is in milliseconds. */
  readonly parse: (input: JsonObject, now: number) => Result.Result<ParsedCall, ReadonlyArray<Problem>>
}
