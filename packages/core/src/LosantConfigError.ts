/**
 * The error of a setting of a layer.
 *
 * @module
 * @since 0.1.0
 */
import * as Schema from "effect/Schema"

/**
 * A setting is missing or wrong; `variable` names the environment variable that gives it, or if none does the option
 * of the layer, such as `retry.times`.
 *
 * @example
 * ```ts
 * import { Losant, LosantConfigError } from "@effect-losant/core"
 * import * as Console from "effect/Console"
 * import * as Effect from "effect/Effect"
 *
 * const program = Effect.void.pipe(
 *   Effect.provide(Losant.layerConfig),
 *   Effect.catchTag("LosantConfigError", ({ variable, message }) => Console.error(`${variable}: ${message}`))
 * )
 * const isMissing = (error: unknown) => error instanceof LosantConfigError && error.variable === "LOSANT_API_TOKEN"
 * ```
 *
 * @since 0.1.0
 */
export class LosantConfigError extends Schema.TaggedError<LosantConfigError>()("LosantConfigError", {
  variable: Schema.String,
  message: Schema.String
}) {}
