/** A prompt: a job that a person chooses, and that the assistant then does with the tools. */
import type { LosantError } from "@effect-losant/core/LosantError"
import type { InstanceId } from "@effect-losant/core/schemas/Ids"
import type * as Effect from "effect/Effect"
import type { Reach } from "../model/LosantGateway.ts"
import type { Refusal } from "../model/Refusal.ts"

/** What was given for the arguments, by name. What was left out is not there. */
export type PromptValues = Readonly<Record<string, string>>

/** Suggestions out of what Losant holds. */
export type Lookup = (
  reach: Reach,
  instanceId: InstanceId
) => Effect.Effect<ReadonlyArray<string>, LosantError | Refusal>

export type Suggest =
  | { readonly kind: "fixed"; readonly of: (typed: string) => ReadonlyArray<string> }
  /** Loaded when it is first asked for. */
  | { readonly kind: "lookup"; readonly of: (typed: string, given: PromptValues) => Promise<Lookup> }

export interface PromptArgument {
  readonly name: string
  readonly description: string
  readonly isRequired: boolean
  /** What is wrong with a value, where something is. */
  readonly check?: (value: string) => string | undefined
  readonly suggest?: Suggest
}

/** Whether a tool is there for the assistant. */
export type IsShown = (tool: string) => boolean

export interface Prompt {
  readonly name: string
  readonly title: string
  readonly description: string
  /** The tools that the job cannot be done without. */
  readonly tools: ReadonlyArray<string>
  readonly arguments: ReadonlyArray<PromptArgument>
  /** What the person asks of the assistant. */
  readonly text: (given: PromptValues, isShown: IsShown) => string
}
