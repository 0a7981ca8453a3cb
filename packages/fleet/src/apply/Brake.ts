/** Slows a set down after a 429, and stops it if too much goes wrong. */
import type { LosantError } from "@effect-losant/core"
import * as Clock from "effect/Clock"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import type { StopReason } from "./ChangeEvent.ts"

/** So many failures in a row stop a set. */
const maximumFailures = 5

/** In milliseconds. A 429 that asks for more stops a set. */
const maxWait = Duration.toMillis(Duration.minutes(1))

/** In milliseconds, if Losant does not say how long to wait. */
const defaultWait = 5_000

export interface Stop {
  readonly reason: StopReason
  readonly message: string
}

export interface Brake {
  /** The reason why nothing more may begin. Undefined while the set goes on. */
  readonly stop: () => Stop | undefined
  /** Waits as long as Losant asked for. False if nothing more may begin. */
  readonly wait: Effect.Effect<boolean>
  /** Waits for so many milliseconds. False if the set stops before. */
  readonly sleep: (millis: number) => Effect.Effect<boolean>
  /** Counts a success, which ends a row of failures. */
  readonly succeeded: () => void
  readonly failed: (message: string) => void
  /** Lets everything wait for Losant, or stops. */
  readonly held: (error: LosantError) => Effect.Effect<void>
}

/** `pauseAt` is in milliseconds since the epoch. */
export const makeBrake = (pauseAt: number = Number.POSITIVE_INFINITY): Brake => {
  let failures = 0
  let waitUntil = 0
  let stopped: Stop | undefined

  const sleepUntil = Effect.fnUntraced(function* (until: () => number) {
    for (;;) {
      const now = yield* Clock.currentTimeMillis
      if (stopped === undefined && now >= pauseAt)
        stopped = { reason: "paused", message: "The time of this run is over." }
      if (stopped !== undefined) return false
      if (now >= until()) return true
      yield* Effect.sleep(Math.min(until(), pauseAt) - now)
    }
  })

  return {
    stop: () => stopped,
    wait: sleepUntil(() => waitUntil),
    sleep: (millis) => Effect.flatMap(Clock.currentTimeMillis, (now) => sleepUntil(() => now + millis)),
    succeeded: () => {
      failures = 0
    },
    failed: (message) => {
      failures += 1
      if (failures < maximumFailures) return
      stopped ??= {
        reason: "failures",
        message: `${maximumFailures} writes in a row failed, the last one so: ${message}`
      }
    },
    held: (error) =>
      Effect.map(Clock.currentTimeMillis, (now) => {
        const asked = "retryAfter" in error ? error.retryAfter : undefined
        const wait = asked ?? defaultWait
        waitUntil = Math.max(waitUntil, now + Math.min(wait, maxWait))
        if (error._tag === "LosantRateLimited" && wait > maxWait) {
          const time = Duration.format(Duration.millis(wait))
          stopped ??= { reason: "rateLimited", message: `Losant asks to wait for ${time} before the next request.` }
        }
      })
  }
}
