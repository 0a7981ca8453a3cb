/**
 * Why an emulator does not start.
 *
 * @since 0.1.0
 */
import * as Schema from "effect/Schema"

/** The seed, the data file or a setting cannot be used; `message` says what to do. @since 0.1.0 */
export class EmulatorError extends Schema.TaggedError<EmulatorError>()("EmulatorError", { message: Schema.String }) {}
