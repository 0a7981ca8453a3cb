/** What the failure of one request means for a job over many organizations. */
import type { LosantError } from "@effect-losant/core/LosantError"
import * as Duration from "effect/Duration"
import { Refusal } from "../../model/Refusal.ts"

/** What Losant answered of an organization does not say what is asked. */
export class MissingData {
  readonly _tag = "MissingData"
  readonly why: string
  constructor(why: string) {
    this.why = why
  }
}

/** A part of a job took longer than the job gives it, whatever the server is set to wait for Losant. */
export class JobTimeout {
  readonly _tag = "JobTimeout"
  readonly what: string
  readonly limit: Duration.Duration
  constructor(what: string, limit: Duration.Duration) {
    this.what = what
    this.limit = limit
  }
}

/** What may be wrong with one organization, or with one request of a job. */
export type JobError = LosantError | Refusal | MissingData | JobTimeout

/**
 * - `job`: the same would happen with every other organization.
 * - `pause`: Losant wants to be left alone; the job can go on from here later.
 * - `gone`: the organization was deleted after it was listed.
 * - `organization`: the others are not concerned.
 */
export type ErrorScope = "job" | "pause" | "gone" | "organization"

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

/** Why, in a few words: there may be many of them in one answer. */
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

/** What stopped a job after a part of it, and when it can go on. */
export const describeStop = (error: JobError): string => {
  switch (error._tag) {
    case "Refused":
      return `${error.message} Then go on with continue.`
    case "LosantUnauthorized":
    case "LosantForbidden":
      return `${describeError(error)}: the person has to fix the token; then go on with continue`
    default: {
      const known = error._tag === "LosantCircuitOpen" ? Duration.seconds(Math.ceil(error.retryAfter / 1_000)) : minute
      const wait = Duration.isGreaterThan(known, minute) ? Duration.format(known) : "a minute"
      return `${describeError(error)}: wait ${wait}, then go on with continue`
    }
  }
}

/** The failure of a job that is ended by it. No setting makes a job wait longer, so none is named. */
export const toFailure = (error: LosantError | Refusal | JobTimeout): LosantError | Refusal =>
  error._tag === "JobTimeout"
    ? new Refusal(
        "tooSlow",
        `Losant took longer than ${Duration.format(error.limit)} for ${error.what}, which is all the time that this job ` +
          "gives it. Nothing was changed. Call again later, or with a query that finds fewer organizations."
      )
    : error
