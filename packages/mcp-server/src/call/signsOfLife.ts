/** Tells a client that waits for a call, and wants to know, that the call is still under way. */
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as Ref from "effect/Ref"
import { ClientRequest, type Progress } from "../model/ClientRequest.ts"

/** Well below the time after which clients give up, which is often a minute. */
const intervalMillis = 15_000

/** The last message to the client. Its number is below 0 before the first one. */
interface Told extends Progress {
  /** For how many intervals nothing else was told. */
  readonly intervals: number
}

const beginning: Told = { done: -1, message: "waiting for Losant", intervals: 0 }

// With this part of the way, hundreds of messages do not reach the next step.
const partOfWay = 1 / 16

/** The protocol wants a number that grows with every message: it goes a part of the way to the next whole step. */
const advance = (before: number, done: number): number => {
  if (before < 0) return Math.max(0, done)
  return done > before ? done : before + (Math.floor(before) + 1 - before) * partOfWay
}

/** The next message. Undefined if the last step is told already. */
const next = (before: Told, progress: Progress, intervals: number): Told | undefined => {
  const total = progress.total ?? before.total
  const done = advance(before.done, progress.done)
  return total !== undefined && done > total
    ? undefined
    : { done, message: progress.message, intervals, ...(total === undefined ? {} : { total }) }
}

/**
 * Reports to the client every 15 seconds that the effect is under way, if the client wants to know. All progress of the
 * effect goes the same way, so that its number only grows.
 */
export const withSignsOfLife = <A, E, R>(effect: Effect.Effect<A, E, R>): Effect.Effect<A, E, R> =>
  Effect.gen(function* () {
    const request = yield* ClientRequest
    if (!request.wantsProgress) return yield* effect
    const last = yield* Ref.make(beginning)

    const tell = (make: (before: Told) => Told | undefined, describe: (told: Told) => string) =>
      Ref.modify(last, (before): readonly [Told | undefined, Told] => {
        const told = make(before)
        return [told, told ?? before]
      }).pipe(
        Effect.flatMap((told) => {
          if (told === undefined) return Effect.void
          const { done, total } = told
          return request.progress({ done, message: describe(told), ...(total === undefined ? {} : { total }) })
        })
      )

    const progress = (step: Progress) =>
      tell(
        (before) => next(before, step, 0),
        ({ message }) => message
      )
    const beat = tell(
      (before) => next(before, before, before.intervals + 1),
      ({ message, intervals }) => `${message}, for ${(intervals * intervalMillis) / 1_000} seconds now`
    )
    return yield* Effect.acquireUseRelease(
      Effect.forkChild(Effect.forever(Effect.delay(beat, intervalMillis))),
      () => Effect.provideService(effect, ClientRequest, { ...request, progress }),
      Fiber.interrupt
    )
  })
