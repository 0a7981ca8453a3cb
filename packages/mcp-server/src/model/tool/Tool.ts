/** A tool, and a call of it whose arguments are read: what carries calls out knows no more of a tool than this. */
import type * as Action from "@effect-losant/core/Action"
import type { LosantError } from "@effect-losant/core/LosantError"
import type { InstanceId } from "@effect-losant/core/schemas/Ids"
import type * as Effect from "effect/Effect"
import type * as Result from "effect/Result"
import type { Argument, Problem } from "../ArgumentSpec.ts"
import type { LosantGateway } from "../LosantGateway.ts"
import type { Refusal } from "../Refusal.ts"
import type { ObjectSchema } from "../ToolSchema.ts"
import type { Values } from "../Values.ts"
import type { Target, VerificationCall } from "../VerificationCall.ts"
import type { NoPlan, WritePlan } from "../WritePlan.ts"
import type { ToolSpec } from "./ToolSpec.ts"

/** The answer of a tool, before it is made safe to show. */
export interface ToolAnswer {
  readonly content: Values
  /** A PNG image that belongs to it. */
  readonly image?: Uint8Array
}

/** How the answer of a call is made to fit. */
export interface Fitting {
  /** The longest text in it, in characters. */
  readonly longestText: number
  /** From where on fields are answered, by name: the assistant read what comes before. */
  readonly from?: Readonly<Record<string, number>>
  /** Whether the tool takes `fields` for the parts of one thing. */
  readonly hasParts?: boolean
  /** The other way to get what was left out: a whole sentence. */
  readonly otherwise?: string
}

/** The ids that the target of a call stands for. Each is of the form that Losant's ids have. */
export interface TargetIds {
  readonly instanceId: InstanceId
  readonly ids: Target
}

interface AnyCall {
  /** The instance that the assistant named: an id, or nothing. */
  readonly instance: string | undefined
  readonly target: Target
  readonly fitting: Fitting
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
  /** Reads what it must and writes nothing. */
  readonly plan: (gateway: LosantGateway, target: TargetIds) => Effect.Effect<WritePlan, NoPlan>
  /** The call that shows what became of the write, for a target of names or of ids. */
  readonly verification: (target: Target) => VerificationCall
}

/** A job over many organizations. */
export interface JobCall extends AnyCall {
  readonly kind: "job"
  /**
   * Ends within 45 seconds of the beginning of the call, `begun`, in milliseconds of the clock, with what it has by then.
   * Its texts are as Losant wrote them: not yet safe to show.
   */
  readonly run: (
    gateway: LosantGateway,
    instanceId: InstanceId,
    begun: number
  ) => Effect.Effect<Values, LosantError | Refusal>
}

export type ParsedCall = ReadCall | GlobalReadCall | WriteCall | JobCall

export interface Tool {
  readonly spec: ToolSpec
  /** The action that the tool carries out, if it is a single one. */
  readonly action?: Action.Any
  readonly arguments: ReadonlyArray<Argument>
  /** Whether the instance is configured: then it is no argument. */
  readonly hasInstance: boolean
  /** Computed when it is asked for, as the next one: a call needs neither. */
  readonly inputSchema: ObjectSchema
  readonly outputSchema: ObjectSchema
  /** Reads the arguments that an assistant gives, or says everything that is wrong. `now` is in milliseconds. */
  readonly parse: (given: Values, now: number) => Result.Result<ParsedCall, ReadonlyArray<Problem>>
}
