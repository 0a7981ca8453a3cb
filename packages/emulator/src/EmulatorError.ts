/**
 * Why an emulator does not start.
 *
 * @since 0.1.0
 */
import * as Schema from "effect/Schema"

/**
 * The seed, the data file or a setting cannot be used; `message` says what to do.
 *
 * @example
 * ```ts
 * import { Emulator, type EmulatorError } from "@effect-losant/emulator"
 * import * as Effect from "effect/Effect"
 * import * as Layer from "effect/Layer"
 *
 * const sayWhy = ({ message }: EmulatorError) => Effect.logError(message)
 * const layer = Emulator.layerEmulator({ seed: { instances: [{ name: "Two" }, { name: "Instances" }] } }).pipe(
 *   Layer.tapError(sayWhy)
 * )
 * ```
 *
 * @since 0.1.0
 */
export class EmulatorError extends Schema.TaggedError<EmulatorError>()("EmulatorError", { message: Schema.String }) {}
