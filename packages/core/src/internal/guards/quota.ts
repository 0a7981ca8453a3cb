// The stock from which all calls of a layer pay for repetitions. Nothing waits for it, so it is a plain number.
import * as Effect from "effect/Effect"
import type { LosantError } from "../../LosantError.ts"

export interface Stock {
  /** Takes what repeating after `error` costs; false when there is not enough left. */
  readonly take: (error: LosantError) => boolean
  /** Puts back what a success earns. */
  readonly refill: () => void
}

const costOf = (error: LosantError): number => (error._tag === "LosantRateLimited" ? 5 : 10)

/** Makes a stock of `size`. */
export const makeStock = (size: number): Stock => {
  let left = size
  return {
    take: (error) => {
      const cost = costOf(error)
      if (left < cost) return false
      left -= cost
      return true
    },
    refill: () => {
      left = Math.min(size, left + 1)
    }
  }
}

/** The same for effects. */
export const quotaOf = ({ take, refill }: Stock) => ({
  take: (error: LosantError) => Effect.sync(() => take(error)),
  refill: Effect.sync(refill)
})
