// The attempts of a call: by the retry rule, within the deadlines, and past what all calls of a layer share.
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import { identity } from "effect/Function"
import * as Option from "effect/Option"
import { LosantCircuitOpen, type LosantError, LosantTimeout } from "../../LosantError.ts"
import type { CallOptions, LosantOptions } from "../../LosantOptions.ts"
import { schedule } from "../../RetryPolicy.ts"
import * as Circuit from "../guards/circuit.ts"
import * as Limiter from "../guards/limiter.ts"
import { makeStock, quotaOf, type Stock } from "../guards/quota.ts"
import { defaultQuota, defaultTimeout, defaultTimeouts } from "../settings/defaults.ts"
import type { Attempt, Ending } from "../transport/attempt.ts"
import { type Call, commonFields } from "../transport/failure.ts"
import { beginAttempt, type Progress } from "../transport/progress.ts"
import { monotonicMillis } from "../util/monotonic.ts"
import { timeOf } from "../util/time.ts"
import { provesDeletion } from "./provesDeletion.ts"

/** How long the attempts of a call may take. */
interface Limits {
  readonly attempt: Duration.Duration
  readonly total: Duration.Duration
}

const limitsOf = ({ timeout, totalTimeout }: CallOptions): Limits => {
  const attempt = Duration.fromInputUnsafe(timeout ?? defaultTimeout)
  const total =
    totalTimeout === undefined ? Duration.times(attempt, defaultTimeouts) : Duration.fromInputUnsafe(totalTimeout)
  return { attempt, total }
}

/** All calls of a layer share these guards, so that together they do not send more than Losant can bear. */
interface Guards {
  readonly stock: Stock
  readonly limiter: Limiter.Limiter
  readonly circuit: Circuit.Circuit | undefined
}

/** Makes all attempts of a call. */
export type RunAttempts = (call: Call, progress: Progress, options: CallOptions) => Effect.Effect<unknown, LosantError>

/** Makes the function that makes all attempts of a call of a layer. */
export const makeRunAttempts = (attempt: Attempt, layer: LosantOptions): RunAttempts => {
  const guards: Guards = {
    stock: makeStock(layer.retryQuota ?? defaultQuota),
    limiter: layer.limiter === undefined ? identity : Limiter.make(layer.limiter),
    circuit: layer.circuit === false ? undefined : Circuit.make(layer.circuit ?? {})
  }
  const { limiter } = guards
  const limitsOfLayer = limitsOf(layer)
  return (call, progress, options) => {
    const limits = options === layer ? limitsOfLayer : limitsOf(options)
    const attemptOnce = limiter(oneAttempt(attempt, call, progress, limits, guards))
    // The deadline of the first attempt comes before that of the call. So the call needs no timer of its own yet,
    // unless the limiter makes it wait.
    return limiter === identity && Duration.isLessThan(limits.attempt, limits.total)
      ? attemptFirst(attemptOnce, (attempts) => retry(attempts, call, progress, options, limits, guards))
      : retry(attemptOnce, call, progress, options, limits, guards)
  }
}

const oneAttempt = (
  attempt: Attempt,
  call: Call,
  progress: Progress,
  limits: Limits,
  { circuit, stock }: Guards
): Effect.Effect<unknown, LosantError> =>
  Effect.withFiber((fiber) =>
    Effect.callback((resume) => {
      const time = timeOf(fiber)
      const era = circuit?.admit(time.monotonicMillis) ?? 0
      if (typeof era !== "number") return resume(Effect.fail(circuitError(call, progress, era)))
      beginAttempt(progress, time.monotonicMillis)
      let isOver = false
      const finish = (ending: Circuit.Ending) => {
        isOver = true
        stopWaiting()
        circuit?.record(era, ending, time.monotonicMillis)
      }
      const end = (ending: Ending) => {
        if (isOver) return
        progress.refusal = undefined
        if (Exit.isSuccess(ending)) {
          finish("success")
          stock.refill()
        } else {
          const error = errorOf(ending)
          // The error says more about the outcome than anything known before it.
          progress.outcome = error?.outcome ?? progress.outcome
          finish(error ?? "stopped")
        }
        resume(ending)
      }
      const stop = attempt({ ...call, maybeApplied: progress.maybeApplied }, progress, time, end)
      const stopWaiting = time.after(limits.attempt, () => {
        stop()
        end(Exit.fail(timeoutError(call, progress, "attempt", limits)))
      })
      return Effect.sync(() => {
        finish("stopped")
        stop()
      })
    })
  )

/**
 * Makes the first attempt by itself, since it is nearly always the only one: the rule by which it is repeated, and the
 * deadline of all attempts, are made when it has failed.
 */
const attemptFirst = (
  attemptOnce: Effect.Effect<unknown, LosantError>,
  repeat: (attempts: typeof attemptOnce) => typeof attemptOnce
): typeof attemptOnce =>
  Effect.catch(attemptOnce, (error) => {
    let hasFailed = false
    return repeat(
      Effect.suspend(() => {
        if (hasFailed) return attemptOnce
        hasFailed = true
        return Effect.fail(error)
      })
    )
  })

const retry = (
  attempts: Effect.Effect<unknown, LosantError>,
  call: Call,
  progress: Progress,
  options: CallOptions,
  limits: Limits,
  { stock }: Guards
): typeof attempts =>
  Effect.flatMap(monotonicMillis, (now) =>
    attempts.pipe(
      Effect.retry(schedule(options, quotaOf(stock))),
      Effect.timeoutOrElse({
        duration: Duration.subtract(limits.total, Duration.millis(now - (progress.begun ?? now))),
        orElse: () => Effect.fail(timeoutError(call, progress, "total", limits))
      }),
      Effect.catch((error) => acceptGone(error, progress, stock))
    )
  )

const errorOf = (ending: Ending): LosantError | undefined =>
  Exit.isFailure(ending) ? Option.getOrUndefined(Exit.findErrorOption(ending)) : undefined

/** The error of a deadline. Where a status has come, that says more than that time is over. */
const timeoutError = (call: Call, progress: Progress, phase: LosantTimeout["phase"], limits: Limits): LosantError => {
  const { outcome, maybeApplied, refusal } = progress
  if (refusal !== undefined) return refusal()
  const what = phase === "attempt" ? "Losant did not answer" : "the call did not end"
  return new LosantTimeout({
    ...commonFields({ ...call, maybeApplied }, outcome, `${what} within ${Duration.format(limits[phase])}`),
    phase,
    limit: Duration.toMillis(limits[phase])
  })
}

const circuitError = (
  call: Call,
  { maybeApplied, outcome }: Progress,
  { failures, last, retryAfter }: Circuit.Refusal
) => {
  const wait = Duration.format(Duration.millis(retryAfter))
  const message = `Losant failed ${failures} times in a row (the last time with ${last}), so nothing was sent; a call will be tried again in ${wait}`
  return new LosantCircuitOpen({
    ...commonFields({ ...call, maybeApplied: maybeApplied || outcome === "unknown" }, "notSent", message),
    failures,
    last,
    retryAfter
  })
}

/**
 * Makes a success of the 404 with which Losant answers a repeated DELETE, if an earlier attempt may have been applied
 * and the answer proves that the thing itself is gone.
 */
const acceptGone = (error: LosantError, progress: Progress, stock: Stock): Effect.Effect<unknown, LosantError> => {
  if (error.method !== "DELETE" || !progress.maybeApplied || !provesDeletion(error)) return Effect.fail(error)
  stock.refill()
  return Effect.succeed({ success: true })
}
