/**
 * The error with which an emulator does not start.
 *
 * @since 0.1.0
 */
import * as Schema from "effect/Schema"

/**
 * The seed, the data file or a setting cannot be used; `message` says what to do.
 *
 * @example
 * ```ts
 * import { DataFile, type EmulatorError } from "@effect-losant/emulator"
 * import * as Effect from "effect/Effect"
 *
 * // The file may be damaged, for example, or in use by another emulator.
 * const storage = DataFile.open("losant.json").pipe(
 *   Effect.tapError(({ message }: EmulatorError) => Effect.logError(message))
 * )
 * ```
 *
 * @since 0.1.0
 */
export class EmulatorError extends Schema.TaggedError<EmulatorError>()("EmulatorError", { message: Schema.String }) {}
