/**
 * What is wrong with the settings of a layer.
 *
 * @since 0.1.0
 */
import * as Schema from "effect/Schema"

/**
 * A setting is missing or wrong; `variable` names the environment variable that gives it, or where none does the option
 * of the layer, such as `retry.times`.
 *
 * @since 0.1.0
 */
export class LosantConfigError extends Schema.TaggedError<LosantConfigError>()("LosantConfigError", {
  variable: Schema.String,
  message: Schema.String
}) {}
