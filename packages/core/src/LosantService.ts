/**
 * The interface of the service that runs actions. `Losant` is the service.
 *
 * @module
 * @since 0.2.0
 */
import type * as Effect from "effect/Effect"
import type * as Option from "effect/Option"
import type { Any, EncodedCall } from "./ActionDeclaration.ts"
import type { LosantError } from "./LosantError.ts"
import type { CallOptions } from "./LosantOptions.ts"
import type { InstanceId } from "./schemas/Ids.ts"

/**
 * The members of the service `Losant`: `Losant["Service"]`.
 *
 * @example
 * ```ts
 * import { Losant } from "@effect-losant/core"
 * import type { LosantService } from "@effect-losant/core/LosantService"
 * import * as Effect from "effect/Effect"
 * import * as Layer from "effect/Layer"
 * import * as Option from "effect/Option"
 *
 * // A double for tests, which sends nothing.
 * const double: LosantService = {
 *   instanceId: Option.none(),
 *   execute: () => Effect.die("not expected"),
 *   send: () => Effect.die("not expected")
 * }
 * const layer = Layer.succeed(Losant, double)
 * ```
 *
 * @since 0.2.0
 */
export interface LosantService {
  /** The instance that the layer was configured with. */
  readonly instanceId: Option.Option<InstanceId>
  /** Runs `action`: what calling an action does. */
  readonly execute: <A extends Any>(
    action: A,
    input: unknown,
    options: CallOptions
  ) => Effect.Effect<A["success"]["Type"], LosantError>
  /** Runs a call that `Action.encode` encoded: what was looked at is what is sent. */
  readonly send: <A extends Any>(
    call: EncodedCall<A>,
    options?: CallOptions
  ) => Effect.Effect<A["success"]["Type"], LosantError>
}
