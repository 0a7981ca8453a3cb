/** Counts the requests of a plan. */
import { CallObserver } from "@effect-losant/core"
import * as Effect from "effect/Effect"

/** The result of an effect, with the number of requests that it took. */
export const countRequests = <A, E, R>(effect: Effect.Effect<A, E, R>): Effect.Effect<readonly [A, number], E, R> =>
  Effect.flatMap(CallObserver, (observer) => {
    let requests = 0
    return effect.pipe(
      Effect.provideService(CallObserver, (report) => {
        requests += report.attempts
        return observer(report)
      }),
      Effect.map((result) => [result, requests] as const)
    )
  })
