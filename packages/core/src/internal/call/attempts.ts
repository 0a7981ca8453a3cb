// The attempts of a call: by the retry rule, within the deadlines, and past what all calls of a layer share.
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Option from "effect/Option"
import * as Random from "effect/Random"
import { LosantCircuitOpen, type LosantError, LosantTimeout } from "../../LosantError.ts"
import type { CallOptions, LosantOptions } from "../../LosantOptions.ts"
import * as Circuit from "../guards/circuit.ts"
import * as Limiter from "../guards/limiter.ts"
import { makeStock, type Stock } from "../guards/quota.ts"
import * as Slowdown from "../guards/slowdown.ts"
import { defaultQuota, defaultRetry, defaultTimeout, defaultTimeouts } from "../settings/defaults.ts"
import type { Attempt, Ending } from "../transport/attempt.ts"
import { type Call, commonFields } from "../transport/failure.ts"
import { beginAttempt, type Progress } from "../transport/progress.ts"
import { monotonicMillis } from "../util/monotonic.ts"
import { timeOf } from "../util/time.ts"
import { provesDeletion } from "./provesDeletion.ts"
import { type WaitBefore, waitBefore } from "./retryRule.ts"

/** The time limits of a call. */
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
  readonly limiter: Limiter.Limiter | undefined
  readonly circuit: Circuit.Circuit | undefined
  readonly slowdown: Slowdown.Slowdown
  /** The longest `Retry-After` for which the layer waits, in milliseconds. */
  readonly maxRetryAfterMillis: number
}

/** Makes all attempts of a call. */
export type RunAttempts = (call: Call, progress: Progress, options: CallOptions) => Effect.Effect<unknown, LosantError>

/** Makes the function that makes all attempts of a call of a layer. */
export const makeRunAttempts = (attempt: Attempt, layer: LosantOptions): RunAttempts => {
  const circuit = layer.circuit === false ? undefined : Circuit.make(layer.circuit ?? {})
  const guards: Guards = {
    circuit,
    stock: makeStock(layer.retryQuota ?? defaultQuota),
    limiter: layer.limiter === undefined ? undefined : Limiter.make(layer.limiter),
    slowdown: Slowdown.make((now) => circuit?.refuses(now) === true),
    maxRetryAfterMillis: Duration.toMillis(layer.retry?.maxRetryAfter ?? defaultRetry.maxRetryAfter)
  }
  const { limiter, slowdown } = guards
  const limitsOfLayer = limitsOf(layer)
  return (call, progress, options) => {
    const limits = options === layer ? limitsOfLayer : limitsOf(options)
    const begunAttempt = slowdown.pass(oneAttempt(attempt, call, progress, limits, guards))
    const attemptOnce = limiter === undefined ? begunAttempt : limiter.pass(begunAttempt)
    const repeat = (error: LosantError) =>
      repeatAfter(error, 1, attemptOnce, progress, waitBefore(options), guards.stock)
    const finish = (rest: typeof attemptOnce) =>
      Effect.catch(within(rest, call, progress, limits), (error) => acceptGone(error, progress, guards.stock))
    const waitAndFinish = () => finish(Effect.catch(attemptOnce, repeat))
    // The deadline of the first attempt comes before that of the call. So the call needs no timer of its own yet,
    // unless it has to wait for its first attempt.
    if (slowdown.isSlow() || !Duration.isLessThan(limits.attempt, limits.total)) return waitAndFinish()
    const onFailure = (error: LosantError) => finish(repeat(error))
    return limiter === undefined
      ? Effect.catch(attemptOnce, onFailure)
      : Effect.matchEffect(limiter.passAtOnce(begunAttempt), {
          onFailure,
          onSuccess: Option.match({ onNone: waitAndFinish, onSome: Effect.succeed })
        })
  }
}

const oneAttempt = (
  attempt: Attempt,
  call: Call,
  progress: Progress,
  limits: Limits,
  { circuit, slowdown, stock, maxRetryAfterMillis }: Guards
): Effect.Effect<unknown, LosantError> =>
  Effect.withFiber((fiber) =>
    Effect.callback((resume) => {
      const time = timeOf(fiber)
      const era = circuit?.admit(time.monotonicMillis) ?? 0
      if (typeof era !== "number") return resume(Effect.fail(circuitError(call, progress, era)))
      beginAttempt(progress, time.monotonicMillis)
      slowdown.begin()
      let isOver = false
      const finish = (ending: Circuit.Ending) => {
        isOver = true
        stopWaiting()
        circuit?.record(era, ending, time.monotonicMillis)
        slowdown.end(ending === "success", waitAskedBy(ending, maxRetryAfterMillis), time.monotonicMillis)
      }
      const end = (ending: Ending) => {
        if (isOver) return
        progress.refusal = undefined
        if (Exit.isSuccess(ending)) {
          finish("success")
          stock.refill(progress.repeatedAfter)
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

/** Repeats a call that has failed with `error`, if the rule allows it and the stock has enough left. */
const repeatAfter = (
  error: LosantError,
  repetition: number,
  attemptOnce: Effect.Effect<unknown, LosantError>,
  progress: Progress,
  rule: WaitBefore,
  stock: Stock
): typeof attemptOnce =>
  Effect.flatMap(Random.next, (random) => {
    const wait = rule(error, repetition, random)
    if (wait === undefined || !stock.take(error)) return Effect.fail(error)
    progress.repeatedAfter = error
    return Effect.sleep(Duration.millis(wait)).pipe(
      Effect.andThen(attemptOnce),
      Effect.catch((next) => repeatAfter(next, repetition + 1, attemptOnce, progress, rule, stock))
    )
  })

/** Ends what is left of a call when its time is over. */
const within = (
  rest: Effect.Effect<unknown, LosantError>,
  call: Call,
  progress: Progress,
  limits: Limits
): typeof rest =>
  Effect.flatMap(monotonicMillis, (now) =>
    Effect.timeoutOrElse(rest, {
      duration: Duration.subtract(limits.total, Duration.millis(now - (progress.begun ?? now))),
      orElse: () => Effect.fail(timeoutError(call, progress, "total", limits))
    })
  )

/** The pause that Losant asks for, in milliseconds: 0 if it asks for none, or for a longer one than anybody waits. */
const waitAskedBy = (ending: Circuit.Ending, maxMillis: number): number => {
  if (typeof ending === "string" || ending._tag !== "LosantRateLimited") return 0
  const { retryAfter = 0 } = ending
  return retryAfter <= maxMillis ? retryAfter : 0
}

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
 * Turns a 404 to a repeated DELETE into a success. It does so only if an earlier attempt may have been applied, and the
 * answer proves that the thing itself is gone.
 */
const acceptGone = (error: LosantError, progress: Progress, stock: Stock): Effect.Effect<unknown, LosantError> => {
  if (error.method !== "DELETE" || !progress.maybeApplied || !provesDeletion(error)) return Effect.fail(error)
  stock.refill(progress.repeatedAfter)
  return Effect.succeed({ success: true })
}
