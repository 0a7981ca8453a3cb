// The defaults of all options. docs/retries.md lists them, and a test compares the two.
import * as Duration from "effect/Duration"

export const defaultUrl = "https://api.losant.com"

/** The time limit of one attempt. */
export const defaultTimeout = Duration.seconds(30)

/** The deadline of a whole call, as a multiple of that of an attempt. */
export const defaultTimeouts = 4

export const defaultRetry = {
  times: 3,
  baseDelay: Duration.millis(200),
  maxDelay: Duration.seconds(5),
  maxRetryAfter: Duration.seconds(60)
}

export const defaultQuota = 500

export const defaultCircuit = { failures: 20, openFor: Duration.seconds(10) }

/** In bytes. */
export const defaultMaxAnswerBytes = 32 * 1024 * 1024
