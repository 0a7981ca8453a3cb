// The stock from which all calls of a layer pay for repetitions. Nothing waits for it, so it is a plain number.
import * as Effect from "effect/Effect"
import type { LosantError } from "../../LosantError.ts"

export interface Stock {
  /** Takes what repeating after `error` costs; false when there is not enough left. */
  readonly take: (error: LosantError) => boolean
  /** Puts back what a success earns: what its repetition after `error` cost, or 1 if it was a first attempt. */
  readonly refill: (error: LosantError | undefined) => void
}

/** The cost of a repetition. One at the moment for which Losant asked adds nothing to its load. */
export const costs = { afterRetryAfter: 0, afterRateLimited: 5, afterOther: 10 }

const costOf = (error: LosantError): number => {
  if (error._tag !== "LosantRateLimited") return costs.afterOther
  return error.retryAfter === undefined ? costs.afterRateLimited : costs.afterRetryAfter
}

/** Makes a stock of `size`. */
export const makeStock = (size: number): Stock => {
  let left = size
  return {
    take: (error) => {
      const cost = costOf(error)
      if (size === 0 || left < cost) return false
      left -= cost
      return true
    },
    refill: (error) => {
      left = Math.min(size, left + (error === undefined ? 1 : costOf(error)))
    }
  }
}

/** The same for effects. */
export const quotaOf = ({ take, refill }: Stock) => ({
  take: (error: LosantError) => Effect.sync(() => take(error)),
  refill: (error?: LosantError) => Effect.sync(() => refill(error))
})
