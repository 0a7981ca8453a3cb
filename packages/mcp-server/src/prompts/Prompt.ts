/** A prompt: a person chooses a job, and the assistant does it with the tools. */
import type { LosantError } from "@effect-losant/core/LosantError"
import type { InstanceId } from "@effect-losant/core/schemas/Ids"
import type * as Effect from "effect/Effect"
import type { LosantGateway } from "../model/LosantGateway.ts"
import type { Refusal } from "../model/Refusal.ts"

/** The values of the arguments, by name, without the omitted ones. */
export type PromptValues = Readonly<Record<string, string>>

/** Looks up suggestions in Losant. */
export type Lookup = (
  gateway: LosantGateway,
  instanceId: InstanceId
) => Effect.Effect<ReadonlyArray<string>, LosantError | Refusal>

export type Suggest =
  | { readonly kind: "fixed"; readonly of: (typed: string) => ReadonlyArray<string> }
  /** The lookup is loaded on first use. */
  | { readonly kind: "lookup"; readonly of: (typed: string, values: PromptValues) => Promise<Lookup> }

export interface PromptArgument {
  readonly name: string
  readonly description: string
  readonly isRequired: boolean
  /** Describes the mistake in a value, if there is one. */
  readonly check?: (value: string) => string | undefined
  readonly suggest?: Suggest
}

/** `true` if the assistant can call the tool. */
export type IsAvailable = (tool: string) => boolean

export interface Prompt {
  readonly name: string
  readonly title: string
  readonly description: string
  /** The tools that the job needs. */
  readonly tools: ReadonlyArray<string>
  readonly arguments: ReadonlyArray<PromptArgument>
  /** The request of the person to the assistant. */
  readonly text: (values: PromptValues, isAvailable: IsAvailable) => string
}
