import type * as Effect from "effect/Effect"
import type * as Option from "effect/Option"
import type { EmulatorError } from "../errors/EmulatorError.ts"
import type { State } from "./State.ts"

/**
 * A place that keeps the state longer than the emulator lives.
 *
 * @example
 * ```ts
 * import type { State, Storage } from "@effect-losant/emulator"
 * import * as Effect from "effect/Effect"
 * import * as Option from "effect/Option"
 *
 * const inMemory = (): Storage => {
 *   let saved = Option.none<State>()
 *   return {
 *     load: Effect.sync(() => saved),
 *     save: (state) =>
 *       Effect.sync(() => {
 *         saved = Option.some(state)
 *       })
 *   }
 * }
 * ```
 *
 * @since 0.1.0
 */
export interface Storage {
  /** The kept state; none before the first save. */
  readonly load: Effect.Effect<Option.Option<State>, EmulatorError>
  /** Completes when the state is durable; fails with the reason when it is not. */
  readonly save: (state: State) => Effect.Effect<void, string>
}
