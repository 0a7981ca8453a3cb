/** What the failure of one request means for a job over many organizations. */
import { type LosantError, LosantTimeout } from "@effect-losant/core/LosantError"
import * as Duration from "effect/Duration"
import type { Refusal } from "../Refusal.ts"

/** What Losant answered of an organization does not say what is asked. */
export class CannotTell {
  readonly _tag = "CannotTell"
  readonly why: string
  constructor(why: string) {
    this.why = why
  }
}

/**
 * - `job`: the same would happen with every other organization.
 * - `pause`: Losant wants to be left alone; the job can go on from here later.
 * - `gone`: the organization was deleted after it was listed.
 * - `organization`: the others are not concerned.
 */
export type Extent = "job" | "pause" | "gone" | "organization"

export const extentOf = (error: LosantError | Refusal | CannotTell): Extent => {
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
export const whyOf = (error: LosantError | CannotTell): string => {
  switch (error._tag) {
    case "CannotTell":
      return error.why
    case "LosantTimeout":
      return `Losant took longer than ${Duration.format(Duration.millis(error.limit))}`
    case "LosantTransport":
      return "the connection failed"
    case "LosantDecode":
      return "what Losant answered cannot be used"
    case "LosantRateLimited":
      return "Losant is asked too often (429)"
    default:
      return "status" in error ? `Losant answered ${error.status}` : error.message
  }
}

/** A part of a job took longer than it is given. */
export const tookTooLong = (what: string, limit: Duration.Duration): LosantTimeout =>
  new LosantTimeout({
    action: "instanceOrgs.get",
    method: "GET",
    path: "/instances/:instanceId/orgs",
    message: `${what} took longer than ${Duration.format(limit)}`,
    phase: "total",
    limit: Duration.toMillis(limit)
  })
