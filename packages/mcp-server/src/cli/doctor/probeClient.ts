/** The doctor's own way to Losant: impatient, without repetitions, and with an eye on the clock of the other side. */
import { Losant } from "@effect-losant/core/Losant"
import type { LosantConfigError } from "@effect-losant/core/LosantConfigError"
import type { LosantOptions } from "@effect-losant/core/LosantOptions"
import * as Clock from "effect/Clock"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"

const longest = Duration.seconds(10)

/** A configured limit counts where it is the shorter. */
const limitOf = ({ timeout }: LosantOptions): Duration.Duration =>
  Option.fromUndefinedOr(timeout).pipe(
    Option.flatMap(Duration.fromInput),
    Option.match({ onNone: () => longest, onSome: (given) => Duration.min(given, longest) })
  )

/** How far the clock here is ahead of the one that wrote the answer, in milliseconds; its header tells seconds only. */
const skewOf = (headers: HeadersInit, now: number): number | undefined => {
  // The server's own fetch has them as a plain record.
  const then = Date.parse(new Headers(headers).get("date") ?? "")
  return Number.isNaN(then) ? undefined : now - then
}

const watching =
  (fetch: typeof globalThis.fetch, clock: Clock.Clock, onSkew: (skew: number) => void): typeof globalThis.fetch =>
  async (input, init) => {
    const response = await fetch(input, init)
    const skew = skewOf(response.headers, clock.currentTimeMillisUnsafe())
    if (skew !== undefined) onSkew(skew)
    return response
  }

/** A Losant for the doctor; `onSkew` is told how far the clocks are apart with every answer. */
export const probeLayer = (
  options: Effect.Effect<LosantOptions, LosantConfigError>,
  onSkew: (skew: number) => void
): Layer.Layer<Losant, LosantConfigError> =>
  Layer.unwrap(
    Effect.gen(function* () {
      const given = yield* options
      const clock = yield* Clock.Clock
      return Losant.layer({
        ...given,
        timeout: limitOf(given),
        retry: { times: 0 },
        fetch: watching(given.fetch ?? globalThis.fetch, clock, onSkew)
      })
    })
  )
