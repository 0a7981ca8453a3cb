/** A tool: made from an action, or for a job over many organizations. */
import type * as Action from "@effect-losant/core/Action"
import type { LosantError } from "@effect-losant/core/LosantError"
import type { InstanceId } from "@effect-losant/core/schemas/Ids"
import type * as Effect from "effect/Effect"
import type { Argument } from "./ArgumentSpec.ts"
import type { Reach } from "./LosantGateway.ts"
import type { Refusal } from "./Refusal.ts"
import type { ObjectSchema } from "./ToolSchema.ts"
import type { ToolSpec } from "./ToolSpec.ts"
import type { Values } from "./Values.ts"

/**
 * The work of a job over many organizations. It ends within 45 seconds of the beginning of the call, `begun`, in
 * milliseconds of the clock, with what it has by then. Its texts are as Losant wrote them: not yet safe to show.
 */
export type RunJob = (
  reach: Reach,
  instanceId: InstanceId,
  values: Values,
  begun: number
) => Effect.Effect<Values, LosantError | Refusal>

interface AnyTool {
  readonly spec: ToolSpec
  readonly arguments: ReadonlyArray<Argument>
  /** Whether the instance is configured: then it is no argument. */
  readonly hasInstance: boolean
  /** Computed when it is asked for, as the next one: a call needs neither. */
  readonly inputSchema: ObjectSchema
  readonly outputSchema: ObjectSchema
}

/** A tool that carries out one action. */
export interface ActionTool extends AnyTool {
  readonly kind: "action"
  readonly action: Action.Any
}

/** A tool that asks all organizations what no single action tells. */
export interface FleetTool extends AnyTool {
  readonly kind: "fleet"
  readonly run: RunJob
}

export type Tool = ActionTool | FleetTool
