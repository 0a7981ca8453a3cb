/** The input of a write's plan. */
import type * as Action from "@effect-losant/core/Action"
import type { LosantInvalidInput } from "@effect-losant/core/LosantError"
import type { InstanceId } from "@effect-losant/core/schemas/Ids"
import type * as Effect from "effect/Effect"
import type { Options } from "../../model/ArgumentSpec.ts"
import type { LosantGateway } from "../../model/LosantGateway.ts"
import type { JsonObject } from "../../text/json.ts"
import type { Arguments, BodyOf, Forms, IdsOf } from "./Arguments.ts"

/** A parsed call of a writing tool with its resolved target. */
export interface WriteRequest<A extends Action.Any, O extends Options, F extends Forms> extends Arguments<A, O, F> {
  readonly tool: string
  readonly action: A
  readonly gateway: LosantGateway
  readonly instanceId: InstanceId
  readonly ids: IdsOf<A>
  /** The arguments that a confirmation is bound to, with names resolved to ids. */
  readonly bound: JsonObject
  /** Encodes the call with this body. A plan does so once, when all changes are known. */
  readonly encode: (body: BodyOf<A>) => Effect.Effect<Action.EncodedCall<A>, LosantInvalidInput>
}
