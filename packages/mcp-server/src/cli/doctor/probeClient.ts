/** The doctor's client for Losant: it has a short timeout, no retries, and measures the difference of the clocks. */
import { Losant } from "@effect-losant/core/Losant"
import type { LosantConfigError } from "@effect-losant/core/LosantConfigError"
import type { LosantOptions } from "@effect-losant/core/LosantOptions"
import * as Clock from "effect/Clock"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"

const maxTimeout = Duration.seconds(10)

/** A shorter configured timeout applies. */
const probeTimeout = ({ timeout }: LosantOptions): Duration.Duration =>
  Option.fromUndefinedOr(timeout).pipe(
    Option.flatMap(Duration.fromInput),
    Option.match({ onNone: () => maxTimeout, onSome: (configured) => Duration.min(configured, maxTimeout) })
  )

/** Local time minus the time of the answer, in milliseconds. The header has a resolution of a second. */
const skewOf = (headers: HeadersInit, now: number): number | undefined => {
  // The server's own fetch gives the headers as a plain record.
  const answered = Date.parse(new Headers(headers).get("date") ?? "")
  return Number.isNaN(answered) ? undefined : now - answered
}

const observeSkew =
  (fetch: typeof globalThis.fetch, clock: Clock.Clock, onSkew: (skew: number) => void): typeof globalThis.fetch =>
  async (input, init) => {
    const response = await fetch(input, init)
    const skew = skewOf(response.headers, clock.currentTimeMillisUnsafe())
    if (skew !== undefined) onSkew(skew)
    return response
  }

/** The Losant of the doctor. Every answer calls `onSkew` with the difference of the clocks. */
export const probeLayer = (
  options: Effect.Effect<LosantOptions, LosantConfigError>,
  onSkew: (skew: number) => void
): Layer.Layer<Losant, LosantConfigError> =>
  Layer.unwrap(
    Effect.gen(function* () {
      const configured = yield* options
      const clock = yield* Clock.Clock
      return Losant.layer({
        ...configured,
        timeout: probeTimeout(configured),
        retry: { times: 0 },
        fetch: observeSkew(configured.fetch ?? globalThis.fetch, clock, onSkew)
      })
    })
  )
