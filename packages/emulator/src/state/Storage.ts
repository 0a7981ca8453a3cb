import type * as Effect from "effect/Effect"
import type * as Option from "effect/Option"
import type { EmulatorError } from "../errors/EmulatorError.ts"
import type { State } from "./State.ts"

/**
 * Where the state is kept beyond the emulator's own life.
 *
 * @example
 * ```ts
 * import type { State, Storage } from "@effect-losant/emulator"
 * import * as Effect from "effect/Effect"
 * import * as Option from "effect/Option"
 *
 * const inMemory = (): Storage => {
 *   let kept = Option.none<State>()
 *   return {
 *     load: Effect.sync(() => kept),
 *     save: (state) =>
 *       Effect.sync(() => {
 *         kept = Option.some(state)
 *       })
 *   }
 * }
 * ```
 *
 * @since 0.1.0
 */
export interface Storage {
  readonly load: Effect.Effect<Option.Option<State>, EmulatorError>
  /** Completes once the state is kept for good; fails with the reason why it is not. */
  readonly save: (state: State) => Effect.Effect<void, string>
}
