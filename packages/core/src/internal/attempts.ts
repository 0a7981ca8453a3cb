// The attempts of a call: by the retry rule, within the deadlines, and past what all calls of a layer share.
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import { identity } from "effect/Function"
import { LosantCircuitOpen, type LosantError, LosantTimeout } from "../LosantError.ts"
import type { CallOptions, LosantOptions } from "../LosantOptions.ts"
import { makeQuota, type RetryQuota, schedule } from "../RetryPolicy.ts"
import * as Circuit from "./circuit.ts"
import { defaultQuota, defaultTimeout, defaultTimeouts } from "./defaults.ts"
import { type Call, common } from "./failure.ts"
import * as Limiter from "./limiter.ts"
import { monotonicMillis } from "./monotonic.ts"
import { beginAttempt, type Progress } from "./progress.ts"
import type { Attempt } from "./transport.ts"

/** What all calls of a layer share, so that together they do not press harder on Losant than it can bear. */
interface Guards {
  readonly quota: RetryQuota
  readonly limiter: Limiter.Limiter
  readonly circuit: Circuit.Circuit
}

/** Makes the guards of a layer. */
export const makeGuards = Effect.fnUntraced(function* (options: LosantOptions): Effect.fn.Return<Guards> {
  return {
    quota: yield* makeQuota(options.retryQuota ?? defaultQuota),
    limiter: options.limiter === undefined ? identity : yield* Limiter.make(options.limiter),
    circuit: options.circuit === false ? identity : yield* Circuit.make(options.circuit ?? {})
  }
})

/** All attempts of a call. */
export const repeatedly = (
  attempt: Attempt,
  call: Call,
  progress: Progress,
  options: CallOptions,
  { quota, limiter, circuit }: Guards
): Effect.Effect<unknown, LosantError> => {
  const attemptLimit = Duration.fromInputUnsafe(options.timeout ?? defaultTimeout)
  const totalLimit =
    options.totalTimeout === undefined
      ? Duration.times(attemptLimit, defaultTimeouts)
      : Duration.fromInputUnsafe(options.totalTimeout)
  // Where a status has come, it says more than that time is over.
  const timedOut = (phase: LosantTimeout["phase"], limit: Duration.Duration) =>
    Effect.suspend(() => Effect.fail(progress.refusal?.() ?? timeout(phase, limit)))
  const timeout = (phase: LosantTimeout["phase"], limit: Duration.Duration) => {
    const { outcome, maybeApplied } = progress
    const what = phase === "attempt" ? "Losant did not answer" : "the call did not end"
    return new LosantTimeout({
      ...common({ ...call, maybeApplied }, outcome, `${what} within ${Duration.format(limit)}`),
      phase,
      limit: Duration.toMillis(limit)
    })
  }

  const once = Effect.suspend(() => {
    beginAttempt(progress)
    return attempt({ ...call, maybeApplied: progress.maybeApplied }, progress)
  }).pipe(
    Effect.timeoutOrElse({ duration: attemptLimit, orElse: () => timedOut("attempt", attemptLimit) }),
    Effect.tapError((error) =>
      Effect.sync(() => {
        // What the error says is surer than what was known before it.
        progress.outcome = error.outcome ?? progress.outcome
      })
    )
  )
  const refused = ({ failures, last, retryAfter }: Circuit.Refusal) =>
    Effect.sync(() => {
      const { maybeApplied, outcome } = progress
      const wait = Duration.format(Duration.millis(retryAfter))
      return new LosantCircuitOpen({
        ...common(
          { ...call, maybeApplied: maybeApplied || outcome === "unknown" },
          "notSent",
          `Losant failed ${failures} times in a row (the last time with ${last}), so nothing was sent; a call will be tried again in ${wait}`
        ),
        failures,
        last,
        retryAfter
      })
    })
  const guarded = limiter(circuit(once, refused))
  const repeat = (work: typeof guarded, limit: Duration.Duration) =>
    work.pipe(
      Effect.retry(schedule(options, quota)),
      Effect.timeoutOrElse({ duration: limit, orElse: () => timedOut("total", totalLimit) })
    )
  // Whose own deadline comes sooner needs no second one, unless it waits for its turn before.
  const isBoundAlone = limiter === identity && Duration.isLessThan(attemptLimit, totalLimit)
  return (isBoundAlone ? firstAlone(guarded, totalLimit, repeat) : repeat(guarded, totalLimit)).pipe(
    Effect.catch((error) => goneAlready(error, progress)),
    Effect.tap(() => quota.refill)
  )
}

/**
 * Makes the first attempt by itself, since it is nearly always the only one: the rule by which it is repeated, and the
 * deadline of all attempts, are made when it has failed.
 */
const firstAlone = (
  attempt: Effect.Effect<unknown, LosantError>,
  limit: Duration.Duration,
  repeat: (work: typeof attempt, limit: Duration.Duration) => typeof attempt
): typeof attempt =>
  Effect.flatMap(monotonicMillis, (start) =>
    Effect.catch(attempt, (error) =>
      Effect.flatMap(monotonicMillis, (now) => {
        let hasFailed = false
        const failedFirst = Effect.suspend(() => {
          if (hasFailed) return attempt
          hasFailed = true
          return Effect.fail(error)
        })
        return repeat(failedFirst, Duration.subtract(limit, Duration.millis(now - start)))
      })
    )
  )

/** A DELETE that is repeated, because an earlier attempt may have been applied, finds nothing when it was. */
const goneAlready = (error: LosantError, progress: Progress): Effect.Effect<unknown, LosantError> =>
  error._tag === "LosantNotFound" && error.method === "DELETE" && progress.maybeApplied
    ? Effect.succeed({ success: true })
    : Effect.fail(error)
