// The circuit breaker of a layer. When Losant fails again and again, no requests are sent for a while. Losant can
// recover, and callers get their failure at once instead of after a timeout.
import * as Duration from "effect/Duration"
import type { LosantError } from "../../LosantError.ts"
import type { CircuitOptions } from "../../LosantOptions.ts"
import { defaultCircuit } from "../settings/defaults.ts"

/** The reason why an attempt was not made. */
export interface Refusal {
  /** The number of attempts that failed in a row. */
  readonly failures: number
  /** The tag of the last failure. */
  readonly last: LosantError["_tag"]
  /** The time until one will be made again, in milliseconds. */
  readonly retryAfter: number
}

/** The end of an attempt: `stopped` if nobody waited for it any more, which says nothing of Losant. */
export type Ending = "success" | "stopped" | LosantError

/** Milliseconds since some moment in the past. */
type Now = () => number

export interface Circuit {
  /** Lets an attempt through, by what `record` has to be told of it, or says why not. */
  readonly admit: (now: Now) => number | Refusal
  /** Tells if an attempt would be refused at this moment. */
  readonly refuses: (now: number) => boolean
  /** Takes note of how an attempt ended that was let through so. */
  readonly record: (era: number, ending: Ending, now: Now) => void
}

// These errors say that Losant is in trouble.
const isTrouble = (error: LosantError): boolean =>
  error._tag === "LosantServerError" || error._tag === "LosantTransport" || error._tag === "LosantTimeout"

/** Makes a circuit, closed. */
export const make = (options: CircuitOptions): Circuit => {
  const failuresToOpen = options.failures ?? defaultCircuit.failures
  const openFor = Duration.toMillis(options.openFor ?? defaultCircuit.openFor)
  // It is closed while failures are fewer than it takes, else open. It grows an era older whenever it opens, and with
  // each probe: an attempt of an earlier era says nothing of now.
  let era = 0
  let failures = 0
  let last: LosantError["_tag"] = "LosantServerError"
  // Until then no attempt is made. The first that comes later is the probe, for which the others wait as long again.
  let openUntil = 0
  const isOpen = () => failures >= failuresToOpen

  const open = (until: number) => {
    era += 1
    openUntil = until
  }

  const recordFailure = (error: LosantError, now: Now) => {
    if (isTrouble(error)) {
      failures += 1
      last = error._tag
      if (isOpen()) open(now() + openFor)
    } else if (error._tag !== "LosantRateLimited") {
      close()
    } else if (isOpen()) {
      // Neither trouble nor relief: the count stays, and an open circuit open, for as long as Losant asks.
      open(now() + Math.max(openFor, error.retryAfter ?? 0))
    }
  }

  const close = () => {
    failures = 0
  }

  return {
    refuses: (now) => isOpen() && now < openUntil,
    admit: (now) => {
      if (!isOpen()) return era
      const moment = now()
      if (moment < openUntil) return { failures, last, retryAfter: Math.ceil(openUntil - moment) }
      // The probe has an era of its own, so that a second one, after it took too long, is not taken for it.
      open(moment + openFor)
      return era
    },
    record: (attemptEra, ending, now) => {
      if (attemptEra !== era) return
      if (ending === "success") close()
      else if (ending !== "stopped") recordFailure(ending, now)
      // A probe that was stopped makes room for another.
      else if (isOpen()) open(now())
    }
  }
}
