/**
 * The service that runs actions, and the layers that make it.
 *
 * @example
 * ```ts
 * import { InstanceOrgs, Losant, type InstanceId } from "@effect-losant/core"
 * import * as Effect from "effect/Effect"
 * import * as Redacted from "effect/Redacted"
 *
 * const program = (instanceId: InstanceId) =>
 *   InstanceOrgs.get({ instanceId }).pipe(
 *     Effect.provide(Losant.layer({ accessToken: Redacted.make("token") }))
 *   )
 * ```
 *
 * @module
 * @since 0.1.0
 */
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import * as Execute from "./internal/call/execute.ts"
import { config } from "./LosantConfig.ts"
import { LosantConfigError } from "./LosantConfigError.ts"
import type { LosantOptions } from "./LosantOptions.ts"
import type { LosantService } from "./LosantService.ts"
import type { InstanceId } from "./schemas/Ids.ts"

/**
 * Runs actions. Programs call the actions themselves, such as `InstanceOrg.get`, which need this service.
 *
 * @example
 * ```ts
 * import { Losant } from "@effect-losant/core"
 * import * as Effect from "effect/Effect"
 * import * as Option from "effect/Option"
 * import * as Redacted from "effect/Redacted"
 *
 * const layer = Losant.layer({
 *   accessToken: Redacted.make("token"),
 *   timeout: "10 seconds",
 *   retry: { times: 5 },
 *   limiter: { concurrency: 8 }
 * })
 * // The instance that the layer was configured with, if it was.
 * const instance = Losant.use(({ instanceId }) => Effect.succeed(Option.getOrUndefined(instanceId)))
 * const program = Effect.provide(instance, layer)
 * ```
 *
 * @since 0.1.0
 */
export class Losant extends Context.Service<Losant, LosantService>()("@effect-losant/core/Losant") {
  /**
   * A Losant with the options given. Fails with a {@link LosantConfigError} that names the option when one is
   * wrong, such as a URL that is neither https nor loopback.
   *
   * @since 0.1.0
   */
  static readonly layer = (options: LosantOptions): Layer.Layer<Losant, LosantConfigError> =>
    Layer.effect(Losant, Execute.make(options))

  /**
   * A Losant configured by the environment: `LOSANT_API_TOKEN` or `LOSANT_API_TOKEN_FILE`, `LOSANT_API_URL`,
   * `LOSANT_INSTANCE_ID`, `LOSANT_TIMEOUT`. Fails with a {@link LosantConfigError} that names the variable.
   *
   * @since 0.1.0
   */
  static readonly layerConfig: Layer.Layer<Losant, LosantConfigError> = Layer.unwrap(
    Effect.map(config, (options) => Losant.layer(options))
  )

  /**
   * The instance that the layer was configured with. Fails with a {@link LosantConfigError} that names
   * `LOSANT_INSTANCE_ID` if it was configured with none.
   *
   * @example
   * ```ts
   * import { InstanceOrgs, Losant } from "@effect-losant/core"
   * import * as Effect from "effect/Effect"
   *
   * const count = Effect.gen(function* () {
   *   const instanceId = yield* Losant.instanceId
   *   return (yield* InstanceOrgs.get({ instanceId, perPage: 1 })).totalCount
   * }).pipe(Effect.provide(Losant.layerConfig))
   * ```
   *
   * @since 0.2.0
   */
  static readonly instanceId: Effect.Effect<InstanceId, LosantConfigError, Losant> = Losant.use(({ instanceId }) =>
    Option.isSome(instanceId) ? Effect.succeed(instanceId.value) : Effect.fail(missingInstance())
  )
}

const missingInstance = () =>
  new LosantConfigError({
    variable: "LOSANT_INSTANCE_ID",
    message:
      "It is not known which instance is meant: LOSANT_INSTANCE_ID is not set, nor the option instanceId of the layer. " +
      "Losant shows its id in the settings of the instance."
  })
