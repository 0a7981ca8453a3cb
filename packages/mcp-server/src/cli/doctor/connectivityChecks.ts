/** What the first answers of Losant say of the way to it and of the token. */
import type { LosantError } from "@effect-losant/core/LosantError"
import * as Result from "effect/Result"
import { isOfSomebodyElse } from "../../answers/upstreamMessage.ts"
import type { Refusal } from "../../model/Refusal.ts"
import { type Check, failed, ok } from "./Check.ts"

export type Answer<A> = Result.Result<A, LosantError | Refusal>

const tagOf = (answer: Answer<unknown>): string | undefined =>
  Result.isFailure(answer) ? answer.failure._tag : undefined

const checkNetwork =
  "Check the network, a proxy or firewall on the way, and LOSANT_API_URL. The certificate of a company's own authority " +
  "is named by NODE_EXTRA_CA_CERTS."

/** Whether Losant was reached. Any answer of Losant says so, also one that refuses. */
export const checkReached = (host: string, answer: Answer<unknown>): Check => {
  if (Result.isSuccess(answer)) return ok("reachable", `${host} answers`)
  const { _tag: tag, message } = answer.failure
  switch (tag) {
    case "LosantTransport":
    case "LosantTimeout":
      return failed("reachable", `${host} cannot be reached: ${message}`, checkNetwork)
    case "LosantDecode":
    case "LosantUnexpectedStatus":
      return failed("reachable", `${host} does not answer as Losant does: ${message}`, checkNetwork)
    case "LosantServerError":
    case "LosantRateLimited":
      return failed("reachable", `${host} answers, but not now: ${message}`, "Try again later.")
    case "LosantUnauthorized":
    case "LosantForbidden":
      return isOfSomebodyElse(answer.failure)
        ? failed(
            "reachable",
            `${host} refuses (${answer.failure.status}), but not in Losant's words: somebody else may have answered`,
            checkNetwork
          )
        : ok("reachable", `${host} answers`)
    default:
      return ok("reachable", `${host} answers`)
  }
}

// A token that is refused as such may ask for nothing; one that lacks a scope, or asks for what is not there, is known.
const refused = "LosantUnauthorized"
const known = new Set<string | undefined>([undefined, "LosantForbidden", "LosantNotFound"])

/** Whether the token is accepted: one answer that says so is enough. */
export const checkToken = (answers: ReadonlyArray<Answer<unknown>>): Check => {
  const tags = answers.map(tagOf)
  if (tags.some((tag) => known.has(tag))) return ok("token", "accepted")
  if (tags.includes(refused)) {
    return failed(
      "token",
      "Losant does not accept the token (401)",
      "It is mistyped, has expired or was revoked, or is of another Losant than LOSANT_API_URL names. Make an API " +
        "token in Losant, and set LOSANT_API_TOKEN to it. An instance's token needs LOSANT_INSTANCE_ID too."
    )
  }
  const [said = ""] = answers.flatMap((answer) => (Result.isFailure(answer) ? [answer.failure.message] : []))
  return failed("token", `Losant does not say whether it accepts the token: ${said}`, "Try again later.")
}

const largestSkew = 60_000

/** `skew` is how far the clock here is ahead, in milliseconds. */
export const checkClock = (skew: number): Check => {
  const seconds = Math.abs(Math.round(skew / 1_000))
  const apart = `the clock here is ${seconds} s ${skew < 0 ? "behind" : "ahead of"} Losant's`
  return Math.abs(skew) <= largestSkew
    ? ok("clock", apart)
    : failed(
        "clock",
        apart,
        "Set the clock, or let the system set it: the periods of usage and the end of confirmations are told by it."
      )
}
