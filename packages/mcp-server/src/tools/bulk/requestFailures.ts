/** Decides what the failure of one request means for a whole job. */
import type { LosantError } from "@effect-losant/core/LosantError"
import * as Duration from "effect/Duration"
import { Refusal } from "../../model/Refusal.ts"

/** Losant's answer about an organization lacks the data that the job needs. */
export class MissingData {
  readonly _tag = "MissingData"
  readonly why: string
  constructor(why: string) {
    this.why = why
  }
}

/** A part of a job took longer than the job's own limit. `LOSANT_TIMEOUT` does not change that limit. */
export class JobTimeout {
  readonly _tag = "JobTimeout"
  readonly what: string
  readonly limit: Duration.Duration
  constructor(what: string, limit: Duration.Duration) {
    this.what = what
    this.limit = limit
  }
}

/** The errors of all requests of a job. */
export type JobError = LosantError | Refusal | MissingData | JobTimeout

/**
 * - `job`: every other organization would fail in the same way.
 * - `pause`: Losant wants a pause. The job can go on from here later.
 * - `gone`: somebody deleted the organization after it was listed.
 * - `organization`: the error concerns only this organization.
 */
export type ErrorScope = "job" | "pause" | "gone" | "organization"

/** Tells how far the consequences of an error reach. */
export const scopeOf = (error: JobError): ErrorScope => {
  switch (error._tag) {
    case "Refused":
    case "LosantUnauthorized":
    case "LosantForbidden":
    case "LosantCircuitOpen":
    case "LosantInvalidInput":
    case "LosantValidation":
      return "job"
    case "LosantRateLimited":
      return "pause"
    case "LosantNotFound":
      return "gone"
    default:
      return "organization"
  }
}

/** Explains an error in a few words, because one answer may contain many. */
export const describeError = (error: JobError): string => {
  switch (error._tag) {
    case "MissingData":
      return error.why
    case "JobTimeout":
      return `Losant took longer than ${Duration.format(error.limit)}`
    case "LosantTimeout":
      return `Losant took longer than ${Duration.format(Duration.millis(error.limit))}`
    case "LosantTransport":
      return "the connection failed"
    case "LosantDecode":
      return "what Losant answered cannot be used"
    case "LosantRateLimited":
      return "Losant gets too many requests (429)"
    case "LosantUnauthorized":
      return "Losant no longer accepts the token (401)"
    case "LosantForbidden":
      return "the token may not read this (403)"
    case "LosantCircuitOpen":
      return "Losant failed too often in a row to be asked again now"
    default:
      return "status" in error ? `Losant answered ${error.status}` : error.message
  }
}

const minute = Duration.minutes(1)

/** Explains why a job stopped early, and when it can go on. */
export const describeStop = (error: JobError): string => {
  switch (error._tag) {
    case "Refused":
      return `${error.message} Then go on with continue.`
    case "LosantUnauthorized":
    case "LosantForbidden":
      return `${describeError(error)}: the person has to fix the token; then go on with continue`
    case "LosantInvalidInput":
    case "LosantValidation":
      return `${describeError(error)}: the same call would fail again`
    default: {
      const retryAfter = "retryAfter" in error ? error.retryAfter : undefined
      const waitTime = retryAfter === undefined ? minute : Duration.seconds(Math.ceil(retryAfter / 1_000))
      const wait = Duration.isGreaterThan(waitTime, minute) ? Duration.format(waitTime) : "a minute"
      return `${describeError(error)}: wait ${wait}, then go on with continue`
    }
  }
}

/**
 * Turns an error that ends the job into the failure of the call. The message names no setting, because no setting extends
 * the time limit of a job.
 */
export const toFailure = (error: LosantError | Refusal | JobTimeout): LosantError | Refusal =>
  error._tag === "JobTimeout"
    ? new Refusal(
        "tooSlow",
        `Losant took longer than ${Duration.format(error.limit)} for ${error.what}, which is all the time that this job ` +
          "gives it. Nothing was changed. Call again later, or with a query that finds fewer organizations."
      )
    : error
