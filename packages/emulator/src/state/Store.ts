/**
 * Holds the state. Changes are made one after the other, and a change is visible only when it is durable.
 *
 * @since 0.1.0
 */
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Ref from "effect/Ref"
import * as Semaphore from "effect/Semaphore"
import { type ApiError, internal } from "../errors/ApiError.ts"
import { type LiveState, toKeptState, toLiveState } from "./LiveState.ts"
import type { State } from "./State.ts"
import type { Storage } from "./Storage.ts"

/** The state of an emulator. @since 0.1.0 */
export class Store extends Context.Service<
  Store,
  {
    readonly get: Effect.Effect<LiveState>
    /** Replaces the state. If `change` fails or its result cannot be saved, the state stays as it is. */
    readonly modify: <A>(
      change: (state: LiveState) => Effect.Effect<readonly [answer: A, next: LiveState], ApiError>
    ) => Effect.Effect<A, ApiError>
  }
>()("@effect-losant/emulator/Store") {
  static readonly make = Effect.fnUntraced(function* (initial: State, persist?: Storage["save"]) {
    const ref = yield* Ref.make(toLiveState(initial))
    const turn = yield* Semaphore.make(1)
    return Store.of({
      get: Ref.get(ref),
      modify: (change) =>
        Ref.get(ref).pipe(
          Effect.flatMap(change),
          Effect.tap(([, next]) =>
            (persist === undefined ? Effect.void : persist(toKeptState(next))).pipe(
              Effect.mapError((message) => internal(message)),
              Effect.andThen(Ref.set(ref, next))
            )
          ),
          Effect.map(([answer]) => answer),
          Effect.uninterruptible,
          turn.withPermit
        )
    })
  })
}
